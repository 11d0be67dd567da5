"""What was hard comes back, once, on the next day."""

from datetime import UTC, datetime

from course.review import Reason, read_schedule, take_up
from course.review.taking_up import questions_on

NOON = datetime(2026, 11, 2, 12, tzinfo=UTC)


def names(questions):
    return {question.name for question in questions}


def test_an_exercise_is_known_by_its_check_and_has_its_own_questions(lesson):
    assert names(questions_on(lesson, "number-check")) == {"print-or-return", "missing-is-not-zero"}
    assert names(questions_on(lesson, "explain-islands")) == set()


def test_questions_on_a_failed_exercise_come_back_and_others_do_not(workspace, lesson, checked):
    new = take_up(workspace, lesson, checked("count-by-check"), NOON)
    assert new == ("01_foundations/01_programming#get-with-default",)
    (scheduled,) = read_schedule(workspace).values()
    assert (scheduled.reason, scheduled.answered, scheduled.card) == (Reason.FAILED, 0, None)
    assert scheduled.due > NOON
    assert (scheduled.due - NOON).total_seconds() <= 24 * 3600


def test_the_last_hint_and_a_shown_solution_bring_questions_back_too(workspace, lesson, checked):
    take_up(workspace, lesson, None, NOON, last_hint=["predict-values-check"], solution=["ablate-latest-check"])
    reasons = {name.partition("#")[2]: one.reason for name, one in read_schedule(workspace).items()}
    assert reasons == {"text-order": Reason.LAST_HINT, "one-late-flight": Reason.SOLUTION}


def test_what_is_in_the_schedule_stays_as_it_is(workspace, lesson, checked):
    take_up(workspace, lesson, checked("count-by-check"), NOON)
    before = read_schedule(workspace)
    later = datetime(2026, 11, 20, tzinfo=UTC)
    assert take_up(workspace, lesson, checked("count-by-check"), later) == ()
    assert take_up(workspace, lesson, checked(), later) == ()
    assert read_schedule(workspace) == before


def test_nothing_hard_writes_nothing(workspace, lesson, checked):
    assert take_up(workspace, lesson, checked(), NOON) == ()
    assert take_up(workspace, lesson, None, NOON) == ()
    assert list(workspace.root.iterdir()) == []
