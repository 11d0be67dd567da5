"""How long the cells of a lesson may be."""

from __future__ import annotations

import re

from course.authoring.gates._plots import drawing_calls
from course.authoring.gates._prose import words
from course.authoring.gates._regions import SOLUTION, inside, outside
from course.authoring.gates.finding import Finding
from course.authoring.gates.studied import Studied
from course.authoring.text import Cell

WORDS = 80
TASK_WORDS = 120  # a contract with its edge cases and an example
TITLE_WORDS = 140  # promise, roles, minutes, needs and data in one cell
RECAP_WORDS = 140  # five lines, one of which tells three mistakes
LINES = 12
PLOT_LINES = 18
PROJECT_LINES = 18  # the work, its words and its evidence
CHECK_LINES = 40
PLACEHOLDER = re.compile(r"\w+ = \.\.\. *(#.*)?")


def cell_sizes(studied: Studied) -> list[Finding]:
    cells = [cell for cell in studied.learner_cells if "hints" not in cell.tags]
    findings = [_too_many_words(cell, _word_limit(cell, studied)) for cell in cells if cell.kind == "markdown"]
    findings += [_too_many_lines(cell, studied) for cell in cells if cell.kind == "code"]
    return [finding for finding in findings if finding]


def _word_limit(cell: Cell, studied: Studied) -> int:
    if cell is studied.learner_cells[0]:
        return TITLE_WORDS
    if cell is studied.learner_cells[-1]:
        return RECAP_WORDS
    return TASK_WORDS if "task" in cell.tags else WORDS


def _too_many_words(cell: Cell, limit: int) -> Finding | None:
    number = words(cell)
    if number <= limit:
        return None
    return Finding(cell.line, f"the cell has {number} words, {limit} is the limit", "cut it, or make it two cells")


def _too_many_lines(cell: Cell, studied: Studied) -> Finding | None:
    if cell.is_check:
        limit = CHECK_LINES
    else:
        limit = PLOT_LINES if drawing_calls(cell) else LINES
    kinds = {exercise.answer.line: exercise.kind for exercise in studied.exercises}
    if kinds.get(cell.line) == "project":
        limit = max(limit, PROJECT_LINES)
    number = _lines(cell, repaired=kinds.get(cell.line) == "debug")
    if number <= limit:
        return None
    what = f"the cell has {number} lines of code, {limit} is the limit"
    return Finding(cell.line, what, "cut it, or show it in two steps")


def _lines(cell: Cell, *, repaired: bool) -> int:
    """Lines of code; of a cell to repair, those of the broken or of the mended version, not of both.

    A starter's `name = ...` counts in the starter alone, since the solution gives the name its value.
    """
    region = [text for _, text in inside(cell, SOLUTION)]
    rest = [text for _, text in outside(cell, SOLUTION)]
    if not repaired:
        fixed = [text for text in rest if not PLACEHOLDER.fullmatch(text)]
        return max(_count(rest), _count(region + fixed))
    return max(_count(rest), _count(region))


def _count(lines: list[str]) -> int:
    return sum(1 for line in lines if line.strip() and not line.strip().startswith("#"))
