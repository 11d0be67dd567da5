"""The parts of a graded cell that its learner does not see, line by line."""

from __future__ import annotations

import re
from collections.abc import Iterator

from course.authoring.exercise import Exercise
from course.authoring.text import Cell

SOLUTION = ("### BEGIN SOLUTION", "### END SOLUTION")
HIDDEN = ("### BEGIN HIDDEN TESTS", "### END HIDDEN TESTS")
SHORTEST = 12  # letters; a shorter line (`else:`, `i += 1`) gives nothing away

Lines = list[tuple[int, str]]


def inside(cell: Cell, markers: tuple[str, str]) -> Lines:
    """The lines between the markers, each with its line of the lesson's text."""
    return [(line, text) for line, text, hidden in _marked(cell, markers) if hidden]


def outside(cell: Cell, markers: tuple[str, str]) -> Lines:
    """The lines that are not between the markers."""
    return [(line, text) for line, text, hidden in _marked(cell, markers) if not hidden]


def has_region(cell: Cell, markers: tuple[str, str]) -> bool:
    return all(marker in cell.source for marker in markers)


def starter(cell: Cell) -> str:
    """The cell without its solution, with `...` in its place, on the same lines as in the text."""
    lines, within = [], False
    for text in cell.source.split("\n"):
        begins, ends = (marker in text for marker in SOLUTION)
        indent = text[: len(text) - len(text.lstrip())]
        lines.append(f"{indent}..." if begins else "" if within or ends else text)
        within = (within or begins) and not ends
    return "\n".join(lines)


def solution_lines(exercise: Exercise) -> Lines:
    """The lines of the exercise's solution: its regions, and the model answers that a person would write."""
    lines = [] if exercise.answer.is_manual else inside(exercise.answer, SOLUTION)
    for cell in exercise.manual:
        lines += [(cell.at(offset), text) for offset, text in enumerate(cell.source.split("\n"))]
    return lines


def squeezed(text: str) -> str:
    """The text without white space, in which a line is found however it was wrapped or indented."""
    return re.sub(r"\s+", "", text)


def telling(lines: Lines) -> Iterator[tuple[int, str, str]]:
    """Those of the lines that are long enough to give something away: line, text and its squeezed form."""
    for line, text in lines:
        if len(text.strip()) >= SHORTEST and not text.strip().startswith("#"):
            yield line, text.strip(), squeezed(text)


def _marked(cell: Cell, markers: tuple[str, str]) -> Iterator[tuple[int, str, bool]]:
    within = False
    for offset, text in enumerate(cell.source.split("\n")):
        begins, ends = (marker in text for marker in markers)
        if not begins and not ends:
            yield cell.at(offset), text, within
        within = (within or begins) and not ends
