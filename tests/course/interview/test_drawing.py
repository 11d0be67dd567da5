"""Which exercises an interview asks about."""

from datetime import UTC, datetime, timedelta

import pytest

from autograder.verdict import ExerciseVerdict, Verdict
from course.exercises import lesson_exercises
from course.interview import Rated, Rating, draw, keep_rating
from course.manifest import load_manifest
from course.outcomes import Outcome
from course.record import HelpKind, keep_help
from course.results import keep_result, read_results
from course.review import Reason, take_up
from course.workspace import Workspace

MANIFEST = load_manifest()
LESSON = MANIFEST.lessons[0]
NOON = datetime(2026, 11, 2, 12, tzinfo=UTC)
ALL = 100


@pytest.fixture
def workspace(tmp_path):
    return Workspace(tmp_path)


@pytest.fixture
def check(workspace):
    """Keep a check of the first lesson: the named outcomes, and nothing tried elsewhere."""

    def check(**outcomes):
        names = {name.replace("_", "-"): outcome for name, outcome in outcomes.items()}
        verdicts = tuple(
            ExerciseVerdict(each.grade_id, each.title, each.kind, each.points, 0.0,
                            names.get(each.grade_id, Outcome.NOT_ATTEMPTED))
            for each in lesson_exercises(LESSON)
        )  # fmt: skip
        keep_result(workspace, Verdict(LESSON.id, verdicts), "digest")

    return check


def told(drawn):
    return [(one.exercise.grade_id, one.reason) for one in drawn]


def test_nothing_is_drawn_before_anything_was_tried(workspace, check):
    assert draw(workspace, MANIFEST, ALL) == ()
    check()
    assert draw(workspace, MANIFEST, ALL) == ()


def test_what_failed_or_took_the_last_help_comes_first_and_what_is_done_fills_up(workspace, check):
    check(number_check=Outcome.PASSED, count_by_check=Outcome.FAILED, predict_values_check=Outcome.PASSED)
    keep_help(workspace, LESSON.id, "predict-values-check", HelpKind.HINT_3)
    keep_help(workspace, LESSON.id, "ablate-latest-check", HelpKind.SOLUTION)
    keep_help(workspace, LESSON.id, "number-check", HelpKind.HINT_1)
    drawn = told(draw(workspace, MANIFEST, ALL))
    assert drawn == [
        ("predict-values-check", Reason.LAST_HINT),
        ("count-by-check", Reason.FAILED),
        ("ablate-latest-check", Reason.SOLUTION),
        ("number-check", None),
    ]
    assert told(draw(workspace, MANIFEST, 2)) == drawn[:2]


def test_an_empty_record_draws_from_what_is_done(workspace, check):
    check(number_check=Outcome.PASSED)
    assert told(draw(workspace, MANIFEST, ALL)) == [("number-check", None)]


def test_the_warm_up_is_not_asked_about(workspace):
    warm_up = next(each for each in lesson_exercises(LESSON) if each.kind == "retrieve")
    keep_help(workspace, LESSON.id, warm_up.grade_id, HelpKind.HINT_3)
    assert draw(workspace, MANIFEST, ALL) == ()


def test_what_failed_earlier_is_still_hard_once_it_passes(workspace, check):
    check(count_by_check=Outcome.FAILED)
    take_up(workspace, LESSON, read_results(workspace).lessons[LESSON.id], NOON)
    check(count_by_check=Outcome.PASSED)
    assert told(draw(workspace, MANIFEST, ALL)) == [("count-by-check", Reason.FAILED)]


def test_ratings_decide_who_comes_next(workspace):
    names = ("number-check", "count-by-check", "predict-values-check", "ablate-latest-check")
    for name in names:
        keep_help(workspace, LESSON.id, name, HelpKind.HINT_3)
    rated = {"predict-values-check": Rating.CLEAR, "number-check": Rating.GAPS, "count-by-check": Rating.STUCK}
    for minutes, (name, rating) in enumerate(rated.items()):
        keep_rating(workspace, Rated(LESSON.id, name, rating, NOON + timedelta(minutes=minutes)))
    drawn = [one.exercise.grade_id for one in draw(workspace, MANIFEST, ALL)]
    assert drawn == ["ablate-latest-check", "count-by-check", "number-check", "predict-values-check"]
    assert [one.last for one in draw(workspace, MANIFEST, 2)] == [None, Rating.STUCK]


def test_among_equals_the_one_asked_longest_ago_comes_first(workspace):
    for name in ("number-check", "count-by-check"):
        keep_help(workspace, LESSON.id, name, HelpKind.HINT_3)
    for days, name in enumerate(("count-by-check", "number-check")):
        keep_rating(workspace, Rated(LESSON.id, name, Rating.GAPS, NOON + timedelta(days=days)))
    assert draw(workspace, MANIFEST, 1)[0].exercise.grade_id == "count-by-check"


def test_a_record_of_an_exercise_that_is_gone_is_left_out(workspace):
    keep_help(workspace, LESSON.id, "gone-check", HelpKind.HINT_3)
    keep_help(workspace, "09_gone/01_gone", "gone-check", HelpKind.HINT_3)
    keep_rating(workspace, Rated(LESSON.id, "gone-check", Rating.STUCK, NOON))
    assert draw(workspace, MANIFEST, ALL) == ()
