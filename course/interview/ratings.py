"""How a learner judged each of their answers: a line for each, in the workspace's `.course` folder."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import IntEnum
from pathlib import Path

from course.files import append_line
from course.workspace import MARK, Workspace

FILE = "interview.jsonl"


class Rating(IntEnum):
    STUCK = 1
    GAPS = 2
    CLEAR = 3


@dataclass(frozen=True)
class Rated:
    """One answer on an exercise, given at `at` (UTC); `exercise` is the grade_id of the check."""

    lesson: str
    exercise: str
    rating: Rating
    at: datetime


def keep_rating(workspace: Workspace, rated: Rated) -> None:
    """Add a rating to those kept; earlier ones stay."""
    told = {"lesson": rated.lesson, "exercise": rated.exercise, "rating": int(rated.rating), "at": rated.at.isoformat()}
    append_line(_path(workspace), json.dumps(told))


def read_ratings(workspace: Workspace) -> tuple[Rated, ...]:
    """All ratings, oldest first; a line that can't be read is left out."""
    return tuple(_lines(_path(workspace)))


def _lines(path: Path) -> Iterator[Rated]:
    try:
        text = path.read_text(encoding="utf-8", errors="replace")
    except OSError:
        return
    for line in text.splitlines():
        with suppress(ValueError, KeyError, TypeError, OverflowError):
            told = json.loads(line)
            at = datetime.fromisoformat(told["at"]).astimezone(UTC)
            yield Rated(str(told["lesson"]), str(told["exercise"]), Rating(told["rating"]), at)


def _path(workspace: Workspace) -> Path:
    return workspace.root / MARK / FILE
