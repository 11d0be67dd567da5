"""What a lesson's page shows of an exercise besides its outcome: hints, and the solution once it may be seen."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

import nbformat

from course.exercises import Exercise
from course.manifest import Lesson

FOLDED = re.compile(r"<details>\s*<summary>(.*?)</summary>\s*(.*?)\s*</details>", re.DOTALL)
BEGIN, END = "### BEGIN SOLUTION", "### END SOLUTION"
STARTER = re.compile(r"^[\w, ]+ = \.\.\.\s*(#.*)?$", re.MULTILINE)


@dataclass(frozen=True)
class Hint:
    """One folded hint: its heading, and its text in Markdown."""

    title: str
    text: str


@dataclass(frozen=True)
class Solution:
    """A worked answer: Python, or Markdown where the answer is in words."""

    text: str
    is_code: bool


def hints_of(lesson: Lesson) -> dict[str, tuple[Hint, ...]]:
    """The hints of each exercise of a built lesson, by its grade_id."""
    found: dict[str, tuple[Hint, ...]] = {}
    graded: list[str] = []  # a check and what a person grades may share a task, and then its hints
    for cell in _cells(lesson.release_path):
        nbgrader, tags = cell.metadata.get("nbgrader", {}), cell.metadata.get("tags", ())
        if "task" in tags:
            graded = []
        if nbgrader.get("grade"):
            graded.append(nbgrader["grade_id"])
        elif "hints" in tags:
            hints = tuple(Hint(title, text) for title, text in FOLDED.findall(cell.source))
            found |= dict.fromkeys(graded, hints)
    return found


def solution_of(lesson: Lesson, exercise: Exercise) -> Solution | None:
    """The course's own answer to an exercise; None where it has none."""
    cells = {cell.metadata.get("nbgrader", {}).get("grade_id"): cell for cell in _cells(lesson.source_path)}
    answers = [cells[name] for name in exercise.answers if name in cells]
    if not answers:
        return None
    if answers[0].cell_type != "code":
        return Solution(answers[0].source, is_code=False)
    return Solution("\n\n\n".join(_code(cell.source) for cell in answers), is_code=True)


def _code(source: str) -> str:
    """The solution without its markers, without starters that it replaces and broken code behind it."""
    kept = source[: source.rindex(END)] if END in source else source
    lines = [line for line in kept.splitlines() if line.strip() not in (BEGIN, END)]
    return STARTER.sub("", "\n".join(lines)).strip("\n")


def _cells(path: Path) -> tuple[Any, ...]:
    return _read(path, path.stat().st_mtime_ns) if path.is_file() else ()


@lru_cache(maxsize=64)
def _read(path: Path, _changed: int) -> tuple[Any, ...]:
    return tuple(nbformat.read(path, as_version=4).cells)
