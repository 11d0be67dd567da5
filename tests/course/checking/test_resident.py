"""The resident: answers in order, names what is wrong, makes room for a newer course, leaves when it is alone."""

import base64
import shutil
import threading

import pytest

from autograder.verdict import Verdict
from course.checking import resident as module
from course.checking._door import MARK, has_doors, hear, knock, listen, say
from course.checking._stamp import stamp
from course.checking.answer import Answer, read_answer
from course.checking.resident import Resident
from course.errors import NotebookError

pytestmark = pytest.mark.skipif(
    not has_doors(), reason="this system has no socket files that tell who is at the other end"
)


class Engine:
    """Stands in for the real one."""

    closed = False

    def warm(self):
        pass

    def check(self, notebook, lesson, *, whole):
        if notebook == b"bad":
            raise NotebookError("is not JSON", where="a.ipynb", next_step="save it")
        if notebook == b"worse":
            raise ZeroDivisionError("ours")
        return Answer(Verdict(lesson.id, (), seconds=len(notebook)), 0.1, "here", None if whole else ())

    def close(self):
        self.closed = True


@pytest.fixture
def workspace(tmp_path):
    (tmp_path / MARK).mkdir()
    return tmp_path


@pytest.fixture
def engine():
    return Engine()


@pytest.fixture
def serving(workspace, engine, monkeypatch):
    monkeypatch.setattr(module, "LOOK_SECONDS", 0.05)
    door = listen(workspace)
    thread = threading.Thread(target=Resident(workspace, engine).serve, args=(door,))
    thread.start()
    yield thread
    if thread.is_alive():
        shutil.rmtree(workspace / MARK)
    thread.join(30)
    assert not thread.is_alive()
    door.close()


@pytest.fixture
def ask(workspace, graded_course, serving):
    def ask(notebook=b"{}", **message):
        with knock(workspace, seconds=30) as link:
            request = {
                "do": "check", "stamp": stamp(), "manifest": str(graded_course.path), "lesson": "01_delays",
                "notebook": base64.b64encode(notebook).decode(),
            }  # fmt: skip
            say(link, request | message)
            return hear(link)

    return ask


def test_it_checks(ask):
    answer = read_answer(ask(b"12345", whole=True)["answer"])
    assert (answer.verdict.lesson_id, answer.verdict.seconds, answer.settled) == ("01_foundations/01_delays", 5, True)


def test_what_is_wrong_is_told_and_the_next_is_checked(ask):
    told = ask(b"bad")
    assert (told["kind"], told["what"], told["next_step"]) == ("NotebookError", "is not JSON", "save it")
    assert ask(lesson="09_none")["kind"] == "ManifestError"
    assert "ZeroDivisionError" in ask(b"worse")["what"]
    assert ask()["do"] == "answer"


def test_it_schedules_revision(ask, monkeypatch, workspace):
    scheduled = []
    monkeypatch.setattr(
        module, "schedule_revision", lambda workspace, lesson: scheduled.append((workspace.root, lesson.id))
    )
    assert ask(do="revise")["do"] == "here"
    assert scheduled == [(workspace, "01_foundations/01_delays")]


def test_who_says_nothing_is_not_waited_for_long(workspace, ask, monkeypatch):
    monkeypatch.setattr(module, "PATIENCE", 0.05)
    with knock(workspace, seconds=30):
        assert ask(do="hello")["do"] == "here"


def test_a_newer_course_gets_a_newer_resident(ask, serving, engine, workspace):
    assert ask(stamp="of tomorrow") == {"do": "gone"}
    serving.join(30)
    assert engine.closed
    assert knock(workspace, seconds=1) is None


def test_it_leaves_when_it_is_told_to(ask, serving):
    assert ask(do="leave") == {"do": "gone"}
    serving.join(30)
    assert not serving.is_alive()


def test_it_leaves_when_nobody_asks(workspace, engine, monkeypatch):
    monkeypatch.setattr(module, "LOOK_SECONDS", 0.02)
    monkeypatch.setattr(module, "IDLE_SECONDS", 0.1)
    with listen(workspace) as door:
        Resident(workspace, engine).serve(door)
    assert engine.closed


def test_it_leaves_when_the_workspace_does(workspace, engine, serving):
    shutil.rmtree(workspace / MARK)
    serving.join(30)
    assert engine.closed
