"""Where a learner stands: lessons, skills, fit to the roles, and what to do next.

All of it follows from the manifest, the built lessons and the results of `course check`; nothing is stored.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from course.errors import BuildError
from course.exercises import Exercise, lesson_exercises
from course.manifest import Lesson, Manifest, Role
from course.outcomes import Outcome
from course.results import LessonResult, Results, keep_result, read_results

__all__ = [
    "LessonProgress", "LessonState", "Results", "RoleFit", "SkillLevel",
    "keep_result", "lesson_progress", "next_lesson", "read_results", "role_fits", "skill_levels",
]  # fmt: skip

STRONGEST = 3


class LessonState(StrEnum):
    NOT_STARTED = "not started"
    UNDER_WAY = "under way"
    DONE = "done"


@dataclass(frozen=True)
class LessonProgress:
    """One lesson: an outcome for each exercise, None where a person decides, and about how long the rest takes."""

    lesson: Lesson
    state: LessonState
    outcomes: tuple[tuple[Exercise, Outcome | None], ...]
    earned: float
    points: float
    minutes_left: int

    @property
    def passed(self) -> int:
        return sum(outcome is Outcome.PASSED for _, outcome in self.outcomes)

    @property
    def open(self) -> tuple[Exercise, ...]:
        """The exercises that are still the learner's to do, failed ones first."""
        failed = [exercise for exercise, outcome in self.outcomes if outcome is Outcome.FAILED]
        untried = [exercise for exercise, outcome in self.outcomes if outcome is Outcome.NOT_ATTEMPTED]
        return (*failed, *untried)


@dataclass(frozen=True)
class SkillLevel:
    """Points earned of those possible in all exercises that a check grades, and the lessons they came from."""

    earned: float
    possible: float
    lessons: tuple[str, ...]

    @property
    def fraction(self) -> float:
        return self.earned / self.possible if self.possible else 0.0


@dataclass(frozen=True)
class RoleFit:
    """How much of what a role asks for is shown, from 0 to 1.

    `strongest` are the skills shown that weigh most in it, `missing` those of which nothing is shown yet.
    """

    role: Role
    fraction: float
    strongest: tuple[str, ...]
    missing: tuple[str, ...]


def lesson_progress(lesson: Lesson, result: LessonResult | None) -> LessonProgress:
    """Where a learner stands in one lesson; a lesson never checked has every exercise not attempted."""
    verdicts = {verdict.grade_id: verdict for verdict in result.exercises} if result else {}
    exercises = _exercises(lesson)
    outcomes = tuple(
        (exercise, verdicts[exercise.grade_id].outcome if exercise.grade_id in verdicts else Outcome.NOT_ATTEMPTED)
        for exercise in exercises
    )
    left = sum(outcome in (Outcome.FAILED, Outcome.NOT_ATTEMPTED) for _, outcome in outcomes)
    started = any(outcome is not Outcome.NOT_ATTEMPTED for _, outcome in outcomes)
    state = LessonState.NOT_STARTED
    if started:
        state = LessonState.UNDER_WAY if left else LessonState.DONE
    earned, points = _points(exercises, result)
    minutes = lesson.minutes if not exercises else -(-lesson.minutes * left // len(exercises))
    return LessonProgress(lesson, state, outcomes, earned, points, minutes)


def skill_levels(manifest: Manifest, results: Results) -> dict[str, SkillLevel]:
    """For each skill of the manifest, in its order, the points earned in the lessons that train it.

    `lessons` are those in which something was earned. An answer that waits for a person counts neither as
    earned nor as possible.
    """
    levels = {}
    for skill in manifest.skills:
        earned = possible = 0.0
        shown = []
        for lesson in manifest.lessons:
            if skill in lesson.skills:
                got, full = _points(_exercises(lesson), results.lessons.get(lesson.id))
                earned, possible = earned + got, possible + full
                shown += [lesson.id] if got > 0 else []
        levels[skill] = SkillLevel(earned, possible, tuple(shown))
    return levels


def role_fits(manifest: Manifest, levels: Mapping[str, SkillLevel]) -> tuple[RoleFit, ...]:
    """The fit to each role, best first, in the manifest's order where two are equal.

    A skill that no lesson trains yet counts as not shown: the fit is to the whole role.
    """
    fits = []
    for role in manifest.roles:
        weighed = {skill: weight * levels[skill].fraction for skill, weight in role.weights.items()}
        by_weight = sorted(role.weights, key=lambda skill: -role.weights[skill])
        shown = sorted((skill for skill in by_weight if weighed[skill] > 0), key=lambda skill: -weighed[skill])
        fits.append(
            RoleFit(
                role=role,
                fraction=sum(weighed.values()) / sum(role.weights.values()),
                strongest=tuple(shown[:STRONGEST]),
                missing=tuple(skill for skill in by_weight if weighed[skill] == 0),
            )
        )
    return tuple(sorted(fits, key=lambda fit: -fit.fraction))


def next_lesson(manifest: Manifest, results: Results) -> LessonProgress | None:
    """The lesson to go on with: the first under way, else the first not started; None when all are done."""
    standing = [lesson_progress(lesson, results.lessons.get(lesson.id)) for lesson in manifest.lessons]
    for state in (LessonState.UNDER_WAY, LessonState.NOT_STARTED):
        for progress in standing:
            if progress.state is state:
                return progress
    return None


def _exercises(lesson: Lesson) -> tuple[Exercise, ...]:
    try:
        return lesson_exercises(lesson)
    except BuildError:  # a lesson that is being written has a text, and no notebook yet
        return ()


def _points(exercises: tuple[Exercise, ...], result: LessonResult | None) -> tuple[float, float]:
    """Points earned and points possible, of what has been graded or is graded by a check."""
    earned = {verdict.grade_id: verdict.earned for verdict in result.exercises} if result else {}
    counted = [ex for ex in exercises if not ex.by_person]
    return sum(earned.get(ex.grade_id) or 0.0 for ex in counted), sum(ex.points for ex in counted)
