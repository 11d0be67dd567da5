"""A notebook as it is run, with what was added to it, and the same notebook as it comes back."""

from __future__ import annotations

import copy
import re
import secrets
from collections.abc import Mapping
from dataclasses import dataclass, field

import nbformat
from nbformat import NotebookNode

from autograder.errors import GraderBroke
from autograder.guard.canaries import Canary, sealing
from autograder.guard.examine import examine_check, examine_end
from autograder.guard.instrument import Planted, plant
from autograder.guard.texts import packed

IMPORTED = re.compile(r"^\s*(?:import|from)\s+(numpy|pandas|sklearn|matplotlib)\b", re.MULTILINE)
# What the course's own cells import is imported before the first cell, so that nobody can patch it before.
IMPORT_EARLY = {"numpy": "numpy", "pandas": "pandas", "sklearn": "sklearn.metrics", "matplotlib": "matplotlib.pyplot"}
FIRST = "guard-start"
ADDED = {"course": {"added": True}}


@dataclass(frozen=True)
class Examined:
    """An executed notebook without what was added to it; `suspicion` says why its grade can't be trusted."""

    notebook: NotebookNode
    suspicion: str | None = None


@dataclass(frozen=True)
class Guarded:
    """`notebook` is what to run: `original` with a cell before and one behind it, and with the `planted` canaries."""

    notebook: NotebookNode
    original: NotebookNode
    planted: Mapping[int, Planted] = field(default_factory=dict)
    key: bytes = b""
    end: Canary | None = None

    def examine(self, executed: NotebookNode) -> Examined:
        """Take what was added out of `executed`, and say what is not as it must be.

        GraderBroke where the first cell, which is the grader's, did not do its work.
        """
        if self.end is None:
            return Examined(executed)
        first, *cells, last = executed.cells
        error = start_error(first)
        if error:
            raise GraderBroke(f"the guard could not start: {error.ename}: {error.evalue}", next_step="grade again")
        notebook = nbformat.from_dict({**executed, "cells": cells})
        found = None
        for index, (cell, original) in enumerate(zip(notebook.cells, self.original.cells, strict=True)):
            cell.source = original.source
            if index in self.planted:
                words = examine_check(cell, self.planted[index], self.key)
                found = found or (words and f"{_name(original)}: {words}")
        touched = examine_end(last, self.end)
        if touched:
            return Examined(notebook, f"{found}; changed: {touched}" if found else f"changed: {touched}")
        return Examined(notebook, found)


def guard(notebook: NotebookNode, *, prepared: bool = False) -> Guarded:
    """Return what to run in place of `notebook`: the same, where it is not Python or has no check cells.

    `prepared` says that the process which runs it has this package, and has compiled what watches already.
    """
    language = notebook.metadata.get("kernelspec", {}).get("language") or "python"
    name = f"_{secrets.token_hex(8)}"
    planted = {}
    if language == "python":
        checks = ((index, plant(cell.source, name)) for index, cell in enumerate(notebook.cells) if _is_check(cell))
        planted = {index: found for index, found in checks if found}
    if not planted:
        return Guarded(notebook, notebook)
    key = secrets.token_bytes(16)
    run = copy.deepcopy(notebook)
    for index, found in planted.items():
        run.cells[index].source = found.source
    end = sealing("_end", name, "tell")
    run.cells.insert(0, _cell(_start(name, key, notebook, prepared=prepared), FIRST))
    run.cells.append(_cell(END.format(statement=end.statement), "guard-end"))
    return Guarded(run, notebook, planted, key, end)


def is_added(cell: NotebookNode) -> bool:
    """Whether a cell is the guard's own, which leaves no trace in the notebook's history."""
    return bool(cell.metadata.get("course", {}).get("added"))


def start_error(cell: NotebookNode) -> NotebookNode | None:
    """The error of the guard's own first cell; None where it ran, and for any other cell."""
    if not (is_added(cell) and cell.get("id") == FIRST):
        return None
    return next((output for output in cell.outputs if output.output_type == "error"), None)


# Each text in a namespace with builtins of its own, which nobody can patch: what stands around the checks leads to the
# second text by nothing in memory.
START = """for _code, _begin in zip({codes}, ({around!r}, {begin!r})):
    _space = {{"__name__": {name!r}, "__builtins__": vars(__import__("builtins")).copy()}}
    exec(_code, _space)
    exec(compile(_begin, "<frozen witness>", "exec"), _space)
del _code, _begin, _space"""
PREPARED = '__import__("autograder.guard.texts", None, None, ["codes"]).codes()'
PACKED = """[compile(text, "<frozen witness>", "exec")
    for text in __import__("zlib").decompress(__import__("base64").b64decode({packed!r})).decode().split("\\0")]"""
END = """with __import__("course.checks", None, None, ["checks"]).checks("end", points=1) as _end:
    {statement}"""


def _is_check(cell: NotebookNode) -> bool:
    told = cell.metadata.get("nbgrader", {})
    return cell.cell_type == "code" and bool(told.get("grade")) and not told.get("solution")


def _start(name: str, key: bytes, notebook: NotebookNode, *, prepared: bool) -> str:
    code = "\n".join(cell.source for cell in notebook.cells if cell.cell_type == "code" and not _own(cell))
    early = tuple(IMPORT_EARLY[each] for each in dict.fromkeys(IMPORTED.findall(code)))
    begin = f"start({name!r}, {key!r}, sys._getframe(1).f_code.co_filename, {early!r})"
    codes = PREPARED if prepared else PACKED.format(packed=packed())
    return START.format(codes=codes, around=f"put_around({name!r})", begin=begin, name=name)


def _own(cell: NotebookNode) -> bool:
    return bool(cell.metadata.get("course", {}).get("own")) or bool(cell.metadata.get("nbgrader", {}).get("solution"))


def _cell(source: str, cell_id: str) -> NotebookNode:
    return nbformat.v4.new_code_cell(source, id=cell_id, metadata=copy.deepcopy(ADDED))


def _name(cell: NotebookNode) -> str:
    return cell.metadata.nbgrader.grade_id
