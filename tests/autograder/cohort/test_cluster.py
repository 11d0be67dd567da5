"""A Dask cluster on loopback, whose workers see nothing of the course's folder and may be killed."""

import contextlib
import json
import os
import re
import shutil
import signal
import subprocess
import sys

import psutil
import pytest

from autograder.cohort import cluster
from autograder.cohort.cluster import ClusterWorkers
from autograder.cohort.versions import LessonText
from autograder.cohort.work import State, task_for
from autograder.errors import CohortError

DASK = [sys.executable, "-m", "dask"]


class LoopbackCluster:
    """A scheduler and workers, each a process of its own in an empty folder."""

    def __init__(self, folder):
        self.folder = folder
        self.processes = []
        scheduler, line = self.start("scheduler", "--host", "127.0.0.1", "--port", "0", "--no-dashboard")
        self.scheduler, self.address = scheduler, line

    def start(self, *arguments):
        folder = self.folder / f"process-{len(self.processes)}"
        folder.mkdir()
        log = folder / "log"
        with log.open("w") as file:
            process = psutil.Popen([*DASK, *arguments], cwd=folder, stdout=file, stderr=subprocess.STDOUT)
        self.processes.append(process)
        return process, self.said(process, log, r"(?:Scheduler at|Registered to): +(tcp://\S+)")

    @staticmethod
    def said(process, log, pattern):
        for _ in range(600):
            match = re.search(pattern, log.read_text())
            if match:
                return match[1]
            with contextlib.suppress(psutil.TimeoutExpired):
                pytest.fail(f"ended with {process.wait(0.1)}: {log.read_text()}")
        pytest.fail(log.read_text())

    def worker(self):
        arguments = ("--host", "127.0.0.1", "--nthreads", "1", "--no-nanny", "--no-dashboard")
        return self.start("worker", self.address, *arguments)[0]

    def end(self):
        for process in self.processes:
            with contextlib.suppress(psutil.NoSuchProcess):
                process.kill()
            process.wait(10)


@pytest.fixture
def loopback(tmp_path):
    running = LoopbackCluster(tmp_path)
    try:
        yield running
    finally:
        running.end()


@pytest.fixture
def tasks(cohort):
    lesson = LessonText.of(cohort.module.lessons[0])

    def tasks(*texts, executor="quick_executor:Quick"):
        return [
            task_for(f"learner-{number}", lesson, cohort.answered(count=text), executor=executor, timeout=60)
            for number, text in enumerate(texts)
        ]

    return tasks


def test_a_cluster_without_the_courses_folder_loses_a_worker_half_way(cohort, tasks, loopback, monkeypatch, tmp_path):
    monkeypatch.setenv("QUICK_SECONDS", "0.15")
    monkeypatch.setenv("QUICK_LOG", str(log := tmp_path / "graded"))
    workers = {process.pid: process for process in (loopback.worker(), loopback.worker())}
    wanted = tasks(*["RIGHT", "HALF", "nothing"] * 8)
    shutil.rmtree(cohort.root)  # whatever a worker needs came with its order
    found = []
    for task, result in ClusterWorkers(loopback.address).run(wanted):
        found.append((task.learner, result))
        if len(found) == 8:
            busy = workers.pop(int(log.read_text().split()[-1]))
            busy.send_signal(signal.SIGKILL)
    (other,) = workers
    assert str(other) in log.read_text()
    assert sorted(learner for learner, _ in found) == sorted(task.learner for task in wanted)
    assert {result.state for _, result in found} == {State.GRADED}
    earned = {learner: result.verdict.exercises[0].earned for learner, result in found}
    assert [earned[task.learner] for task in wanted] == [1, 0.5, 0] * 8


def test_a_cohort_on_a_cluster_gets_the_gradebook_that_it_gets_here(cohort, grade, rows, loopback):
    for number in range(6):
        cohort.hand_in(f"learner-{number}", count=("RIGHT", "HALF")[number % 2], time="2026-10-31 12:00:00 UTC")
    loopback.worker()
    report = grade(workers=ClusterWorkers(loopback.address))
    assert (report.graded, report.broken) == (6, [])
    found = rows(cohort.settings())
    assert grade(force=True).graded == 6
    assert rows(cohort.settings()) == found


def test_what_goes_out_is_text_and_names_nobody(tasks, loopback, monkeypatch):
    loopback.worker()
    sent = []
    submit = cluster.distributed.Client.submit

    def spied(client, function, *arguments, **options):
        sent.append((function, arguments))
        return submit(client, function, *arguments, **options)

    monkeypatch.setattr(cluster.distributed.Client, "submit", spied)
    ((_, result),) = ClusterWorkers(loopback.address).run(tasks("RIGHT"))
    assert result.state is State.GRADED
    (make_text, (lesson,)), (answer, (order, future)) = sent
    assert (make_text, answer) == (str, cluster.answer)
    assert set(json.loads(order)) == {"key", "notebook", "checks", "executor", "timeout"}
    assert set(json.loads(lesson)) == {"id", "solved", "released"}
    assert isinstance(future, cluster.distributed.Future)
    assert "learner-0" not in order + lesson


def test_a_result_that_is_no_text_or_not_of_the_schema_is_the_graders_fault(tasks, loopback, monkeypatch):
    import bad_answers

    loopback.worker()
    for function, words in (
        (bad_answers.lying, "not of the schema"),
        (bad_answers.pickling, "the cluster: TypeError"),
        (bad_answers.raising, "the cluster: ValueError: no"),
    ):
        monkeypatch.setattr(cluster, "answer", function)
        ((_, result),) = ClusterWorkers(loopback.address).run(tasks("RIGHT"))
        assert result.state is State.BROKEN
        assert words in result.problem


def test_a_lost_scheduler_is_one_error(tasks, loopback):
    loopback.worker()
    results = ClusterWorkers(loopback.address).run(tasks(*["RIGHT"] * 30))
    next(results)
    os.kill(loopback.scheduler.pid, signal.SIGKILL)
    with pytest.raises(CohortError, match=r"connection was lost|does not answer") as caught:
        list(results)
    assert caught.value.where == f"scheduler {loopback.address}"


def test_a_cluster_without_workers_is_one_error(tasks, loopback, monkeypatch):
    monkeypatch.setattr(cluster, "LONELY_SECONDS", 0.5)
    monkeypatch.setattr(cluster, "LOOK_SECONDS", 0.3)
    with pytest.raises(CohortError, match="it has no worker"):
        list(ClusterWorkers(loopback.address).run(tasks("RIGHT")))


def test_no_scheduler_is_one_error(tasks, monkeypatch):
    monkeypatch.setattr(cluster, "CONNECT_SECONDS", 0.5)
    with pytest.raises(CohortError, match="can't be reached"):
        list(ClusterWorkers("tcp://127.0.0.1:9").run(tasks("RIGHT")))


@pytest.mark.parametrize("address", ["nonsense", "nonsense://here:1", "tcp://127.0.0.1", "tcp://here:port"])
def test_what_is_no_address_is_told_at_once(address):
    with pytest.raises(CohortError, match="is no scheduler's address") as caught:
        ClusterWorkers(address)
    assert caught.value.next_step == "give it as tcp://HOST:PORT"
