"""Which cells draw with matplotlib, and what they write on the plot."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from course.authoring.text import Cell

# Methods that put data on axes.
DRAWING = {
    "bar", "barh", "boxplot", "contour", "contourf", "errorbar", "eventplot", "fill_between", "hexbin", "hist",
    "hist2d", "loglog", "pcolormesh", "pie", "plot", "scatter", "semilogx", "semilogy", "stackplot", "stairs",
    "stem", "step", "violinplot",
}  # fmt: skip
PICTURES = {"imshow", "matshow", "spy"}  # pictures have no units on their sides
PANDAS = {"plot", "hist", "boxplot"}  # drawn by a frame or a series itself
WRITING = {
    "title": {"set_title", "title", "suptitle"},
    "xlabel": {"set_xlabel", "xlabel", "supxlabel"},
    "ylabel": {"set_ylabel", "ylabel", "supylabel"},
}


def parsed(source: str) -> ast.Module | None:
    """The cell's syntax tree, None where it is not Python (a magic, another language)."""
    try:
        return ast.parse(source)
    except SyntaxError:
        return None


def drawing_calls(cell: Cell) -> list[ast.Call]:
    """The calls that draw data or a picture, in the order of the source."""
    tree = parsed(cell.source) if cell.kind == "code" else None
    return [call for call in _calls(tree) if _draws(call)] if tree else []


def is_picture_only(calls: list[ast.Call]) -> bool:
    return all(call.func.attr in PICTURES for call in calls)


def written(cell: Cell) -> set[str]:
    """Which of title, xlabel and ylabel the cell sets, by a call of its own or as a keyword."""
    tree = parsed(cell.source)
    found = set()
    for call in _calls(tree) if tree else ():
        keywords = {keyword.arg for keyword in call.keywords}
        for what, names in WRITING.items():
            if what in keywords or (isinstance(call.func, ast.Attribute) and call.func.attr in names):
                found.add(what)
    return found


def _calls(tree: ast.AST) -> Iterator[ast.Call]:
    return (node for node in ast.walk(tree) if isinstance(node, ast.Call))


def _draws(call: ast.Call) -> bool:
    if not isinstance(call.func, ast.Attribute):
        return False
    name, owner = call.func.attr, call.func.value
    if isinstance(owner, ast.Attribute) and owner.attr == "plot":  # frame.plot.bar()
        return True
    root = _root(owner)
    if root == "plt" or root.startswith(("ax", "left", "right", "top", "bottom")):
        return name in DRAWING | PICTURES
    return name in PANDAS and root not in {"fig", "figure"}


def _root(node: ast.expr) -> str:
    """The first name of `axes[0].plot`, `frame["x"].plot`; "" for a literal."""
    while isinstance(node, ast.Attribute | ast.Subscript | ast.Call):
        node = node.func if isinstance(node, ast.Call) else node.value
    return node.id if isinstance(node, ast.Name) else ""
