"""Without walls: the same runner, marked for what it is."""

import tempfile
from pathlib import Path

import pytest

from autograder.sandbox import Limits, Stop, run_notebook, sandbox_named, unsafe
from autograder.sandbox.unsafe import UnsafeSandbox


@pytest.fixture(scope="module")
def sandbox():
    with UnsafeSandbox(modules=("json",)) as open_sandbox:
        yield open_sandbox


def test_results_are_marked(sandbox, notebook, texts_of):
    execution = run_notebook(sandbox, notebook("6 * 7", "import os; os.environ.get('HOME')"))
    texts = texts_of(execution.notebook)
    assert (execution.sandbox, execution.safe, texts[0]) == ("none", False, "42")
    assert str(Path.home()) != texts[1].strip("'")


def test_it_ends_in_time_and_cleans_up(sandbox, notebook):
    deaf = "import time\nwhile True:\n    try:\n        time.sleep(1)\n    except KeyboardInterrupt:\n        pass"
    before = set(Path(tempfile.gettempdir()).glob("room-*"))
    execution = run_notebook(sandbox, notebook("1", deaf), limits=Limits(wall_seconds=2, cell_seconds=1))
    assert execution.stop is Stop.TIME
    assert set(Path(tempfile.gettempdir()).glob("room-*")) <= before


def test_a_dead_runner_is_told(sandbox, notebook, texts_of):
    execution = run_notebook(sandbox, notebook("'kept'", "import os; os._exit(1)"))
    assert (execution.stop, texts_of(execution.notebook)[0]) == (Stop.DIED, "'kept'")


def test_without_a_fork_it_names_the_ordinary_kernel(monkeypatch):
    monkeypatch.setattr(unsafe, "why_not_warm", lambda: "no fork here")
    refusal = UnsafeSandbox().preflight()
    assert (refusal.what, "KernelExecutor" in refusal.next_step) == ("no fork here", True)


def test_it_is_had_only_by_its_name():
    assert isinstance(sandbox_named("none"), UnsafeSandbox)
