"""Asking for a check: a resident that stays for the next one, or an engine of one's own; the same answer."""

import os
import signal
import time
from contextlib import closing, suppress

import pytest

from course.checking._door import MARK, has_doors, hear, knock, say
from course.checking._stamp import stamp
from course.checking.checker import HERE, Checker, why_not_resident
from course.errors import NotebookError
from course.manifest import load_manifest

needs_doors = pytest.mark.skipif(not has_doors(), reason="this system has no resident checker")


@pytest.fixture
def workspace(tmp_path):
    (tmp_path / MARK).mkdir()
    return tmp_path


def pid_of(workspace):
    """The process id of the workspace's resident, None where there is none."""
    link = knock(workspace, seconds=60)
    if link is None:
        return None
    with link, suppress(BrokenPipeError):  # it was about to end
        say(link, {"do": "hello", "stamp": stamp()})
        answer = hear(link)
        return answer and answer.get("pid")


def wait_until_gone(workspace):
    """Wait until nobody answers at the workspace's door."""
    deadline = time.monotonic() + 10
    while pid_of(workspace) is not None and time.monotonic() < deadline:
        time.sleep(0.05)
    assert pid_of(workspace) is None


@needs_doors
def test_a_resident_stays_for_the_next_check_and_another_takes_its_place(workspace, notebook_of, lesson, monkeypatch):
    monkeypatch.delenv(HERE)
    notebook, manifest = notebook_of(warm_up="later_than_mean = 1\nvisits = 8\nmust_be_gentoo = False"), load_manifest()
    with closing(Checker(workspace)) as checker:
        first = checker.check(notebook, lesson, manifest)
        assert first.verdict.exercises[0].earned == 3
        resident = pid_of(workspace)
        assert resident != os.getpid()
        with pytest.raises(NotebookError, match="is not JSON"):
            checker.check(b"hello", lesson, manifest)
        assert pid_of(workspace) == resident
        os.kill(resident, signal.SIGKILL)
        wait_until_gone(workspace)
        assert checker.check(notebook, lesson, manifest).verdict.exercises == first.verdict.exercises
        assert pid_of(workspace) not in (resident, None)
        checker.dismiss()
    wait_until_gone(workspace)


def test_without_a_workspace_it_checks_in_this_process(notebook_of, lesson):
    with closing(Checker(None)) as checker:
        answer = checker.check(notebook_of(), lesson, load_manifest())
    assert all(each.earned == 0 for each in answer.verdict.exercises)


def test_why_there_is_no_resident_is_told(workspace, monkeypatch):
    assert HERE in why_not_resident(workspace)
    monkeypatch.delenv(HERE)
    assert "can't be written" in why_not_resident(workspace / "gone") or not has_doors()
    monkeypatch.setattr("course.checking.checker.has_doors", lambda: False)
    assert why_not_resident(workspace)
