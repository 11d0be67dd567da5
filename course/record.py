"""What the course remembers beside results: where a learner stopped, and which help they took.

Both are small files in the workspace's `.course` folder. A damaged one loses a convenience, never work.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from enum import StrEnum
from pathlib import Path

from course.files import append_line, write_atomically
from course.workspace import MARK, Workspace

STOPPED, HELP = "stopped.json", "help.jsonl"


class HelpKind(StrEnum):
    HINT_1 = "hint 1"
    HINT_2 = "hint 2"
    HINT_3 = "hint 3"
    SOLUTION = "solution"  # asked for before the exercise was passed

    @classmethod
    def hint(cls, tier: int) -> HelpKind:
        return (cls.HINT_1, cls.HINT_2, cls.HINT_3)[tier - 1]


@dataclass(frozen=True)
class Stopped:
    """The exercise that was worked on last: its lesson and its check's grade_id."""

    lesson: str
    exercise: str


@dataclass(frozen=True)
class Help:
    """One piece of help, opened at `at` (UTC, ISO 8601); `exercise` is the grade_id of the check."""

    lesson: str
    exercise: str
    kind: HelpKind
    at: str


def keep_stopped(workspace: Workspace, stopped: Stopped) -> None:
    """Remember where the learner is."""
    write_atomically(_folder(workspace) / STOPPED, json.dumps(asdict(stopped)) + "\n")


def read_stopped(workspace: Workspace) -> Stopped | None:
    """Where the learner was last; None where nobody knows."""
    try:
        told = json.loads((_folder(workspace) / STOPPED).read_text(encoding="utf-8"))
        return Stopped(str(told["lesson"]), str(told["exercise"]))
    except (OSError, ValueError, KeyError, TypeError):
        return None


def keep_help(workspace: Workspace, lesson: str, exercise: str, kind: HelpKind) -> bool:
    """Note help once for each exercise and kind; return whether it was new."""
    if any((help.lesson, help.exercise, help.kind) == (lesson, exercise, kind) for help in read_help(workspace)):
        return False
    now = datetime.now(UTC).replace(microsecond=0).isoformat()
    append_line(_folder(workspace) / HELP, json.dumps(asdict(Help(lesson, exercise, kind, now))))
    return True


def read_help(workspace: Workspace) -> tuple[Help, ...]:
    """All help that was taken, oldest first; a line that can't be read is left out."""
    return tuple(_lines(_folder(workspace) / HELP))


def _lines(path: Path) -> Iterator[Help]:
    try:
        text = path.read_text(encoding="utf-8", errors="replace")
    except OSError:
        return
    for line in text.splitlines():
        with suppress(ValueError, KeyError, TypeError):
            told = json.loads(line)
            yield Help(str(told["lesson"]), str(told["exercise"]), HelpKind(told["kind"]), str(told["at"]))


def _folder(workspace: Workspace) -> Path:
    return workspace.root / MARK
