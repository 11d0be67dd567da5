"""Reading a lesson's text (py:percent) into cells that remember their line."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from pathlib import Path

import jupytext
from nbformat import NotebookNode

from course.errors import LessonError

MARKER = re.compile(r"# %%( |$)")


@dataclass(frozen=True)
class Cell:
    """One cell of a lesson's text; `line` is where it starts, 1-based."""

    kind: str
    source: str
    line: int
    tags: tuple[str, ...] = ()
    nbgrader: dict = field(default_factory=dict)

    @property
    def grade_id(self) -> str | None:
        return self.nbgrader.get("grade_id")

    @property
    def is_answer(self) -> bool:
        return bool(self.nbgrader.get("solution"))

    @property
    def is_check(self) -> bool:
        return bool(self.nbgrader.get("grade")) and not self.is_answer

    @property
    def is_manual(self) -> bool:
        """Whether a person grades what the learner writes here."""
        return bool(self.nbgrader.get("grade")) and self.is_answer

    def at(self, offset: int) -> int:
        """The line of the lesson's text that holds line `offset` (0-based) of the cell's source."""
        return self.line + 1 + offset

    def tagged(self, prefix: str) -> tuple[str, ...]:
        """What follows `prefix:` in each of the tags that have it."""
        return tuple(tag.removeprefix(f"{prefix}:") for tag in self.tags if tag.startswith(f"{prefix}:"))


@dataclass(frozen=True)
class LessonText:
    path: Path
    cells: tuple[Cell, ...]

    def wrong(self, what: str, cell: Cell | int, next_step: str | None = None) -> LessonError:
        """The error that points at a cell of this text."""
        line = cell.line if isinstance(cell, Cell) else cell
        where = f"{self.path.parent.name}/{self.path.name}:{line}"
        return LessonError(what, where=where, next_step=next_step)


def read_text(path: Path) -> LessonText:
    """Return the cells of the lesson at `path`; LessonError where it is not py:percent."""
    text = path.read_text(encoding="utf-8")
    here = LessonText(path, ())
    markers = [number for number, line in enumerate(text.splitlines(), 1) if MARKER.match(line)]
    first = next((number for number, line in enumerate(text.splitlines(), 1) if line.strip()), 1)
    if not markers or markers[0] != first:
        what = "a lesson starts with a cell marker, and has no header"
        raise here.wrong(what, 1, "begin the file with `# %% [markdown]`")
    try:
        cells = jupytext.reads(text, fmt="py:percent").cells
    except Exception as error:
        raise here.wrong(f"is not py:percent: {error}", 1) from error
    if len(cells) != len(markers):
        what = "a cell marker stands inside another cell's text"
        raise here.wrong(what, markers[-1], "indent or reword that line")
    for cell, line in zip(cells, markers, strict=True):
        if "cell_marker" in cell.metadata:
            what = "a Markdown cell is written in quotes"
            raise here.wrong(what, line, "write its lines as comments: `# text`")
    return LessonText(path, tuple(map(_cell, cells, markers)))


def _cell(cell: NotebookNode, line: int) -> Cell:
    return Cell(
        kind=cell.cell_type,
        source=cell.source,
        line=line,
        tags=tuple(cell.metadata.get("tags", ())),
        nbgrader=dict(cell.metadata.get("nbgrader", {})),
    )
