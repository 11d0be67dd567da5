"""Workers on this machine: whatever happens to them, each task has one result."""

import os
import signal
import sys
import time
from pathlib import Path

import psutil
import pytest

from autograder.cohort.local import LocalWorkers
from autograder.cohort.versions import LessonText
from autograder.cohort.work import State, task_for


@pytest.fixture
def tasks(cohort):
    """Return a function that makes a task of what each answer to the first exercise says."""
    lesson = LessonText.of(cohort.module.lessons[0])

    def tasks(*texts, executor="quick_executor:Quick", timeout=60):
        return [
            task_for(f"learner-{number}", lesson, cohort.answered(count=text), executor=executor, timeout=timeout)
            for number, text in enumerate(texts)
        ]

    return tasks


def states(results):
    return {task.learner: (result.state, result.problem) for task, result in results}


def earned(results):
    return {task.learner: result.verdict.exercises[0].earned for task, result in results}


def workers_of_this_process():
    return [child for child in psutil.Process().children() if "autograder.cohort._worker" in " ".join(child.cmdline())]


def test_every_task_has_its_result(tasks):
    results = list(LocalWorkers(2).run(tasks("RIGHT", "HALF", "nothing", "RIGHT")))
    assert earned(results) == {"learner-0": 1, "learner-1": 0.5, "learner-2": 0, "learner-3": 1}
    assert workers_of_this_process() == []


def test_a_killed_worker_costs_one_more_attempt(tasks, tmp_path):
    once = tmp_path / "once"
    results = list(LocalWorkers(2).run(tasks(f"DIE {once}", "RIGHT", "RIGHT", "HALF")))
    assert once.exists()
    assert {state for state, _ in states(results).values()} == {State.GRADED}
    assert len(results) == 4


def test_a_submission_that_kills_every_worker_is_the_graders_fault_and_hurts_no_other(tasks):
    results = states(LocalWorkers(1).run(tasks("DIE", "RIGHT")))
    state, problem = results["learner-0"]
    assert state is State.BROKEN
    assert problem == f"a worker process ended in the middle of the notebook (status {-signal.SIGKILL})"
    assert results["learner-1"] == (State.GRADED, None)


def test_an_executor_that_there_is_not_is_named(tasks):
    ((_, result),) = LocalWorkers(1).run(tasks("RIGHT", executor="nothing:Here"))
    assert result.state is State.BROKEN
    assert "there is no executor 'nothing:Here'" in result.problem


def test_a_worker_that_hangs_is_ended(tasks, monkeypatch):
    monkeypatch.setattr("autograder.cohort.local.GRACE", 3)
    monkeypatch.setattr("autograder.cohort.local.ATTEMPTS", 1)
    monkeypatch.setenv("QUICK_SECONDS", "1000")
    ((_, result),) = LocalWorkers(1).run(tasks("RIGHT", timeout=1))
    assert "ended in the middle" in result.problem


def test_stopping_takes_the_workers_and_what_they_run_along(tasks, monkeypatch):
    monkeypatch.setenv("QUICK_SECONDS", "0.2")
    results = LocalWorkers(2).run(tasks(*["RIGHT"] * 50))
    next(results)
    there = workers_of_this_process()
    began = time.monotonic()
    results.close()
    assert len(there) == 2
    assert not any(process.is_running() for process in there)
    assert time.monotonic() - began < 15


def test_tasks_are_taken_when_somebody_is_free(tasks):
    taken = []

    def watched():
        for task in tasks(*["RIGHT"] * 20):
            taken.append(task)
            yield task

    results = LocalWorkers(1).run(watched())
    next(results)
    assert len(taken) <= 4
    results.close()


def test_an_error_in_what_gives_the_tasks_is_raised(tasks):
    def failing():
        yield from tasks("RIGHT")
        raise OSError("the disk is gone")

    with pytest.raises(OSError, match="disk is gone"):
        list(LocalWorkers(2).run(failing()))
    assert workers_of_this_process() == []


@pytest.mark.skipif(sys.platform == "win32", reason="a process is killed with SIGKILL")
def test_workers_end_with_the_process_that_started_them(tasks, tmp_path):
    script = (
        "import os, sys, time\n"
        "from autograder.cohort.local import _Worker\n"
        "worker = _Worker()\n"
        "print(worker.process.pid, worker.folder, flush=True)\n"
        "time.sleep(60)\n"
    )
    starter = psutil.Popen([sys.executable, "-c", script], stdout=-1)
    pid, folder = starter.stdout.readline().decode().split()
    worker = psutil.Process(int(pid))
    os.kill(starter.pid, signal.SIGKILL)
    starter.wait()
    try:
        worker.wait(30)
    except psutil.NoSuchProcess:
        pass
    finally:
        starter.stdout.close()
    assert not worker.is_running()
    assert not Path(folder).exists()
