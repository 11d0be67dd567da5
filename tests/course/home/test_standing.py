"""Where to go on: the exercise that was worked on while it is open, else the next open one."""

from datetime import UTC, datetime

import pytest

from autograder.verdict import ExerciseVerdict
from course.home.standing import State, all_standings, go_on, lesson_standing
from course.outcomes import Outcome
from course.progress import Results
from course.record import Stopped
from course.results import LessonResult

P, F, N = Outcome.PASSED, Outcome.FAILED, Outcome.NOT_ATTEMPTED
NAMES = ("count-check", "late-share-check", "longest-check", "late-words")


@pytest.fixture
def lesson(graded_course):
    return graded_course.lessons[0]


def results(lesson, *outcomes, earned=1.0):
    exercises = tuple(
        ExerciseVerdict(name, name, "write", 2.0, earned if outcome is F else 2.0 * (outcome is P), outcome)
        for name, outcome in zip(names(lesson), outcomes, strict=True)
    )
    return Results({lesson.id: LessonResult(lesson.id, datetime.now(UTC), "", exercises)})


def names(lesson):
    return [each.exercise.grade_id for each in lesson_standing(lesson, Results()).exercises]


def test_each_outcome_has_its_word(lesson):
    states = [each.state for each in lesson_standing(lesson, results(lesson, P, F, N, None)).exercises]
    assert states == [State.DONE, State.PARTLY, State.UNTRIED, State.WAITING]
    assert lesson_standing(lesson, results(lesson, P, F, N, None, earned=0.0)).exercises[1].state is State.WRONG


def test_an_exercise_that_waits_for_a_person_is_not_open(lesson):
    standing = lesson_standing(lesson, results(lesson, P, F, N, None))
    assert [each.open for each in standing.exercises] == [False, True, True, False]
    assert standing.done == 2


@pytest.mark.parametrize(
    ("outcomes", "at", "expected"),
    [
        ((N, N, N, N), None, 0),
        ((P, F, N, N), None, 1),
        ((P, F, N, N), 1, 1),
        ((P, P, N, N), 1, 2),
        ((F, P, P, None), 1, 0),
        ((P, F, N, N), 2, 2),
    ],
)
def test_one_goes_on_where_one_stopped(lesson, outcomes, at, expected):
    stopped = None if at is None else Stopped(lesson.id, names(lesson)[at])
    standing = lesson_standing(lesson, results(lesson, *outcomes))
    assert go_on((standing,), stopped).exercise.grade_id == names(lesson)[expected]


def test_a_lesson_that_is_done_leads_to_the_next(graded_course, lesson):
    standings = all_standings(graded_course, results(lesson, P, P, P, None))
    found = go_on(standings, Stopped(lesson.id, names(lesson)[3]))
    assert found.lesson is graded_course.lessons[1]


def test_a_memory_of_what_is_no_longer_there_does_no_harm(graded_course, lesson):
    standings = all_standings(graded_course, results(lesson, P, F, N, N))
    assert go_on(standings, Stopped("09_none/01_none", "x")).exercise.grade_id == names(lesson)[1]
    assert go_on(standings, Stopped(lesson.id, "gone")).exercise.grade_id == names(lesson)[1]


def test_where_all_is_done_there_is_nothing_to_go_on_with(lesson):
    assert go_on((lesson_standing(lesson, results(lesson, P, P, P, None)),), None) is None
