"""Submissions of known merit: learners' notebooks filled in with solutions, wrong answers and starters."""

from __future__ import annotations

import copy
from collections.abc import Sequence
from dataclasses import dataclass

from nbformat import NotebookNode

from course.authoring.exercise import Exercise
from course.authoring.trials import Answer


@dataclass(frozen=True)
class Sample:
    """One made-up learner's notebook, and which kind of answer (and which of that kind) each exercise got."""

    learner: str
    notebook: NotebookNode
    answers: dict[str, tuple[Answer, int]]


def make_samples(
    solved: NotebookNode, released: NotebookNode, exercises: Sequence[Exercise], number: int
) -> tuple[Sample, ...]:
    """The notebooks of `number` learners, the same for the same lesson.

    The first solved everything and the second nothing. Each other one came as far as some exercise and got
    that one wrong, in one of the ways that the lesson's author foresaw. What comes before it is solved and what
    comes after it untouched, so that each answer is worth what it is worth on its own.
    """
    return tuple(_sample(turn, solved, released, exercises) for turn in range(number))


def _sample(turn: int, solved: NotebookNode, released: NotebookNode, exercises: Sequence[Exercise]) -> Sample:
    notebook = copy.deepcopy(released)
    solutions = {cell.id: cell.source for cell in solved.cells}
    cells = {cell.id: cell for cell in notebook.cells}
    answers = _answers(turn, exercises)
    for exercise in exercises:
        kind, index = answers[exercise.id]
        if kind is Answer.WRONG:
            cells[exercise.id].source = exercise.wrong_answers[index].source
        elif kind is Answer.SOLUTION:
            for name in (exercise.id, *(cell.grade_id for cell in exercise.manual)):
                cells[name].source = without_marks(solutions[name])
    return Sample(f"learner-{turn:03}", notebook, answers)


def _answers(turn: int, exercises: Sequence[Exercise]) -> dict[str, tuple[Answer, int]]:
    if turn < 2:
        return {exercise.id: ((Answer.SOLUTION, Answer.STARTER)[turn], 0) for exercise in exercises}
    mistaken = [exercise for exercise in exercises if exercise.wrong_answers]
    ways, place = divmod(turn - 2, len(mistaken))
    reached = mistaken[place]
    answers, passed = {}, False
    for exercise in exercises:
        if exercise is reached:
            passed = True
            answers[exercise.id] = (Answer.WRONG, ways % len(exercise.wrong_answers))
        else:
            answers[exercise.id] = (Answer.STARTER if passed else Answer.SOLUTION, 0)
    return answers


def without_marks(source: str) -> str:
    """A solution as a learner writes it, without the lines that mark where it begins and ends."""
    return "\n".join(line for line in source.split("\n") if not line.strip().startswith(("### BEGIN", "### END")))
