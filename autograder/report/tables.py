"""The report's figures as CSV, safe to open in a spreadsheet."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from autograder.cohort.spreadsheet import table
from autograder.report.analysis import LessonReport
from autograder.report.differing import Differing

EXERCISES = (
    "lesson", "number", "exercise", "grade_id", "points", "learners", "attempted", "passed", "waiting",
    "share_not_attempted", "difficulty", "discrimination", "median_seconds", "remark",
)  # fmt: skip
CHECKS = ("lesson", "number", "exercise", "check", "hidden", "failed", "share_of_attempted")
LESSONS = (
    "lesson", "learners", "withheld", "unreadable", "points", "mean", "median", "standard_deviation",
    "cronbach_alpha", "median_seconds",
)  # fmt: skip
DIFFERING = ("lesson", "exercise", "grade_id", "learner", "points_of_each_run", "checks_that_differ")


def tables(reports: Sequence[LessonReport], differing: Iterable[Differing]) -> dict[str, str]:
    """The tables by file name."""
    return {
        "lessons.csv": table(LESSONS, map(_lesson, reports)),
        "exercises.csv": table(EXERCISES, (row for report in reports for row in _exercises(report))),
        "checks.csv": table(CHECKS, (row for report in reports for row in _checks(report))),
        "differing.csv": table(DIFFERING, map(_differing, differing)),
    }


def _lesson(report: LessonReport) -> list[object]:
    figures = (report.mean, report.median, report.deviation, report.reliability, report.seconds)
    counts = (report.number, report.withheld, report.unreadable, report.points)
    return [report.lesson.id, *counts, *map(_rounded, figures)]


def _exercises(report: LessonReport) -> Iterable[list[object]]:
    for each in report.exercises:
        figures = (each.not_attempted, each.difficulty, each.discrimination, each.seconds)
        counts = (each.points, each.number, each.attempted, each.passed, each.waiting)
        yield [report.lesson.id, each.place, each.title, each.grade_id, *counts, *map(_rounded, figures), each.remark]


def _checks(report: LessonReport) -> Iterable[list[object]]:
    for each in report.exercises:
        for mistake in each.mistakes:
            hidden = "yes" if mistake.hidden else "no"
            share = _rounded(mistake.share)
            yield [report.lesson.id, each.place, each.title, mistake.says, hidden, mistake.count, share]


def _differing(each: Differing) -> list[object]:
    earned = " | ".join("none" if points is None else f"{points:g}" for points in each.earned)
    return [each.lesson_id, each.title, each.grade_id, each.learner, earned, " | ".join(each.unsteady)]


def _rounded(value: float | None) -> float | None:
    return None if value is None else round(value, 4)
