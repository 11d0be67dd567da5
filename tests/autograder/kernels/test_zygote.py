"""The warm process: what it gives its forks, and what becomes of them and of it."""

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from autograder.kernels import Zygote, ZygoteError
from autograder.kernels import zygote as zygote_module

TARGET = "target_for_tests"


@pytest.fixture(scope="module")
def environment():
    """This folder on the path of the warm process, and a variable to look for."""
    folders = [str(Path(__file__).parent), *(path for path in [os.environ.get("PYTHONPATH")] if path)]
    return os.environ | {"PYTHONPATH": os.pathsep.join(folders), "COURSE_TEST": "told"}


@pytest.fixture(scope="module")
def warm_process(environment):
    with Zygote(["numpy", "json", "there_is_no_such_module"], [TARGET], environment=environment) as started:
        yield started


def fork(zygote, reports, files=(), **message):
    """The exit status of a fork, and what it saw."""
    report = reports / "report.json"
    child = zygote.fork(TARGET, {"report": str(report), **message}, files)
    status = child.wait(10)
    return status, json.loads(report.read_text(encoding="utf-8")), child


def test_a_fork_has_the_modules_and_is_alone_in_its_process(warm_process, tmp_path):
    status, seen, child = fork(warm_process, tmp_path, status=3)
    assert (status, child.returncode) == (3, 3)
    assert seen["pid"] == child.pid
    assert set(seen["modules"]) >= {"numpy", "json"}
    assert seen["threads"] == 1


def test_a_module_that_cannot_be_imported_is_named_and_keeps_nobody_waiting(warm_process):
    assert warm_process.missing == ("there_is_no_such_module",)


def test_the_imports_see_the_environment_but_no_fork_can_read_it_as_a_block(warm_process, tmp_path):
    _, seen, _ = fork(warm_process, tmp_path)
    assert seen["environment"]["COURSE_TEST"] == "told"
    assert "COURSE_TEST" not in seen["block"]


def test_a_fresh_fork_has_what_it_was_told_and_nothing_else(warm_process, tmp_path):
    file = os.open(os.devnull, os.O_RDONLY)
    own = {"ONLY": "this"}
    _, seen, _ = fork(warm_process, tmp_path, [file], fresh=True, environment=own, folder=str(tmp_path))
    os.close(file)
    assert seen["environment"] == own
    assert seen["folder"] == str(tmp_path)
    assert len(seen["open"]) == 3 + 1 + 1  # standard ones, the one kept, and that of the listing itself


def test_a_fork_is_signalled_and_its_end_is_told(warm_process, tmp_path):
    child = warm_process.fork(TARGET, {"report": str(tmp_path / "report.json"), "sleep": 60})
    assert child.poll() is None
    with pytest.raises(subprocess.TimeoutExpired):
        child.wait(0.05)
    child.terminate()
    assert child.wait(5) == -signal.SIGTERM
    child.kill()  # of one that has ended


def test_forks_end_with_the_warm_process(environment, tmp_path):
    with Zygote([], [TARGET], environment=environment) as started:
        child = started.fork(TARGET, {"report": str(tmp_path / "report.json"), "sleep": 60})
        assert Path(f"/proc/{child.pid}").exists()
    deadline = time.monotonic() + 5
    while Path(f"/proc/{child.pid}").exists() and time.monotonic() < deadline:
        time.sleep(0.01)
    assert not Path(f"/proc/{child.pid}").exists()
    assert child.poll() == -signal.SIGKILL
    assert not started.alive


def test_a_warm_process_that_was_killed_is_an_error_in_words(environment, tmp_path):
    with Zygote([], [TARGET], environment=environment) as started:
        os.kill(started.pid, signal.SIGKILL)
        with pytest.raises(ZygoteError, match="warm process"):
            started.fork(TARGET, {"report": str(tmp_path / "report.json")})


def test_a_module_that_keeps_a_thread_is_refused_by_name(environment, tmp_path):
    (tmp_path / "threaded.py").write_text(
        "import threading, time\nthreading.Thread(target=time.sleep, args=(60,), daemon=True).start()\n",
        encoding="utf-8",
    )
    paths = os.pathsep.join([str(tmp_path), environment["PYTHONPATH"]])
    with pytest.raises(ZygoteError, match="keeps threads"):
        Zygote(["threaded"], [TARGET], environment=environment | {"PYTHONPATH": paths})


def test_it_belongs_to_one_process(warm_process, monkeypatch):
    monkeypatch.setattr(warm_process, "owner", -1)
    assert not warm_process.alive
    with pytest.raises(ZygoteError, match="belongs to the process"):
        warm_process.poll(1)


def test_a_platform_without_a_safe_fork_is_refused_in_words(monkeypatch):
    monkeypatch.setattr(sys, "platform", "darwin")
    assert "not safe on darwin" in zygote_module.why_not_warm()
    with pytest.raises(ZygoteError, match="darwin"):
        Zygote([], [TARGET])
