"""Where a learner stands in each exercise, in the words and marks of the course home."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from autograder.verdict import ExerciseVerdict, SubCheck
from course.exercises import Exercise
from course.manifest import Lesson, Manifest
from course.outcomes import Outcome
from course.progress import LessonProgress, LessonState, Results, lesson_progress
from course.record import Stopped


class State(StrEnum):
    """What became of an exercise so far; the names are the classes of its mark."""

    DONE = "done"
    PARTLY = "partly done"
    WRONG = "not right yet"
    UNTRIED = "not attempted"
    WAITING = "for a person to read"

    @property
    def mark(self) -> str:
        return self.name.lower()


@dataclass(frozen=True)
class Standing:
    """One exercise of one lesson; `verdict` is None before its first check."""

    lesson: Lesson
    exercise: Exercise
    state: State
    verdict: ExerciseVerdict | None

    @property
    def cell(self) -> str:
        """The id of the cell in the learner's notebook that holds the answer."""
        return self.exercise.answers[-1] if self.exercise.answers else self.exercise.grade_id

    @property
    def open(self) -> bool:
        return self.state in (State.PARTLY, State.WRONG, State.UNTRIED)

    @property
    def unmet(self) -> tuple[SubCheck, ...]:
        """The parts of its check that did not pass, of an exercise that was tried."""
        if self.verdict is None or self.state in (State.DONE, State.UNTRIED):
            return ()
        return tuple(part for part in self.verdict.subchecks if part.outcome is not Outcome.PASSED)


@dataclass(frozen=True)
class LessonStanding:
    """One lesson: its progress, and its exercises one by one."""

    progress: LessonProgress
    exercises: tuple[Standing, ...]
    problem: str | None = None

    @property
    def lesson(self) -> Lesson:
        return self.progress.lesson

    @property
    def done(self) -> int:
        return sum(not each.open for each in self.exercises)


def lesson_standing(lesson: Lesson, results: Results) -> LessonStanding:
    """Where the learner stands in a lesson by its last check."""
    result = results.lessons.get(lesson.id)
    progress = lesson_progress(lesson, result)
    verdicts = {verdict.grade_id: verdict for verdict in result.exercises} if result else {}
    exercises = tuple(
        Standing(lesson, exercise, _state(outcome, verdicts.get(exercise.grade_id)), verdicts.get(exercise.grade_id))
        for exercise, outcome in progress.outcomes
    )
    return LessonStanding(progress, exercises, result.problem if result else None)


def _state(outcome: Outcome | None, verdict: ExerciseVerdict | None) -> State:
    if outcome is None:
        return State.WAITING
    if outcome is Outcome.PASSED:
        return State.DONE
    if outcome is Outcome.NOT_ATTEMPTED:
        return State.UNTRIED
    return State.PARTLY if verdict and verdict.earned else State.WRONG


def go_on(lessons: tuple[LessonStanding, ...], stopped: Stopped | None) -> Standing | None:
    """The exercise to continue with; None where nothing is open in any lesson.

    It is the one that was worked on last, while it is open, else the next open one after it in its lesson. Without
    that memory, or where that lesson is done, it is the first open one of the first lesson under way, else of the
    first that was not begun.
    """
    by_id = {standing.lesson.id: standing for standing in lessons}
    if stopped and stopped.lesson in by_id:
        here = by_id[stopped.lesson].exercises
        names = [each.exercise.grade_id for each in here]
        start = names.index(stopped.exercise) if stopped.exercise in names else 0
        for each in (*here[start:], *here[:start]):
            if each.open:
                return each
    for state in (LessonState.UNDER_WAY, LessonState.NOT_STARTED):
        for standing in lessons:
            if standing.progress.state is state:
                for each in standing.exercises:
                    if each.open:
                        return each
    return None


def all_standings(manifest: Manifest, results: Results) -> tuple[LessonStanding, ...]:
    return tuple(lesson_standing(lesson, results) for lesson in manifest.lessons)
