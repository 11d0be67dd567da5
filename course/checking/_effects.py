"""What one cell of a notebook reads, binds and may change, seen from its text alone.

It errs to one side: a cell may do less than is said here, never more. Where that can't be promised, Unclear says why.
"""

from __future__ import annotations

import ast
import re
import symtable
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from course.checking._changes import FUNCTIONS, Changes, Known, is_ours_and_unknown, package_of, root_of
from course.checking._known import FAR_REACHING, HARMLESS_DUNDERS, SEEDED_RANDOM, WRITERS

MAGIC = re.compile(r"^\s*[%!?]|\?\s*$|=\s*[%!]", re.MULTILINE)
WORD = re.compile(r"[^\W\d]\w*")
STRAIGHT = (ast.Assign, ast.AnnAssign, ast.Import, ast.ImportFrom, ast.FunctionDef, ast.ClassDef)


class Unclear(Exception):
    """Why nothing can be promised about a cell."""


@dataclass(frozen=True)
class Facts:
    """Names that a cell may bind, binds whenever it runs to its end, reads, and may change the value of.

    `far`: it may do more than names show, so that whatever comes after it depends on it.
    """

    binds: frozenset[str] = frozenset()
    surely: frozenset[str] = frozenset()
    needs: frozenset[str] = frozenset()
    touches: frozenset[str] = frozenset()
    far: bool = False


class Author(StrEnum):
    """Who wrote a cell, and so what is trusted of it."""

    LEARNER = "learner"
    COURSE = "course"
    CHECK = "check"  # of the course too: it changes nothing itself, what it calls may


def parsed(source: str) -> ast.Module | None:
    """The cell as a tree; None where it stops before its first line runs.

    Unclear where IPython may read more into it than Python does.
    """
    try:
        return ast.parse(source)
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        if MAGIC.search(source):
            raise Unclear("a cell has a magic command, or what may be one") from None
        return None


def facts_of(tree: ast.Module | None, known: Known, author: Author = Author.LEARNER) -> Facts:
    """The facts of a cell among the cells of `known`. Unclear where a learner's may do what its names do not show."""
    if tree is None:
        return Facts()
    far = False
    if author is not Author.CHECK:
        try:
            _refuse_far_reaching(tree, known)
        except Unclear:
            if author is Author.LEARNER:
                raise
            far = True
    binds, surely, needs = _names(tree)
    if known.reads_text:
        needs |= _words_in_texts(tree)
    changed = set() if author is Author.CHECK else Changes(known).of(tree.body)
    if needs & known.leaky:
        changed |= needs
    return Facts(binds, surely, needs, frozenset(changed), far)


def _names(tree: ast.Module) -> tuple[frozenset[str], frozenset[str], frozenset[str]]:
    """(binds, surely binds, reads before it surely binds them) at the level of the notebook."""
    binds: set[str] = set()
    surely: set[str] = set()
    needs: set[str] = set()
    for statement in tree.body:
        table = symtable.symtable(ast.unparse(statement), "cell", "exec")
        bound = {each.get_name() for each in table.get_symbols() if each.is_assigned() or each.is_imported()}
        read = {each.get_name() for each in table.get_symbols() if each.is_referenced()} | set(_globals(table))
        if isinstance(statement, ast.With):
            first = {each.optional_vars.id for each in statement.items if isinstance(each.optional_vars, ast.Name)}
            before = {name.id for each in statement.items for name in _loaded(each.context_expr)}
            read -= first - before
            surely |= first
        elif isinstance(statement, ast.AugAssign):
            read |= bound
        read |= {
            name.id for name in ast.walk(statement) if isinstance(name, ast.Name) and isinstance(name.ctx, ast.Del)
        }
        needs |= read - surely
        binds |= bound
        if isinstance(statement, STRAIGHT):
            surely |= bound
    return frozenset(binds), frozenset(surely), frozenset(needs)


def _globals(table: symtable.SymbolTable) -> Iterator[str]:
    """Names of the notebook that functions and classes inside read or rebind."""
    for child in table.get_children():
        yield from (each.get_name() for each in child.get_symbols() if each.is_global())
        yield from _globals(child)


def _loaded(node: ast.AST) -> Iterator[ast.Name]:
    return (each for each in ast.walk(node) if isinstance(each, ast.Name) and isinstance(each.ctx, ast.Load))


def _words_in_texts(tree: ast.Module) -> set[str]:
    """Every word in a text of the cell."""
    texts = (node.value for node in ast.walk(tree) if isinstance(node, ast.Constant) and isinstance(node.value, str))
    return {word for text in texts for word in WORD.findall(text)}


def _refuse_far_reaching(tree: ast.Module, known: Known) -> None:
    """Unclear where the cell may reach what no name shows: interpreter, files, global random numbers, modules."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import | ast.ImportFrom):
            _refuse_import(node)
        elif isinstance(node, ast.Name) and node.id in FAR_REACHING:
            raise Unclear(f"a cell uses {node.id}")
        elif isinstance(node, ast.Global):
            raise Unclear("a function rebinds a name of the notebook")
        elif isinstance(node, FUNCTIONS) and node.name.startswith("__") and node.name not in HARMLESS_DUNDERS:
            raise Unclear(f"a class says what {node.name} does")
        elif isinstance(node, ast.Attribute):
            _refuse_attribute(node, known)
        elif isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "open":
            modes = [*node.args[1:2], *(word.value for word in node.keywords if word.arg in ("mode", None))]
            if any(not isinstance(mode, ast.Constant) or set(str(mode.value)) & set("wax+") for mode in modes):
                raise Unclear("a cell writes a file")


def _refuse_import(node: ast.Import | ast.ImportFrom) -> None:
    before = f"{node.module or ''}." if isinstance(node, ast.ImportFrom) else ""
    for name in node.names:
        if name.name == "*":
            raise Unclear("a cell imports all names of a module")
        package = package_of(f"{before}{name.name}")
        if package in FAR_REACHING or is_ours_and_unknown(package):
            raise Unclear(f"a cell imports {package}")


def _refuse_attribute(node: ast.Attribute, known: Known) -> None:
    if node.attr.startswith("__") or node.attr in WRITERS:
        raise Unclear(f"a cell uses .{node.attr}")
    if isinstance(node.value, ast.Attribute) and node.value.attr == "random" and node.attr not in SEEDED_RANDOM:
        raise Unclear("a cell draws from the random numbers that all cells share")
    if not isinstance(node.ctx, ast.Load) and root_of(node) in known.imported:
        raise Unclear("a cell changes what a module holds")
