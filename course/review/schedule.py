"""When each question comes back: the schedule of one learner, in the workspace's `.course` folder.

The intervals are those of FSRS as the package `fsrs` has it, a model of forgetting fitted to the reviews of many
learners (after Ye, Su and Cao 2022, https://doi.org/10.1145/3534678.3539081).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import UTC, datetime, time, timedelta
from enum import StrEnum
from pathlib import Path

from filelock import FileLock
from fsrs import Card, Rating, Scheduler
from pydantic import TypeAdapter, ValidationError

from course.files import set_aside, write_atomically
from course.workspace import MARK, Workspace

FILE = "review.json"
PATIENCE = 10  # seconds to wait for another window that writes the schedule

# No steps of minutes: a question that was missed comes back another day. No chance in the intervals, so that two
# who answered alike are asked alike. A course is forgotten within a year if it is not used.
SCHEDULER = Scheduler(learning_steps=(), relearning_steps=(), maximum_interval=365, enable_fuzzing=False)


class Reason(StrEnum):
    """Why a question comes back."""

    FAILED = "failed"
    LAST_HINT = "last hint"
    SOLUTION = "solution shown"


@dataclass(frozen=True)
class Scheduled:
    """One question's place in the schedule: `due` in UTC, `card` as the scheduler keeps it.

    `card` is None before the first answer.
    """

    question: str
    reason: Reason
    due: datetime
    answered: int = 0
    right: int = 0
    card: str | None = None

    def after(self, right: bool, now: datetime) -> Scheduled:
        """The place that the question has after an answer at `now`."""
        card = Card.from_json(self.card) if self.card else Card(card_id=1, due=now)
        card, _ = SCHEDULER.review_card(card, Rating.Good if right else Rating.Again, now)
        due = max(card.due, next_day(now))  # not twice on one day, which would only test what was read a minute ago
        return replace(self, due=due, answered=self.answered + 1, right=self.right + right, card=card.to_json())


def next_day(now: datetime) -> datetime:
    """The beginning of the learner's next day, in UTC."""
    local = now.astimezone()
    return datetime.combine(local.date() + timedelta(days=1), time(), local.tzinfo).astimezone(UTC)


_SCHEMA = TypeAdapter(dict[str, Scheduled])


def read_schedule(workspace: Workspace) -> Mapping[str, Scheduled]:
    """Every question in the schedule by its id; empty where there is none. A damaged file is set aside."""
    path = _path(workspace)
    try:
        return _SCHEMA.validate_json(path.read_bytes())
    except FileNotFoundError:
        return {}
    except (OSError, ValidationError):
        set_aside(path)
        return {}


@contextmanager
def changing(workspace: Workspace) -> Iterator[dict[str, Scheduled]]:
    """The schedule to change; written when the block ends well, and nobody else writes it meanwhile."""
    path = _path(workspace)
    path.parent.mkdir(parents=True, exist_ok=True)
    with FileLock(path.with_suffix(".lock"), timeout=PATIENCE):
        before = dict(read_schedule(workspace))
        schedule = dict(before)
        yield schedule
        if schedule != before:
            write_atomically(path, _SCHEMA.dump_json(schedule, indent=1) + b"\n")


def _path(workspace: Workspace) -> Path:
    return workspace.root / MARK / FILE
