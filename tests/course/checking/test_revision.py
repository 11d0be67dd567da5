"""What was hard in a lesson comes back as questions, and nothing fails for it."""

import pytest

from autograder.verdict import ExerciseVerdict, Verdict
from course.checking.revision import schedule_revision
from course.exercises import lesson_exercises
from course.manifest import load_manifest
from course.outcomes import Outcome
from course.record import HelpKind, keep_help
from course.results import keep_result
from course.review import Reason, read_schedule
from course.workspace import Workspace

LESSON = load_manifest().lessons[0]


@pytest.fixture
def workspace(tmp_path):
    return Workspace(tmp_path)


def verdict(outcome):
    return Verdict(
        LESSON.id,
        tuple(
            ExerciseVerdict(each.grade_id, each.title, each.kind, each.points, 0.0, outcome)
            for each in lesson_exercises(LESSON)
        ),
    )


def keep(workspace, outcome):
    keep_result(workspace, verdict(outcome), "digest")
    schedule_revision(workspace, LESSON)
    return {each.reason for each in read_schedule(workspace).values()}


def test_what_failed_comes_back_and_what_was_not_tried_does_not(workspace):
    assert keep(workspace, Outcome.NOT_ATTEMPTED) == set()
    assert keep(workspace, Outcome.FAILED) == {Reason.FAILED}


def test_what_took_the_last_hint_comes_back_and_the_first_is_no_reason(workspace):
    keep_help(workspace, LESSON.id, "count-by-check", HelpKind.HINT_1)
    schedule_revision(workspace, LESSON)
    assert read_schedule(workspace) == {}
    keep_help(workspace, LESSON.id, "count-by-check", HelpKind.HINT_3)
    schedule_revision(workspace, LESSON)
    assert {each.reason for each in read_schedule(workspace).values()} == {Reason.LAST_HINT}


def test_a_schedule_that_can_not_be_written_breaks_nothing(workspace, monkeypatch, caplog):
    def fail(*_, **__):
        raise OSError("full")

    monkeypatch.setattr("course.review.take_up", fail)
    assert keep(workspace, Outcome.FAILED) == set()
    assert "schedule of revision" in caplog.text
