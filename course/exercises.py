"""What a lesson's notebook asks for: each graded cell with the task that it belongs to."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from course.errors import BuildError
from course.manifest import Lesson

HEADING = re.compile(r"#+\s*(\S.*)")


@dataclass(frozen=True)
class Exercise:
    """One graded cell: `grade_id` and `points` as nbgrader has them, `answers` the cells it depends on."""

    grade_id: str
    title: str
    kind: str
    points: float
    by_person: bool
    answers: tuple[str, ...]


def lesson_exercises(lesson: Lesson) -> tuple[Exercise, ...]:
    """The exercises of a built lesson, in order; BuildError when it has not been built."""
    try:
        return _read(lesson.source_path, lesson.source_path.stat().st_mtime_ns)
    except FileNotFoundError:
        raise BuildError("the lesson is not built", where=lesson.id, next_step="python3 -m course build") from None


@lru_cache(maxsize=128)
def _read(path: Path, _changed: int) -> tuple[Exercise, ...]:
    return find_exercises(json.loads(path.read_text(encoding="utf-8"))["cells"])


def find_exercises(cells: Iterable[Mapping[str, Any]]) -> tuple[Exercise, ...]:
    """The exercises of a solved notebook's cells, in order.

    A graded cell belongs to the nearest task above it. A check depends on the answers between that task
    and itself; a cell that a person grades is its own answer.
    """
    found: list[Exercise] = []
    title, kind = "", ""
    answers: list[str] = []
    for cell in cells:
        metadata = cell["metadata"]
        nbgrader = metadata.get("nbgrader", {})
        if "task" in metadata.get("tags", ()):
            title, kind, answers = _title(cell["source"]), _kind(metadata["tags"]), []
        if not (nbgrader.get("solution") or nbgrader.get("grade")):
            continue
        name = nbgrader["grade_id"]
        by_person = bool(nbgrader.get("solution") and nbgrader.get("grade"))
        if nbgrader.get("grade"):
            depends = (name,) if by_person else tuple(answers)
            found.append(Exercise(name, title or name, kind, float(nbgrader["points"]), by_person, depends))
        else:
            answers.append(name)
    return tuple(found)


def _title(source: str | list[str]) -> str:
    text = source if isinstance(source, str) else "".join(source)
    match = HEADING.match(text)
    return match[1].strip() if match else text.partition("\n")[0].strip()


def _kind(tags: Iterable[str]) -> str:
    return next((tag.removeprefix("kind:") for tag in tags if tag.startswith("kind:")), "")
