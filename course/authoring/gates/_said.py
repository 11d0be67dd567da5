"""The trials of a lesson beside the exercises that they tried."""

from __future__ import annotations

from collections.abc import Iterator

from course.authoring.exercise import Exercise
from course.authoring.gates.studied import Studied
from course.authoring.trials import Answer, Trial


def trials_of(studied: Studied, answer: Answer) -> Iterator[tuple[Exercise, Trial]]:
    """Each exercise that has a check with each of its trials of this kind of answer."""
    exercises = {exercise.id: exercise for exercise in studied.exercises}
    for trial in studied.trials:
        if trial.answer is answer:
            yield exercises[trial.exercise_id], trial


def broken(trial: Trial) -> str | None:
    """Why the check gave no report, or None where it gave one and nothing else."""
    if trial.errors:
        return "; ".join(trial.errors)
    return None if trial.report else "its cell shows no report"
