"""What a check found out about a notebook: frozen and comparable.

It is the grader's answer, and what the course keeps, shows and compares; so it stands with the course, where the
cells of a lesson can import it too.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from course.outcomes import Outcome


@dataclass(frozen=True)
class LearnerError:
    """An exception in the learner's code: its type, its message, and the line of theirs that raised it."""

    type: str
    message: str | None = None
    line_number: int | None = None
    line: str | None = None


@dataclass(frozen=True)
class SubCheck:
    """One named part of a check; of a hidden one that fails, the case is never told."""

    says: str
    outcome: Outcome
    hidden: bool = False
    weight: float = 1.0
    called: str | None = None
    got: str | None = None
    expected: str | None = None
    help: str | None = None
    error: LearnerError | None = None

    def without_the_case(self) -> SubCheck:
        error = replace(self.error, message=None) if self.error else None
        return replace(self, called=None, got=None, expected=None, error=error)


@dataclass(frozen=True)
class ExerciseVerdict:
    """One graded cell; `earned` and `outcome` are None while a person has yet to decide, for `note`'s reason."""

    grade_id: str
    title: str
    kind: str
    points: float
    earned: float | None
    outcome: Outcome | None
    subchecks: tuple[SubCheck, ...] = ()
    awaits_person: bool = False
    note: str | None = None


@dataclass(frozen=True)
class Verdict:
    """One notebook: `repairs` tells what had to be put right, `problem` why it did not run to its end.

    `withheld` is why no grade may be written before a person has looked at the notebook.
    """

    lesson_id: str
    exercises: tuple[ExerciseVerdict, ...]
    repairs: tuple[str, ...] = ()
    seconds: float = 0.0
    problem: str | None = None
    withheld: str | None = None

    @property
    def points(self) -> float:
        return sum(exercise.points for exercise in self.exercises)

    @property
    def earned(self) -> float:
        """Points earned so far, without what a person has yet to grade; of a withheld notebook none."""
        if self.withheld:
            return 0.0
        return sum(exercise.earned or 0.0 for exercise in self.exercises)

    def count(self, outcome: Outcome | None) -> int:
        return sum(exercise.outcome is outcome for exercise in self.exercises)
