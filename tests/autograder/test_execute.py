import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import nbformat
import pytest

from autograder import execute
from autograder.errors import GraderBroke
from autograder.execute import Executed, KernelExecutor, Twice
from autograder.sandbox import SandboxExecutor
from autograder.sandbox.fake import FakeSandbox
from course.paths import ROOT

LONG = 60


def run(folder, *sources, executor=None, total=LONG, env=None):
    cells = [nbformat.v4.new_code_cell(source) for source in sources]
    notebook = nbformat.v4.new_notebook(cells=cells)
    done = (executor or KernelExecutor()).execute(notebook, folder, timeout_total=total, env=env or {})
    assert isinstance(done, Executed)
    assert all(cell.outputs == [] for cell in cells)  # a copy ran
    return done


def results(done):
    return [
        [out.get("ename") or out.get("text") or out.data["text/plain"] for out in cell.outputs]
        for cell in done.notebook.cells
    ]


def test_cells_run_in_order_and_errors_do_not_stop_them(tmp_path):
    done = run(tmp_path, "x = 1\nprint(x)", "1 / 0", "", "x + 1", "input()", "print(1)\nprint(2)")
    assert results(done) == [["1\n"], ["ZeroDivisionError"], [], ["2"], ["StdinNotImplementedError"], ["1\n2\n"]]
    assert done.problem is None
    assert 0 < done.seconds < LONG


def test_a_kernel_sees_its_folder_and_nothing_of_the_person_who_grades(tmp_path, monkeypatch):
    profile = tmp_path / "home" / ".ipython" / "profile_default" / "startup"
    profile.mkdir(parents=True)
    (profile / "00.py").write_text("leaked = 1", encoding="utf-8")
    kernel = tmp_path / "home" / ".local" / "share" / "jupyter" / "kernels" / "python3"
    kernel.mkdir(parents=True)
    (kernel / "kernel.json").write_text(
        '{"argv": ["false"], "display_name": "x", "language": "python"}', encoding="utf-8"
    )
    monkeypatch.setenv("HOME", str(tmp_path / "home"))
    monkeypatch.setenv("JUPYTER_DATA_DIR", str(tmp_path / "home" / ".local" / "share" / "jupyter"))
    monkeypatch.setenv("SECRET_TOKEN", "abc")
    work = tmp_path / "work"
    work.mkdir()
    done = run(
        work,
        "import os, sys, pathlib; (pathlib.Path.cwd().name, os.environ.get('SECRET_TOKEN'), os.environ['COURSE_WORK'])",
        "leaked",
        "pathlib.Path.home().name, os.environ['OMP_NUM_THREADS'], len(os.environ) < 60",
        "sys.executable",
        "import course, autograder",
        env={"COURSE_WORK": "here"},
    )
    assert results(done)[0] == ["('work', None, 'here')"]
    assert results(done)[1] == ["NameError"]
    assert results(done)[2] == ["('home', '1', True)"]
    assert results(done)[3] == [repr(sys.executable)]
    assert results(done)[4] == []
    assert list(work.iterdir()) == []


def test_a_cell_that_takes_too_long_is_interrupted_and_the_rest_runs(tmp_path):
    done = run(tmp_path, "import time\ntime.sleep(60)", "'after'", executor=KernelExecutor(cell_seconds=1))
    assert results(done) == [["OutOfTime"], ["'after'"]]
    assert done.problem is None


def test_a_cell_that_swallows_the_interrupt_is_out_of_time_all_the_same(tmp_path):
    stubborn = "import time\ntry:\n    time.sleep(60)\nexcept BaseException:\n    pass"
    done = run(tmp_path, stubborn, "'after'", executor=KernelExecutor(cell_seconds=1))
    assert results(done) == [["OutOfTime"], ["'after'"]]


def test_a_cell_that_can_not_be_interrupted_ends_the_notebook(tmp_path):
    deaf = "import signal, time\nsignal.signal(signal.SIGINT, signal.SIG_IGN)\ntime.sleep(60)"
    done = run(tmp_path, "1", deaf, "'after'", executor=KernelExecutor(cell_seconds=1))
    assert results(done) == [["1"], ["OutOfTime"], ["NotRun"]]
    assert "could not be interrupted" in done.problem


def test_the_whole_notebook_has_a_limit(tmp_path):
    began = time.monotonic()
    done = run(tmp_path, *["import time\ntime.sleep(1)"] * 5, "'after'", total=2)
    assert time.monotonic() - began < 20
    assert results(done)[0] == []
    assert results(done)[-1] in (["OutOfTime"], ["NotRun"])
    assert "longer than 2 seconds" in done.problem


def test_a_dead_kernel_leaves_what_ran_before(tmp_path):
    done = run(tmp_path, "1", "import os\nos._exit(1)", "'after'")
    assert results(done) == [["1"], ["KernelDied"], ["NotRun"]]
    assert "died" in done.problem


def test_a_kernel_that_talks_nonsense_is_a_problem_of_the_notebook(tmp_path):
    nonsense = (
        "from IPython import get_ipython\n"
        "kernel = get_ipython().kernel\n"
        "for _ in range(5):\n"
        "    kernel.iopub_socket.send_multipart([b'<IDS|MSG>', b'no', b'{}', b'{}', b'{}', b'{}'])"
    )
    done = run(tmp_path, "1", nonsense, "'after'", executor=KernelExecutor(cell_seconds=5))
    assert results(done) == [["1"], ["KernelBroken"], ["NotRun"]]
    assert "could not be read" in done.problem


def test_a_flood_is_cut_and_the_result_behind_it_stays(tmp_path):
    executor = KernelExecutor(cell_output_bytes=10_000)
    flood = "for n in range(2000):\n    print('x' * 99)\n4.0"
    pictures = "from IPython.display import display, HTML\nfor n in range(100):\n    display(HTML('y' * 900))\n5.0"
    done = run(tmp_path, flood, pictures, "'z' * 20_000", "raise ValueError('w' * 90_000)", executor=executor)
    first, second, third, fourth = done.notebook.cells
    assert len(first.outputs[0].text) < 11_000
    assert first.outputs[0].text.endswith("cut off\n")
    assert first.outputs[1].data["text/plain"] == "4.0"
    assert len(second.outputs) < 12
    assert second.outputs[-1].data["text/plain"] == "5.0"
    assert "cut off" in third.outputs[0].data["text/plain"]
    assert len(fourth.outputs[0].evalue) == 10_000


STOPPED = """
import pathlib, nbformat
from autograder.execute import KernelExecutor
sources = ["import pathlib, time; pathlib.Path('begun').touch(); time.sleep(60)", "pathlib.Path('after').touch()"]
notebook = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell(source) for source in sources])
KernelExecutor().execute(notebook, pathlib.Path.cwd(), timeout_total=60, env={})
"""


def test_stopping_the_grader_stops_it(tmp_path):
    grader = subprocess.Popen(
        [sys.executable, "-c", STOPPED],
        cwd=tmp_path,
        stderr=subprocess.PIPE,
        text=True,
        env=os.environ | {"PYTHONPATH": str(ROOT)},
    )
    for _ in range(300):
        if (tmp_path / "begun").exists():
            break
        time.sleep(0.1)
    grader.send_signal(signal.SIGINT)
    _, words = grader.communicate(timeout=30)
    assert words.strip().endswith("KeyboardInterrupt"), words
    assert [path.name for path in tmp_path.iterdir()] == ["begun"]


def test_a_kernel_that_can_not_start_is_the_graders_fault(tmp_path, monkeypatch):
    monkeypatch.setattr(execute, "kernel_environment", lambda private: {})
    monkeypatch.setattr(execute, "START_SECONDS", 5)
    with pytest.raises(GraderBroke, match="no kernel could be started"):
        run(tmp_path / "missing", "1")


def test_nothing_is_left_behind(tmp_path, monkeypatch):
    monkeypatch.setenv("TMPDIR", str(tmp_path))
    monkeypatch.setattr(execute.tempfile, "tempdir", None)
    (tmp_path / "work").mkdir()
    run(tmp_path / "work", "1")
    assert [path.name for path in Path(tmp_path).iterdir()] == ["work"]


class Busy(FakeSandbox):
    """A machine on which the first cell, the guard's own, is out of time in the first `tries` rooms."""

    def __init__(self, tries):
        super().__init__(self.reply)
        self.tries = tries
        self.seen = []

    def reply(self, source):
        self.seen.append(source)
        if "frozen witness" in source and sum("frozen witness" in each for each in self.seen) <= self.tries:
            return [{"kind": "error", "ename": "OutOfTime", "evalue": "longer than 30 seconds", "traceback": []}]
        return []


@pytest.fixture
def checked():
    source = 'with checks("share", points=4) as expect:\n    expect.equal(lambda: share, 3, help="Count again.")'
    check = nbformat.v4.new_code_cell(source, id="check")
    told = {"grade_id": "share-check", "grade": True, "solution": False, "points": 4}
    check.metadata = nbformat.from_dict({"nbgrader": told})
    writes = nbformat.v4.new_code_cell("open('ran', 'w').close()", id="answer")
    return nbformat.v4.new_notebook(cells=[writes, check])


def test_a_busy_machine_gets_a_second_try(checked, tmp_path):
    sandbox = Busy(1)
    done = Twice(SandboxExecutor(sandbox)).execute(checked, tmp_path)
    assert [cell.source for cell in done.notebook.cells] == [cell.source for cell in checked.cells]
    assert len(sandbox.seen) == 1 + 4  # the guard's first cell alone, then all: guard, answer, check, guard


def test_one_that_stays_busy_is_told_plainly(checked, tmp_path):
    sandbox = Busy(2)
    with pytest.raises(GraderBroke, match="in two tries, which says nothing of the notebook") as caught:
        Twice(SandboxExecutor(sandbox)).execute(checked, tmp_path)
    assert caught.value.what.endswith("the guard could not start: OutOfTime: longer than 30 seconds")
    assert "try again" in caught.value.next_step
    assert len(sandbox.seen) == 2


def test_nothing_of_a_notebook_runs_where_the_guard_could_not_start(checked, tmp_path, monkeypatch):
    monkeypatch.setattr("autograder.guard.guarded.START", "1 / 0")
    with pytest.raises(GraderBroke, match="guard could not start: ZeroDivisionError"):
        KernelExecutor().execute(checked, tmp_path)
    assert list(tmp_path.iterdir()) == []
