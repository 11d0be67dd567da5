"""Saves are checked in the background: none is held up, none is lost, and what breaks is told."""

import json
import threading

import pytest

from autograder.verdict import ExerciseVerdict, Verdict
from course.checking.answer import Answer
from course.checking.saves import Began, Checked, Saves
from course.errors import NotebookError
from course.outcomes import Outcome
from course.record import read_stopped
from course.results import read_results
from course.workspace import Workspace

LESSON = "01_foundations/01_delays"


class Checker:
    """Stands in for the real one: answers when it is let, and notes what it was asked."""

    def __init__(self):
        self.scheduled = []
        self.asked, self.may_answer, self.was_asked = [], threading.Event(), threading.Semaphore(0)
        self.may_answer.set()
        self.ran, self.fault = None, None

    def warm(self):
        pass

    def close(self):
        pass

    def schedule_revision(self, workspace, lesson, manifest):
        self.scheduled.append(lesson.id)

    def check(self, notebook, lesson, manifest, *, whole=False):
        self.asked.append((notebook, whole))
        self.was_asked.release()
        assert self.may_answer.wait(30)
        if self.fault:
            raise self.fault
        exercise = ExerciseVerdict("late-share-check", "Exercise 1", "write", 4.0, 4.0, Outcome.PASSED)
        return Answer(Verdict(lesson.id, (exercise,)), 0.1, "in a sandbox", None if whole else self.ran)


@pytest.fixture
def workspace(tmp_path, graded_course):
    workspace = Workspace(tmp_path)
    for lesson in graded_course.lessons:
        own = workspace.notebook(lesson)
        own.parent.mkdir(parents=True, exist_ok=True)
        own.write_bytes(lesson.release_path.read_bytes())
    return workspace


class Heard:
    """Listens to events, and waits for the next of a kind."""

    def __init__(self):
        self.events, self.more = [], threading.Condition()

    def __call__(self, event):
        with self.more:
            self.events.append(event)
            self.more.notify_all()

    def checked(self, number):
        with self.more:
            assert self.more.wait_for(lambda: sum(isinstance(e, Checked) for e in self.events) >= number, 30)
            return [event for event in self.events if isinstance(event, Checked)][number - 1]


@pytest.fixture
def checker():
    return Checker()


@pytest.fixture
def heard():
    return Heard()


@pytest.fixture
def saves(workspace, graded_course, checker, heard):
    saves = Saves(workspace, heard, checker=checker, manifest=lambda: graded_course, settle_seconds=0.05)
    yield saves
    checker.may_answer.set()
    saves.close()


def write(workspace, graded_course, text):
    """Put an answer into the first lesson's notebook, in one step as JupyterLab does."""
    path = workspace.notebook(graded_course.lessons[0])
    notebook = json.loads(path.read_text(encoding="utf-8"))
    for cell in notebook["cells"]:
        if cell["metadata"].get("nbgrader", {}).get("grade_id") == "late-share":
            cell["source"] = text
    beside = path.with_suffix(".new")
    beside.write_text(json.dumps(notebook), encoding="utf-8")
    beside.replace(path)


def test_a_save_is_checked_told_and_kept(saves, heard, workspace, graded_course):
    write(workspace, graded_course, "x = 1")
    saves.saved(LESSON)
    told = heard.checked(1)
    assert told.answer.verdict.lesson_id == LESSON
    assert isinstance(heard.events[0], Began)
    assert read_results(workspace).lessons[LESSON].count(Outcome.PASSED) == 1
    saves.close()
    assert saves.checker.scheduled == [LESSON]


def test_the_exercise_that_changed_is_named_and_remembered(saves, heard, workspace, graded_course):
    saves.saved(LESSON)
    heard.checked(1)
    write(workspace, graded_course, "def late_share(delays, limit):\n    return 1")
    saves.saved(LESSON)
    assert heard.checked(2).changed == ("late-share-check",)
    assert read_stopped(workspace).exercise == "late-share-check"
    saves.saved(LESSON)
    assert heard.checked(3).changed == ()


def test_saves_that_come_while_one_is_checked_are_one_check_of_the_last(
    saves, heard, checker, workspace, graded_course
):
    checker.may_answer.clear()
    saves.saved(LESSON)
    assert checker.was_asked.acquire(timeout=30)
    for number in range(5):
        write(workspace, graded_course, f"x = {number}")
        saves.saved(LESSON)
    checker.may_answer.set()
    heard.checked(2)
    assert len(checker.asked) == 2
    assert b"x = 4" in checker.asked[1][0]


def test_an_error_is_told_and_the_next_save_is_checked(saves, heard, checker):
    checker.fault = NotebookError("is not JSON, not a notebook")
    saves.saved(LESSON)
    assert heard.checked(1).error is checker.fault
    checker.fault = None
    saves.saved(LESSON)
    assert heard.checked(2).answer


def test_a_fault_of_ours_ends_nothing(saves, heard, checker):
    checker.fault = ZeroDivisionError()
    saves.saved(LESSON)
    assert checker.was_asked.acquire(timeout=30)
    saves.saved("09_none/01_none")
    checker.fault = None
    saves.saved(LESSON)
    assert heard.checked(1).answer


def test_a_notebook_that_is_gone_is_told(saves, heard, workspace, graded_course):
    workspace.notebook(graded_course.lessons[0]).unlink()
    saves.saved(LESSON)
    assert "can't be read" in heard.checked(1).error.what


def test_what_was_checked_in_part_is_run_whole_after_a_pause(saves, heard, checker):
    checker.ran = ("late-share-check",)
    saves.saved(LESSON)
    assert not heard.checked(1).answer.settled
    second = heard.checked(2)
    assert second.settling
    assert second.answer.settled
    assert [whole for _, whole in checker.asked] == [False, True]
