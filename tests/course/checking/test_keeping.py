"""A kept check: the result, and the questions on what was hard."""

import hashlib

import pytest

from autograder.verdict import ExerciseVerdict, Verdict
from course.checking.keeping import keep_check, schedule_revision
from course.exercises import lesson_exercises
from course.manifest import load_manifest
from course.outcomes import Outcome
from course.record import HelpKind, keep_help
from course.results import read_results
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


def test_the_result_is_that_of_these_bytes(workspace):
    keep_check(workspace, LESSON, verdict(Outcome.NOT_ATTEMPTED), b"notebook")
    assert read_results(workspace).lessons[LESSON.id].notebook == hashlib.sha256(b"notebook").hexdigest()
    assert read_schedule(workspace) == {}


def test_what_failed_comes_back(workspace):
    keep_check(workspace, LESSON, verdict(Outcome.FAILED), b"notebook")
    assert {each.reason for each in read_schedule(workspace).values()} == {Reason.FAILED}


def test_what_took_the_last_hint_comes_back_and_the_first_is_no_reason(workspace):
    keep_help(workspace, LESSON.id, "count-by-check", HelpKind.HINT_1)
    schedule_revision(workspace, LESSON)
    assert read_schedule(workspace) == {}
    keep_help(workspace, LESSON.id, "count-by-check", HelpKind.HINT_3)
    schedule_revision(workspace, LESSON)
    assert {each.reason for each in read_schedule(workspace).values()} == {Reason.LAST_HINT}


def test_a_schedule_that_can_not_be_written_loses_no_result(workspace, monkeypatch, caplog):
    def fail(*_, **__):
        raise OSError("full")

    monkeypatch.setattr("course.review.take_up", fail)
    keep_check(workspace, LESSON, verdict(Outcome.FAILED), b"notebook")
    assert LESSON.id in read_results(workspace).lessons
    assert "schedule of revision" in caplog.text
