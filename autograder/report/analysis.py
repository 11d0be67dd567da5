"""What the report says about one lesson, in figures and examples."""

from __future__ import annotations

import statistics
from collections.abc import Callable
from dataclasses import dataclass

from autograder.report.figures import Plot, items_plot, outcomes_plot, scores_plot
from autograder.report.items import difficulty, discrimination, judged, reliability
from autograder.report.tally import ExerciseTally, LessonTally, Mistake
from course.manifest import Lesson


@dataclass(frozen=True)
class Example:
    """An answer that a sub-check failed for, and how many learners gave one like it."""

    code: str
    count: int


@dataclass(frozen=True)
class MistakeReport:
    says: str
    hidden: bool
    count: int
    share: float
    examples: tuple[Example, ...] = ()


@dataclass(frozen=True)
class ExerciseReport:
    """One exercise: how many learners there are, how many attempted it, and what item analysis says."""

    place: int
    grade_id: str
    title: str
    points: float
    number: int
    attempted: int
    passed: int
    waiting: int
    difficulty: float | None
    discrimination: float | None
    seconds: float | None
    remark: str
    mistakes: tuple[MistakeReport, ...]

    @property
    def not_attempted(self) -> float:
        """The share of learners who left it as it was."""
        return 1 - self.attempted / self.number if self.number else 0.0


@dataclass(frozen=True)
class LessonReport:
    lesson: Lesson
    number: int
    withheld: int
    unreadable: int
    points: float
    mean: float | None
    median: float | None
    deviation: float | None
    reliability: float | None
    seconds: float | None
    exercises: tuple[ExerciseReport, ...]
    plots: tuple[Plot, ...]


def analyse(
    tally: LessonTally, examples: Callable[[ExerciseTally, Mistake], tuple[Example, ...]], shown: int
) -> LessonReport:
    """The report on a lesson; `examples` finds answers for a mistake, the `shown` commonest ones of each exercise."""
    shares, points, totals = tally.shares, tally.points, tally.totals
    easy = [difficulty(shares[:, item]) for item in range(len(points))]
    apart = [discrimination(shares, points, item) for item in range(len(points))]
    reports = tuple(
        _exercise(place, each, easy[place], apart[place], examples, shown) for place, each in enumerate(tally.exercises)
    )
    plots: tuple[Plot, ...] = ()
    if tally.number:
        plots = (
            outcomes_plot(tally.exercises),
            scores_plot(totals, float(points.sum())),
            items_plot(tally.exercises, easy, apart),
        )
    return LessonReport(
        lesson=tally.lesson,
        number=tally.number,
        withheld=tally.withheld,
        unreadable=tally.unreadable,
        points=float(points.sum()),
        mean=float(totals.mean()) if tally.number else None,
        median=float(statistics.median(totals)) if tally.number else None,
        deviation=float(totals.std(ddof=1)) if tally.number > 1 else None,
        reliability=reliability(shares, points),
        seconds=tally.median_seconds,
        exercises=reports,
        plots=plots,
    )


def _exercise(
    place: int,
    each: ExerciseTally,
    easy: float | None,
    apart: float | None,
    examples: Callable[[ExerciseTally, Mistake], tuple[Example, ...]],
    shown: int,
) -> ExerciseReport:
    number = each.outcomes.total()
    attempted = number - each.outcomes["not_attempted"]
    mistakes = tuple(
        MistakeReport(
            mistake.says,
            mistake.hidden,
            mistake.count,
            mistake.count / attempted if attempted else 0.0,
            examples(each, mistake) if rank < shown else (),
        )
        for rank, mistake in enumerate(each.commonest)
    )
    return ExerciseReport(
        place=place + 1,
        grade_id=each.exercise.grade_id,
        title=each.exercise.title,
        points=each.exercise.points,
        number=number,
        attempted=attempted,
        passed=each.outcomes["passed"],
        waiting=each.outcomes["waits"],
        difficulty=easy,
        discrimination=apart,
        seconds=statistics.median(each.seconds) if each.seconds else None,
        remark=judged(easy, apart, number),
        mistakes=mistakes,
    )
