"""A competitor's board: submissions within the limits, public scores at once, private ones when it is closed."""

from __future__ import annotations

import hashlib
import math
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import numpy as np

from course.competition.contest import Contest
from course.competition.history import Closed, History, Try
from course.competition.scoring import Scorer
from course.competition.sealing import seal, unseal
from course.competition.submission import as_table, check_frame, read_submission
from course.competition.tables import tables
from course.errors import CompetitionError

LONGEST_NOTE = 120
Clock = Callable[[], datetime]


@dataclass(frozen=True)
class Receipt:
    """What a submission brought: its try, whether it was on the board already, and the tries that are left today."""

    entry: Try
    repeated: bool
    left_today: int
    closed_now: bool = False

    @property
    def public(self) -> float:
        return self.entry.public

    def __repr__(self) -> str:
        if self.repeated:
            return f"try {self.entry.number} again: public {self.public:.4f}; the same predictions use no try"
        left = "late, so it does not rank" if self.entry.late else f"{self.left_today} left today"
        return f"try {self.entry.number}: public {self.public:.4f} ({left})"


def utc_now() -> datetime:
    return datetime.now(UTC).replace(microsecond=0)


class Board:
    """The board of one competitor in one contest.

    A day is a day of UTC, the same for everybody wherever they are. A clock that was turned back does not give tries
    back: time does not go before the last event. `in_notebook` names next steps for a notebook, not for a terminal.
    """

    def __init__(self, contest: Contest, history: History, *, clock: Clock = utc_now, in_notebook: bool = False):
        self.contest = contest
        self.history = history
        self._clock = clock
        self._in_notebook = in_notebook
        self._scorer: Scorer | None = None

    @property
    def tries(self) -> tuple[Try, ...]:
        return tuple(event for event in self.history.events() if isinstance(event, Try))

    @property
    def closed(self) -> Closed | None:
        return next((event for event in self.history.events() if isinstance(event, Closed)), None)

    def submit(self, predictions: object, *, note: str = "", validation: float | None = None) -> Receipt:
        """Score predictions: a CSV file's path, a table with id and target, or a number for each row of the test.

        CompetitionError for a submission that is not as it must be, which uses no try, and when no try is left.
        """
        note, validation = _note(note), _validation(validation)
        scorer = self._made_scorer()
        if isinstance(predictions, str | Path):
            values = read_submission(self.contest, scorer.answers, Path(predictions))
        else:
            table = as_table(self.contest, scorer.answers["id"], predictions)
            values = check_frame(self.contest, scorer.answers, table, where="your predictions")
        digest = hashlib.sha256(np.ascontiguousarray(values, dtype="<f8").tobytes()).hexdigest()
        with self.history.held():
            return self._kept(values, digest, note, validation)

    def close(self, pick: int | None = None) -> Closed:
        """End the contest: from now on the private scores are shown, and no further try ranks.

        `pick` is the number of the try that counts, the one with the best public score unless given.
        """
        with self.history.held():
            self.check_pick(pick)
            return self._close(pick)

    def check_pick(self, pick: int | None) -> None:
        """Raise CompetitionError where `close(pick)` would."""
        if self.closed:
            raise CompetitionError(
                "is closed already", where=self.contest.id,
                next_step="make a new board" if self._in_notebook else f"python3 -m course compete board {self._id}",
            )  # fmt: skip
        numbers = [entry.number for entry in self.tries]
        if not numbers:
            raise CompetitionError(
                "has no submission yet", where=self.contest.id, next_step="submit before you close it"
            )
        if pick is not None and pick not in numbers:
            raise CompetitionError(
                f"there is no try {pick}; yours are 1 to {numbers[-1]}", where=self.contest.id,
                next_step="pick one of them",
            )  # fmt: skip

    def left_today(self) -> int:
        """How many submissions still count today."""
        tries, today = self.tries, self._now().astimezone(UTC).date()
        limits = self.contest.tries
        used = sum(entry.at.astimezone(UTC).date() == today for entry in tries)
        return 0 if self.closed else max(min(limits.a_day - used, limits.in_all - len(tries)), 0)

    def private(self, entry: Try) -> float:
        """The private score of a try; CompetitionError while the contest is open."""
        if not self.closed:
            raise CompetitionError(
                "the private scores are shown when the contest is closed", where=self.contest.id,
                next_step=f"{self._closing}, once you have chosen",
            )  # fmt: skip
        return unseal(entry.sealed, self._seal_key(entry.sha256))["private"]

    def best(self) -> Try | None:
        """The try with the best public score among those that rank."""
        from course.competition.metrics import METRICS

        metric = METRICS[self.contest.scoring.metric]
        ranking = [entry for entry in self.tries if not entry.late]
        return min(ranking, key=lambda entry: (metric.rank(entry.public), entry.number), default=None)

    def _kept(self, values: np.ndarray, digest: str, note: str, validation: float | None) -> Receipt:
        tries = self.tries
        for entry in tries:
            if entry.sha256 == digest:
                return Receipt(entry, True, self.left_today())
        if not self.closed:
            self._refuse_above_limit()
        scores = self._made_scorer().score(values)
        entry = Try(
            number=len(tries) + 1,
            at=self._now(),
            public=round(scores.public, 6),
            sealed=seal({"private": round(scores.private, 6)}, self._seal_key(digest)),
            sha256=digest,
            note=note,
            validation=validation,
            late=self.closed is not None,
        )
        self.history.add(entry)
        ended = not entry.late and len(tries) + 1 == self.contest.tries.in_all
        if ended:
            self._close(None)
        return Receipt(entry, False, self.left_today(), ended)

    def _close(self, pick: int | None) -> Closed:
        best = self.best()
        closed = Closed(self._now(), pick if pick is not None else best and best.number)
        self.history.add(closed)
        return closed

    def _refuse_above_limit(self) -> None:
        if self.left_today() > 0:
            return
        now = self._now().astimezone(UTC)
        tomorrow = (now + timedelta(days=1)).replace(hour=0, minute=0, second=0, microsecond=0)
        hours, minutes = divmod(math.ceil((tomorrow - now).total_seconds() / 60), 60)
        wait = f"go on in {hours} h {minutes} min; until then your own validation tells as much"
        raise CompetitionError(
            f"the {self.contest.tries.a_day} tries of {now:%Y-%m-%d} are used up (days are UTC's)",
            where=self.contest.id,
            next_step=f"{self._closing}: on a practice board no day passes" if self._in_notebook else wait,
        )

    def _now(self) -> datetime:
        """The time of day, or that of the last event where the clock stands before it."""
        events = self.history.events()
        return max([self._clock(), *(event.at for event in events[-1:])])

    def _made_scorer(self) -> Scorer:
        if self._scorer is None:
            self._scorer = Scorer.of(self.contest, tables(self.contest).answers)
        return self._scorer

    def _seal_key(self, digest: str) -> str:
        return f"{self.contest.scoring.key}/{digest}"  # a sealed score can't be moved to another try

    @property
    def _closing(self) -> str:
        return "board.close(pick)" if self._in_notebook else f"python3 -m course compete close {self._id} --pick TRY"

    @property
    def _id(self) -> str:
        return self.contest.id


def without_limit(contest: Contest, tries: int) -> Contest:
    """The contest with `tries` submissions on one day and in all: for practice, where no day passes."""
    return replace(contest, tries=replace(contest.tries, a_day=tries, in_all=tries))


def _note(note: object) -> str:
    if not isinstance(note, str):
        raise CompetitionError("note= is a text", next_step='write note="logistic regression, carrier and hour"')
    return " ".join(note.split())[:LONGEST_NOTE]


def _validation(value: object) -> float | None:
    if value is None:
        return None
    try:
        number = float(value)  # NumPy's floats too
    except (TypeError, ValueError):
        number = math.nan
    if not math.isfinite(number):
        raise CompetitionError("validation= is the score that you measured yourself, a number",
                               next_step="leave it out, or write validation=0.65")  # fmt: skip
    return number
