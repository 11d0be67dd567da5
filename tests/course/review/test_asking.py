"""Today's questions and what answers do."""

from datetime import UTC, datetime, timedelta

from course.review import answer, due_today, read_schedule, take_up
from course.review.asking import A_DAY, all_questions
from course.review.schedule import Reason, Scheduled, changing

NOON = datetime(2026, 11, 2, 12, tzinfo=UTC)
TOMORROW = NOON + timedelta(days=1)


def test_nothing_is_due_on_the_day_itself_and_all_on_the_next(workspace, manifest, lesson, checked):
    assert due_today(workspace, manifest, NOON) == ()
    take_up(workspace, lesson, checked("number-check", "count-by-check"), NOON)
    assert due_today(workspace, manifest, NOON) == ()
    assert len(due_today(workspace, manifest, TOMORROW)) == 3


def test_an_answer_moves_the_question_to_a_later_day(workspace, manifest, lesson, checked):
    take_up(workspace, lesson, checked("count-by-check"), NOON)
    ((asked),) = due_today(workspace, manifest, TOMORROW)
    right, scheduled = answer(workspace, asked.question, asked.question.right, TOMORROW)
    assert right
    assert scheduled.due > TOMORROW
    assert due_today(workspace, manifest, TOMORROW) == ()
    assert due_today(workspace, manifest, scheduled.due)[0].question == asked.question
    right, again = answer(workspace, asked.question, frozenset({0}), scheduled.due)
    assert not right
    assert (again.answered, again.right) == (2, 1)
    assert read_schedule(workspace)[asked.question.id] == again


def test_no_day_asks_too_much_and_the_longest_overdue_come_first(workspace, manifest):
    names = list(all_questions(manifest))
    with changing(workspace) as schedule:
        for days, name in enumerate(names):
            schedule[name] = Scheduled(name, Reason.FAILED, NOON - timedelta(days=days))
        schedule["01_gone/01_gone#gone"] = Scheduled("01_gone/01_gone#gone", Reason.FAILED, NOON - timedelta(days=99))
    asked = due_today(workspace, manifest, NOON)
    assert [one.question.id for one in asked] == names[::-1][:A_DAY]
    assert len(due_today(workspace, manifest, NOON, most=2)) == 2
