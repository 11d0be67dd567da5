"""What `course check` found, one file a lesson; a crash or a damaged file loses no more than itself."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Protocol

from pydantic import TypeAdapter, ValidationError

from course.files import set_aside, write_atomically
from course.outcomes import Outcome
from course.verdict import ExerciseVerdict, Verdict

VERSION = 1


class HasResults(Protocol):
    """A learner's workspace, as far as results are concerned: the folder that they are kept in."""

    @property
    def results(self) -> Path: ...


@dataclass(frozen=True)
class LessonResult:
    """The last check of one notebook; `notebook` is the SHA-256 of the file that was checked."""

    lesson_id: str
    checked_at: datetime
    notebook: str
    exercises: tuple[ExerciseVerdict, ...]
    problem: str | None = None
    version: int = VERSION

    def count(self, outcome: Outcome | None) -> int:
        return sum(exercise.outcome is outcome for exercise in self.exercises)


@dataclass(frozen=True)
class Results:
    """Results by lesson id, and the damaged files that were set aside while reading."""

    lessons: Mapping[str, LessonResult] = field(default_factory=dict)
    set_aside: tuple[Path, ...] = ()


_SCHEMA = TypeAdapter(LessonResult)


def read_results(workspace: HasResults) -> Results:
    """The results of all lessons checked in a workspace; a damaged file is renamed, named, and left out."""
    found: dict[str, LessonResult] = {}
    damaged: list[Path] = []
    for path in sorted(workspace.results.glob("*/*.json")):
        lesson_id = path.relative_to(workspace.results).with_suffix("").as_posix()
        result = _read(path, lesson_id)
        if result is None:
            damaged.append(set_aside(path))
        else:
            found[lesson_id] = result
    return Results(found, tuple(damaged))


def keep_result(workspace: HasResults, verdict: Verdict, notebook: str) -> Path:
    """Write a verdict on the notebook of that SHA-256 as its lesson's latest result; return the file."""
    path = workspace.results / f"{verdict.lesson_id}.json"
    if path.exists() and _read(path, verdict.lesson_id) is None:
        set_aside(path)
    now = datetime.now(UTC).replace(microsecond=0)
    result = LessonResult(verdict.lesson_id, now, notebook, verdict.exercises, verdict.problem)
    write_atomically(path, _SCHEMA.dump_json(result, indent=1) + b"\n")
    return path


def _read(path: Path, lesson_id: str) -> LessonResult | None:
    try:
        result = _SCHEMA.validate_json(path.read_bytes(), strict=True)
    except (OSError, ValidationError):
        return None
    return result if result.version == VERSION and result.lesson_id == lesson_id else None
