from datetime import UTC, datetime

import pytest

from autograder.verdict import ExerciseVerdict
from course.outcomes import Outcome
from course.progress import LessonState, Results, lesson_progress, next_lesson, role_fits, skill_levels
from course.results import LessonResult

P, F, N = Outcome.PASSED, Outcome.FAILED, Outcome.NOT_ATTEMPTED
POINTS = {"count-check": 1.0, "late-share-check": 4.0, "longest-check": 2.0, "limit-words": 3.0}
FIRST, SECOND = "01_foundations/01_delays", "01_foundations/02_more_delays"


def result(lesson_id, **earned):
    """A result with these points earned, by grade_id; None waits for a person, what is not named was not attempted."""
    earned = {name.replace("_", "-"): points for name, points in earned.items()}
    verdicts = []
    for name, points in POINTS.items():
        got = earned.get(name, 0.0)
        outcome = N if name not in earned else None if got is None else P if got == points else F
        verdicts.append(ExerciseVerdict(name, name, "write", points, got, outcome, awaits_person=got is None))
    return LessonResult(lesson_id, datetime(2026, 1, 1, tzinfo=UTC), "abc", tuple(verdicts))


def results(*found):
    return Results({one.lesson_id: one for one in found})


ALL = {"count_check": 1, "late_share_check": 4, "longest_check": 2, "limit_words": None}


def test_a_lesson_never_checked_is_not_started(graded_course):
    progress = lesson_progress(graded_course.lesson(FIRST), None)
    assert (progress.state, progress.minutes_left, progress.earned, progress.points) == (
        LessonState.NOT_STARTED,
        40,
        0,
        7,
    )
    assert [outcome for _, outcome in progress.outcomes] == [N] * 4


def test_a_lesson_under_way_says_what_is_open_failed_first(graded_course):
    found = result(FIRST, count_check=1, longest_check=1)
    progress = lesson_progress(graded_course.lesson(FIRST), found)
    assert (progress.state, progress.passed, progress.earned) == (LessonState.UNDER_WAY, 1, 2)
    assert [exercise.grade_id for exercise in progress.open] == ["longest-check", "late-share-check", "limit-words"]
    assert progress.minutes_left == 30


def test_a_lesson_is_done_when_only_a_person_has_something_to_do(graded_course):
    progress = lesson_progress(graded_course.lesson(FIRST), result(FIRST, **ALL))
    assert (progress.state, progress.minutes_left, progress.open) == (LessonState.DONE, 0, ())


def test_an_exercise_that_is_new_since_the_check_is_not_attempted(graded_course):
    old = result(FIRST, **ALL)
    old = LessonResult(FIRST, old.checked_at, "abc", old.exercises[1:])
    progress = lesson_progress(graded_course.lesson(FIRST), old)
    assert progress.state is LessonState.UNDER_WAY
    assert progress.open[0].grade_id == "count-check"


def test_skills_are_points_over_the_lessons_that_train_them(graded_course):
    levels = skill_levels(graded_course, results(result(FIRST, count_check=1, late_share_check=3, limit_words=None)))
    assert list(levels) == list(graded_course.skills)
    programming, statistics, sql = levels["programming"], levels["statistics"], levels["sql"]
    assert (programming.earned, programming.possible, programming.lessons) == (4, 14, (FIRST,))
    assert (statistics.earned, statistics.possible) == (4, 7)
    assert (sql.earned, sql.possible, sql.lessons, sql.fraction) == (0, 7, (), 0)
    assert (levels["cloud"].possible, levels["cloud"].fraction) == (0, 0)


def test_a_lesson_that_is_not_built_has_no_points_yet(small_course):
    (lesson,) = small_course.lessons
    assert skill_levels(small_course, Results())[lesson.skills[0]].possible == 0
    assert lesson_progress(lesson, None).minutes_left == lesson.minutes


def test_roles_are_weighed_and_the_best_comes_first(graded_course):
    fits = role_fits(graded_course, skill_levels(graded_course, results(result(FIRST, **ALL), result(SECOND, **ALL))))
    assert [fit.fraction for fit in fits] == sorted((fit.fraction for fit in fits), reverse=True)
    by_id = {fit.role.id: fit for fit in fits}
    scientist = by_id["data-scientist"]
    weights = scientist.role.weights
    shown = ["statistics", "sql", "programming"]
    assert scientist.strongest == tuple(shown)
    assert scientist.fraction == pytest.approx(sum(weights[skill] for skill in shown) / sum(weights.values()))
    assert set(scientist.missing) == set(weights) - set(shown)
    assert [weights[skill] for skill in scientist.missing] == sorted(
        (weights[s] for s in scientist.missing), reverse=True
    )


def test_nobody_who_has_shown_nothing_fits_a_role(graded_course):
    fits = role_fits(graded_course, skill_levels(graded_course, Results()))
    assert [fit.role for fit in fits] == list(graded_course.roles)
    assert all(fit.fraction == 0 and fit.strongest == () and set(fit.missing) == set(fit.role.weights) for fit in fits)


@pytest.mark.parametrize(
    ("found", "expected"),
    [
        ((), FIRST),
        ((result(FIRST, **ALL),), SECOND),
        ((result(SECOND, count_check=1),), SECOND),
        ((result(FIRST, **ALL), result(SECOND, **ALL)), None),
    ],
)
def test_what_comes_next(graded_course, found, expected):
    progress = next_lesson(graded_course, results(*found))
    assert (progress and progress.lesson.id) == expected
