"""Which questions come back: those of exercises that failed, or that took the last hint or the solution."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import datetime

from course.exercises import lesson_exercises
from course.manifest import Lesson
from course.outcomes import Outcome
from course.questions import Question, lesson_questions
from course.results import LessonResult
from course.review.schedule import Reason, Scheduled, changing, next_day
from course.workspace import Workspace


def take_up(
    workspace: Workspace,
    lesson: Lesson,
    result: LessonResult | None,
    now: datetime,
    *,
    last_hint: Collection[str] = (),
    solution: Collection[str] = (),
) -> tuple[str, ...]:
    """Put the questions on what was hard into the schedule, for the next day; return the ids of the new ones.

    `result` is a check of the lesson; `last_hint` and `solution` are the grade_ids of checks whose third hint was
    opened, or whose solution was shown. What is in the schedule already stays as it is.
    """
    failed = (
        {verdict.grade_id for verdict in result.exercises if verdict.outcome is Outcome.FAILED} if result else set()
    )
    hard = dict.fromkeys(failed, Reason.FAILED)
    hard = dict.fromkeys(last_hint, Reason.LAST_HINT) | dict.fromkeys(solution, Reason.SOLUTION) | hard
    if not hard:
        return ()
    wanted = {question.id: reason for name, reason in hard.items() for question in questions_on(lesson, name)}
    with changing(workspace) as schedule:
        new = [name for name in wanted if name not in schedule]
        for name in new:
            schedule[name] = Scheduled(name, wanted[name], due=next_day(now))
    return tuple(new)


def questions_on(lesson: Lesson, grade_id: str) -> tuple[Question, ...]:
    """The questions on the exercise of that check; where it has none, those on the lesson as a whole."""
    answers = _answers_of(lesson, grade_id)
    questions = lesson_questions(lesson)
    own = tuple(question for question in questions if question.exercise in answers)
    return own or tuple(question for question in questions if question.exercise is None)


def _answers_of(lesson: Lesson, grade_id: str) -> Iterable[str]:
    """The grade_ids by which a question may name that exercise: the check's own and those of its answers."""
    for exercise in lesson_exercises(lesson):
        if exercise.grade_id == grade_id:
            return {exercise.grade_id, *exercise.answers}
    return {grade_id}
