"""Writes service.py: the notebook's own functions and classes in one file, with the imports that they need."""

from __future__ import annotations

import ast
import builtins
import linecache
import re
from collections.abc import Iterable, Sequence
from pathlib import Path

from course.errors import ServingError
from course.files import write_atomically

FILE = "service.py"
LOG = Path(__file__).with_name("request_log.py")
HEAD = '"""A service; made of the notebook\'s cells, which are where to change it."""\n'
CELL = re.compile(r"/ipykernel_\d+/[^/]+$|^<ipython-input-")
UNWRITTEN = re.compile(r"\braise NotImplementedError\b")
DEFINITIONS = (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)


def write_service(
    place: Path, names: Sequence[str], *, start: str, model: object = None, cells: Iterable[str] | None = None
) -> bool:
    """Write service.py into `place`, and model.skops where there is a model; return whether it could be written.

    `names` are functions and classes of the notebook, as last run, in the order in which the file needs them;
    `start` is the file's last line, which makes `app`; it may use `logged` of request_log.py, which is copied in too.
    Imports are found in the notebook's cells. What is still to be written is told, and nothing is written; a name that
    the file would not know is a ServingError.
    """
    given = [LOG.read_text(encoding="utf-8"), *(_notebook_cells() if cells is None else cells)]
    trees = [tree for cell in given if (tree := _parsed(cell))]
    wanted = [*names, *(["logged"] if "logged(" in start else [])]
    found = {name: _definition(name, trees) for name in dict.fromkeys(wanted)}
    waiting = [name for name, part in found.items() if part is None or UNWRITTEN.search(ast.unparse(part[0]))]
    if model is ...:
        waiting = [*waiting, "the model"]
    if waiting:
        print(f"No service yet: {', '.join(waiting)} still to be written, or the cell to be run.")
        return False
    parts = [source for _, source in found.values()]
    body = ast.parse("\n\n".join([*parts, start]))
    imports, unknown = _imports(trees, _free_names(body))
    if unknown:
        raise ServingError(
            f"{FILE} would not know {', '.join(unknown)}",
            where=place.name,
            next_step="add the function's name to the list, or give the value as an argument in start=",
        )
    text = "\n\n\n".join([HEAD + "\n".join(["", *imports]), *parts, start]) + "\n"
    write_atomically(place / FILE, text)
    if model is not None:
        import skops.io

        skops.io.dump(model, place / "model.skops")
    return True


def _notebook_cells() -> list[str]:
    from IPython import get_ipython

    shell = get_ipython()
    if shell is None:
        raise ServingError("there is no notebook to take code from", next_step="run this in a notebook")
    # The history tells in which order cells ran, and is not kept by a tool that runs a notebook to compare it. What
    # IPython keeps for its tracebacks is there in both, so it comes first, and the history decides.
    kept = ["".join(lines) for name, (_, _, lines, *_) in _cached() if CELL.search(Path(name).as_posix())]
    return [*kept, *(str(cell) for cell in shell.user_ns.get("In", ()))]


def _cached() -> list[tuple[str, tuple]]:
    """The files of which tracebacks show lines, without those that were not read yet."""
    return [(name, entry) for name, entry in linecache.cache.items() if len(entry) >= 3]


def _parsed(cell: str) -> tuple[ast.Module, str] | None:
    """The cell's tree and text; a cell with magics or a mistake in it holds no definition that ran."""
    try:
        return ast.parse(cell), cell
    except (SyntaxError, ValueError):
        return None


def _definition(name: str, trees: list[tuple[ast.Module, str]]) -> tuple[ast.stmt, str] | None:
    """The last definition of `name` at the top level of a cell, with its decorators, and its source."""
    for tree, cell in reversed(trees):
        for node in reversed(tree.body):
            if isinstance(node, DEFINITIONS) and node.name == name:
                first = min([node.lineno, *(decorator.lineno for decorator in node.decorator_list)])
                return node, "\n".join(cell.splitlines()[first - 1 : node.end_lineno])
    return None


def _free_names(body: ast.Module) -> list[str]:
    """The names that the file reads and does not make, in the order of their first use."""
    made = {node.id for node in ast.walk(body) if isinstance(node, ast.Name) and not isinstance(node.ctx, ast.Load)}
    made |= {node.name for node in ast.walk(body) if isinstance(node, DEFINITIONS)}
    made |= {node.arg for node in ast.walk(body) if isinstance(node, ast.arg)}
    made |= {node.name for node in ast.walk(body) if isinstance(node, ast.ExceptHandler) and node.name}
    made |= {bound for node in ast.walk(body) for bound in _bound(node)}
    read = [node.id for node in ast.walk(body) if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Load)]
    return [name for name in dict.fromkeys(read) if name not in made and not hasattr(builtins, name)]


def _bound(node: ast.AST) -> list[str]:
    """The names that an import statement makes."""
    if not isinstance(node, ast.Import | ast.ImportFrom):
        return []
    return [alias.asname or alias.name.partition(".")[0] for alias in node.names]


def _imports(trees: list[tuple[ast.Module, str]], wanted: list[str]) -> tuple[list[str], list[str]]:
    """The import lines of the notebook that make the names, and the names that none makes."""
    lines: dict[str, str] = {}
    for tree, _ in trees:
        for node in tree.body:
            for alias in getattr(node, "names", ()) if isinstance(node, ast.Import | ast.ImportFrom) else ():
                one = ast.Import([alias]) if isinstance(node, ast.Import) else ast.ImportFrom(node.module, [alias], 0)
                lines[(alias.asname or alias.name).partition(".")[0]] = ast.unparse(one)
    found = sorted({lines[name] for name in wanted if name in lines})
    return found, [name for name in wanted if name not in lines]
