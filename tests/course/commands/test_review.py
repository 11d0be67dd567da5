"""`course review`, as it is typed."""

from datetime import UTC, datetime, timedelta

import pytest
from click.testing import CliRunner

from course.commands.review import command
from course.manifest import load_manifest
from course.review.schedule import Reason, Scheduled, changing, read_schedule
from course.workspace import Workspace

LESSON = "01_foundations/01_programming"


@pytest.fixture
def workspace(tmp_path, monkeypatch):
    (tmp_path / ".course").mkdir()
    monkeypatch.setenv("COURSE_WORK", str(tmp_path))
    return Workspace(tmp_path)


@pytest.fixture
def schedule(workspace):
    """Return a function that makes questions of the first lesson due since yesterday, or later."""

    def put(*names, days=-1):
        with changing(workspace) as schedule:
            for name in names:
                due = datetime.now(UTC) + timedelta(days=days)
                schedule[f"{LESSON}#{name}"] = Scheduled(f"{LESSON}#{name}", Reason.FAILED, due)

    return put


def review(typed):
    return CliRunner().invoke(command, input=typed, standalone_mode=False)


def test_asks_what_is_due_and_tells_right_from_wrong(schedule, workspace):
    schedule("comma-in-a-field", "get-with-default")
    done = review("4\nmaybe\n9\n1\n")
    title = load_manifest().lesson(LESSON).title
    assert f"1 of 2: {title} (its exercise failed)" in done.output
    assert "Right." in done.output
    assert "Type a number from 1 to 3." in done.output
    assert "Not yet. The answer: It puts EWR into the dict with the value 1" in done.output
    assert "on the right side would" in done.output  # why the chosen answer is wrong
    assert "1 of 2 questions right." in done.output
    answered = {name.partition("#")[2]: (one.answered, one.right) for name, one in read_schedule(workspace).items()}
    assert answered == {"comma-in-a-field": (1, 1), "get-with-default": (1, 0)}
    assert "Nothing to revise today. 2 questions later" in review("").output


def test_stopping_keeps_what_was_answered(schedule, workspace):
    schedule("comma-in-a-field", "get-with-default")
    review("4\n")  # the input ends before the second question is answered
    assert {one.answered for one in read_schedule(workspace).values()} == {0, 1}


def test_without_anything_hard_it_says_where_questions_come_from(workspace):
    assert "questions come from exercises that failed" in review("").output


def test_without_a_work_folder_it_says_how_to_make_one(tmp_path, monkeypatch):
    monkeypatch.setattr(Workspace, "locate", classmethod(lambda cls: None))
    done = review("")
    assert "there is no work folder yet" in str(done.exception)
    assert done.exception.next_step == "python3 -m course start"
