"""Where a learner's notebook runs: behind walls where it can, and in an ordinary kernel when the walls break."""

import nbformat.v4
import pytest

from autograder.errors import GraderBroke
from autograder.execute import Executed
from course.checking import _executor
from course.checking._executor import ORDINARY, WALLED, OwnExecutor


class Sandbox:
    safe = True

    def zygote(self):
        self.warmed = True

    def close(self):
        self.closed = True


class Plain:
    def execute(self, notebook, folder, *, timeout_total, env):
        return Executed(notebook, 1.0)


class Walled(Plain):
    def __init__(self, sandbox):
        pass


class Broken(Walled):
    def execute(self, *_, **__):
        raise GraderBroke("bwrap could not build a room")


class Busy(Plain):
    """An ordinary kernel that can't start the first `tries` times."""

    def __init__(self, tries):
        self.left = tries

    def execute(self, *given, **more):
        self.left -= 1
        if self.left >= 0:
            raise GraderBroke("the guard could not start: OutOfTime")
        return super().execute(*given, **more)


def executor(monkeypatch, walled):
    monkeypatch.setattr(_executor, "_sandbox", Sandbox)
    monkeypatch.setattr(_executor, "KernelExecutor", Plain)
    monkeypatch.setattr(_executor, "SandboxExecutor", walled)
    return OwnExecutor()


def run(own, tmp_path, language="python"):
    notebook = nbformat.v4.new_notebook(
        metadata={"kernelspec": {"name": "k", "display_name": "k", "language": language}}
    )
    own.execute(notebook, tmp_path)
    return own.walls


def test_it_runs_behind_walls(monkeypatch, tmp_path):
    assert run(executor(monkeypatch, Walled), tmp_path) == WALLED


def test_walls_that_break_are_not_the_learners_fault(monkeypatch, tmp_path):
    assert run(executor(monkeypatch, Broken), tmp_path) == ORDINARY


def test_another_language_gets_its_own_kernel(monkeypatch, tmp_path):
    assert run(executor(monkeypatch, Walled), tmp_path, "R") == ORDINARY


def test_where_there_is_no_fork_there_is_an_ordinary_kernel(monkeypatch, tmp_path):
    monkeypatch.setattr(_executor, "why_not_warm", lambda: "no fork here")
    monkeypatch.setattr(_executor, "KernelExecutor", Plain)
    own = OwnExecutor()
    own.warm()
    assert run(own, tmp_path) == ORDINARY
    own.close()


@pytest.fixture
def unwalled(monkeypatch):
    """An executor without a sandbox, whose kernel can't start the first `tries` times."""

    def make(tries):
        monkeypatch.setattr(_executor, "why_not_warm", lambda: "no fork here")
        monkeypatch.setattr(_executor, "KernelExecutor", lambda: Busy(tries))
        return OwnExecutor()

    return make


def test_a_machine_too_busy_to_start_gets_a_second_try(unwalled, tmp_path):
    assert run(unwalled(1), tmp_path) == ORDINARY


def test_one_that_stays_too_busy_is_told_plainly(unwalled, tmp_path):
    with pytest.raises(GraderBroke, match="says nothing of the notebook: the guard could not start: OutOfTime"):
        run(unwalled(2), tmp_path)
