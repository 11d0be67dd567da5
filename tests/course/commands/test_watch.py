"""`course watch`: what changed, what comes next, and hints for what fails again."""

import io
import json
import threading

import pytest
from rich.console import Console

from autograder.verdict import ExerciseVerdict, SubCheck, Verdict
from course.checking.answer import Answer
from course.checking.saves import Began, Checked
from course.commands import watch
from course.commands.watch import Watcher
from course.errors import NotebookError
from course.home.standing import lesson_standing
from course.outcomes import Outcome
from course.progress import Results
from course.record import read_help
from course.terminal import Page
from course.workspace import Workspace

PART = SubCheck("late flights", Outcome.FAILED, called="late(3)", got="3", expected="4", help="Is 15 late?")


@pytest.fixture
def workspace(tmp_path, graded_course):
    workspace = Workspace(tmp_path)
    for lesson in graded_course.lessons:
        own = workspace.notebook(lesson)
        own.parent.mkdir(parents=True, exist_ok=True)
        own.write_bytes(lesson.release_path.read_bytes())
    return workspace


@pytest.fixture
def watcher(workspace, graded_course):
    console = Console(file=io.StringIO(), width=100, force_terminal=True, color_system=None, highlight=False)
    return Watcher(workspace, graded_course, Page(console), look_seconds=0.02)


def said(watcher):
    return watcher.page.console.file.getvalue()


def answer(lesson, outcome):
    exercises = [
        ExerciseVerdict(each.exercise.grade_id, each.exercise.title, "write", 2.0, 0.0, Outcome.NOT_ATTEMPTED)
        for each in lesson_standing(lesson, Results()).exercises
    ]
    name, title = exercises[1].grade_id, exercises[1].title
    earned = 2.0 * (outcome is Outcome.PASSED)
    parts = (PART,) if outcome is Outcome.FAILED else ()
    exercises[1] = ExerciseVerdict(name, title, "write", 2.0, earned, outcome, parts)
    return Answer(Verdict(lesson.id, tuple(exercises)), 0.8, "in a sandbox"), (name,)


def happened(watcher, outcome):
    lesson = watcher.manifest.lessons[0]
    told, changed = answer(lesson, outcome)
    watcher.happened(Began(lesson))
    watcher.happened(Checked(lesson, told, changed=changed))


def test_it_says_what_it_watches_and_where_one_is(watcher):
    watcher.greet()
    assert "0 of 4 done" in said(watcher)
    assert "Next: Warm-up: count the flights (not attempted), in 01_foundations/01_delays.ipynb" in said(watcher)


def test_it_tells_what_came_of_the_changed_exercise_and_what_is_next(watcher):
    happened(watcher, Outcome.FAILED)
    for words in (
        "Failed            0 of 2  Exercise 1",
        "Called:   late(3)",
        "Help:     Is 15 late?",
        "ran in 0.8 s",
        "0 of 4 done",
    ):
        assert words in said(watcher)


def test_hints_come_one_by_one_when_an_exercise_fails_again(watcher, workspace):
    happened(watcher, Outcome.FAILED)
    assert "Hint 1" not in said(watcher)
    happened(watcher, Outcome.FAILED)
    assert "Hint 1: where to look: " in said(watcher)
    assert "Hint 2" not in said(watcher)
    happened(watcher, Outcome.FAILED)
    assert "Hint 2: the next step: " in said(watcher)
    assert [help.kind for help in read_help(workspace)] == ["hint 1", "hint 2"]


def test_an_exercise_that_passes_is_told_and_its_failures_forgotten(watcher):
    happened(watcher, Outcome.FAILED)
    happened(watcher, Outcome.PASSED)
    assert "1 of 4 done" in said(watcher)
    happened(watcher, Outcome.FAILED)
    assert "Hint 1" not in said(watcher)


def test_an_error_is_told(watcher):
    watcher.happened(
        Checked(watcher.manifest.lessons[0], error=NotebookError("is not JSON", next_step="save it again"))
    )
    assert "Not checked: is not JSON" in said(watcher)
    assert "Next: save it again" in said(watcher)


def test_what_is_written_by_any_editor_is_checked_and_nothing_else(watcher, workspace, monkeypatch):
    lesson = watcher.manifest.lessons[1]
    saved, noticed, stop = [], threading.Event(), threading.Event()

    class Saves:
        def __init__(self, *_, **__):
            pass

        def saved(self, lesson_id):
            saved.append(lesson_id)
            noticed.set()

        def close(self):
            pass

    monkeypatch.setattr(watch, "Saves", Saves)
    thread = threading.Thread(target=watcher.run, args=(stop,), kwargs={"first": ["01_foundations/01_delays"]})
    thread.start()
    assert noticed.wait(30)
    noticed.clear()
    path = workspace.notebook(lesson)
    while not noticed.wait(0.1):  # the first look may come after the first write
        notebook = json.loads(path.read_text(encoding="utf-8"))
        notebook["metadata"]["touched"] = notebook["metadata"].get("touched", "") + "x"
        path.write_text(json.dumps(notebook), encoding="utf-8")
    stop.set()
    thread.join(30)
    assert saved[0] == "01_foundations/01_delays"
    assert set(saved[1:]) == {lesson.id}
