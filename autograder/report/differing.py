"""Submissions whose verdict differs although nothing else does: the mark of an exercise that depends on chance."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from autograder.verdict import ExerciseVerdict, Verdict
from course.outcomes import Outcome


@dataclass(frozen=True)
class Differing:
    """One exercise of one submission: the points of each run, and the sub-checks that did not always end alike."""

    learner: str
    lesson_id: str
    grade_id: str
    title: str
    earned: tuple[float | None, ...]
    unsteady: tuple[str, ...]


def compare(learner: str, verdicts: Iterable[Verdict]) -> list[Differing]:
    """The exercises on which verdicts about the very same work do not agree."""
    verdicts = list(verdicts)
    runs: dict[str, list[ExerciseVerdict]] = {}
    for verdict in verdicts:
        for exercise in verdict.exercises:
            runs.setdefault(exercise.grade_id, []).append(exercise)
    found = []
    for grade_id, each in runs.items():
        if len({_told(exercise) for exercise in each}) > 1:
            earned = tuple(exercise.earned for exercise in each)
            lesson_id, title = verdicts[0].lesson_id, each[0].title
            found.append(Differing(learner, lesson_id, grade_id, title, earned, _unsteady(each)))
    return found


def _told(exercise: ExerciseVerdict) -> tuple:
    """All of a verdict that should be the same each time; the values that code came back with may differ."""
    return exercise.earned, exercise.outcome, tuple(_outcomes(exercise).items())


def _outcomes(exercise: ExerciseVerdict) -> Mapping[tuple[str, int], Outcome]:
    """The outcome of each sub-check by its name, and its number among those of that name."""
    found: dict[tuple[str, int], Outcome] = {}
    for part in exercise.subchecks:
        number = 0
        while (part.says, number) in found:
            number += 1
        found[part.says, number] = part.outcome
    return found


def _unsteady(exercises: list[ExerciseVerdict]) -> tuple[str, ...]:
    outcomes = [_outcomes(exercise) for exercise in exercises]
    names = dict.fromkeys(name for each in outcomes for name in each)
    return tuple(dict.fromkeys(says for says, number in names if len({o.get((says, number)) for o in outcomes}) > 1))
