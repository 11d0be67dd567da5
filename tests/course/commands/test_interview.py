"""`course interview`, as it is typed."""

import pytest
from click.testing import CliRunner

from autograder.verdict import ExerciseVerdict, Verdict
from course.commands.interview import command
from course.exercises import lesson_exercises
from course.interview import Rating, read_ratings
from course.manifest import load_manifest
from course.outcomes import Outcome
from course.record import HelpKind, keep_help
from course.results import keep_result
from course.workspace import Workspace

LESSON = load_manifest().lessons[0]


@pytest.fixture
def workspace(tmp_path, monkeypatch):
    (tmp_path / ".course").mkdir()
    monkeypatch.setenv("COURSE_WORK", str(tmp_path))
    return Workspace(tmp_path)


def interview(typed, *options):
    return CliRunner().invoke(command, list(options), input=typed, standalone_mode=False)


def test_asks_shows_the_outline_and_keeps_the_rating(workspace):
    keep_help(workspace, LESSON.id, "count-by-check", HelpKind.HINT_3)
    done = interview("\n\n7\n2\n")
    assert f"1 of 1: {LESSON.title} (its exercise took the last hint)" in done.output
    question, outline = done.output.index("asked to count by any column"), done.output.index("What a good answer has")
    assert question < outline
    assert "It puts EWR into the dict with the value 1" in done.output
    assert "1 question: 1 with gaps." in done.output
    assert [(rated.exercise, rated.rating) for rated in read_ratings(workspace)] == [("count-by-check", Rating.GAPS)]


def test_stopping_keeps_what_was_rated(workspace):
    for name in ("count-by-check", "number-check"):
        keep_help(workspace, LESSON.id, name, HelpKind.HINT_3)
    interview("\n\n\n3\n\n")  # number-check has two follow-ups; the input ends in the second question
    assert [rated.exercise for rated in read_ratings(workspace)] == ["number-check"]
    assert "1 of 1: " in interview("\n\n3\n", "--questions", "1").output
    assert [rated.exercise for rated in read_ratings(workspace)] == ["number-check", "count-by-check"]


def test_with_nothing_hard_it_says_that_it_asks_about_what_is_done(workspace):
    verdicts = tuple(
        ExerciseVerdict(each.grade_id, each.title, each.kind, each.points, 1.0, Outcome.PASSED)
        for each in lesson_exercises(LESSON)
    )
    keep_result(workspace, Verdict(LESSON.id, verdicts), "digest")
    done = interview("", "--questions", "2")
    assert "nothing that was hard: these come from exercises that you have done" in done.output
    assert "(its exercise is done)" in done.output


def test_before_any_work_it_says_where_questions_come_from(workspace):
    done = interview("")
    assert "come from exercises that you have worked on" in done.output
    assert "Next: python3 -m course check" in done.output
    assert done.return_value == 0


def test_without_a_work_folder_it_says_how_to_make_one(monkeypatch):
    monkeypatch.setattr(Workspace, "locate", classmethod(lambda cls: None))
    done = interview("")
    assert "there is no work folder yet" in str(done.exception)
    assert done.exception.next_step == "python3 -m course start"
