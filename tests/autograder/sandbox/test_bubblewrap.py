"""The bubblewrap sandbox itself: its warm process, its preflight, and what a room gives a notebook."""

import json
import os
import signal
import subprocess
import time
from pathlib import Path

import pytest

from autograder.sandbox import Limits, run_notebook
from autograder.sandbox.bubblewrap import BubblewrapSandbox


def test_the_warm_process_is_started_again_should_it_be_gone(run, sandbox):
    before = sandbox.zygote().pid
    os.kill(before, 9)
    deadline = time.monotonic() + 5
    while sandbox.zygote().pid == before and time.monotonic() < deadline:
        time.sleep(0.05)
    _, (text,) = run("6 * 7")
    assert text == "42"
    assert sandbox.zygote().pid != before


def test_preflight_builds_a_room(program):
    program("bwrap")
    assert BubblewrapSandbox().preflight() is None


def test_preflight_says_what_to_install(monkeypatch, tmp_path):
    monkeypatch.setenv("PATH", str(tmp_path))
    refusal = BubblewrapSandbox().preflight()
    assert "not installed" in refusal.what
    assert "apt install bubblewrap" in refusal.next_step


def pretend(tmp_path, monkeypatch, *lines):
    fake = tmp_path / "bwrap"
    fake.write_text("\n".join(["#!/bin/sh", *lines, ""]), encoding="utf-8")
    fake.chmod(0o755)
    monkeypatch.setenv("PATH", f"{tmp_path}:/usr/bin:/bin")


def test_preflight_says_what_to_switch_on(monkeypatch, tmp_path):
    version = '[ "$1" = --version ] && echo bubblewrap 0.9.0 && exit'
    pretend(tmp_path, monkeypatch, version, "echo 'bwrap: setting up uid map: Permission denied' >&2; exit 1")
    refusal = BubblewrapSandbox().preflight()
    assert "setting up uid map: Permission denied" in refusal.what
    assert "AppArmor" in refusal.next_step


def test_preflight_refuses_an_old_one(monkeypatch, tmp_path):
    pretend(tmp_path, monkeypatch, "echo bubblewrap 0.6.1")
    assert BubblewrapSandbox().preflight().what == "bwrap 0.6.1 is too old"


def rooms():
    """The process ids of the rooms that this process has open, those of other tests' sandboxes among them."""
    command = ["ps", "--ppid", str(os.getpid()), "-o", "pid=,stat=,comm="]
    children = subprocess.run(command, capture_output=True, text=True, encoding="utf-8").stdout.splitlines()
    fields = [child.split() for child in children]
    return {int(pid) for pid, state, *names in fields if "bwrap" in names and state[0] != "Z"}


def descriptors():
    return len(list(Path("/proc/self/fd").iterdir()))


def within_seconds(holds):
    deadline = time.monotonic() + 10
    while not holds() and time.monotonic() < deadline:
        time.sleep(0.05)
    return holds()


@pytest.fixture
def own(program, notebook):
    """Return a sandbox that no other test uses, and a function that runs a cell in it."""
    program("bwrap")

    def run(cell):
        return run_notebook(sandbox, notebook(cell), limits=Limits()).notebook.cells[0].outputs[0].data["text/plain"]

    with BubblewrapSandbox(modules=("course.checks",)) as sandbox:
        yield sandbox, run


def one_stands_ready(run):
    """Run until a room stands ready for the next; the rooms of other sandboxes."""
    others = rooms()
    for _ in range(3):
        run("1")
    assert within_seconds(lambda: len(rooms() - others) == 1)
    return others


def test_rooms_leave_nothing_behind_but_the_one_that_stands_ready(own):
    sandbox, run = own
    others = one_stands_ready(run)
    before = descriptors()
    for _ in range(3):
        run("1")
    assert within_seconds(lambda: (len(rooms() - others), descriptors()) == (1, before))
    sandbox.close()
    assert rooms() == others
    assert run("6 * 7") == "42"


def test_a_room_that_died_while_it_waited_is_replaced(own):
    _, run = own
    others = one_stands_ready(run)
    for room in rooms() - others:
        os.kill(room, signal.SIGKILL)
    assert within_seconds(lambda: rooms() == others)
    assert run("6 * 7") == "42"


def test_results_are_those_of_a_notebook(run):
    execution, _ = run(
        "import pandas; pandas.DataFrame({'a': [1]})", "import matplotlib.pyplot as plt; plt.plot([1, 2]);"
    )
    table, plot = execution.notebook.cells
    assert "<table" in table.outputs[0].data["text/html"]
    assert plot.outputs[0].data["image/png"].startswith("iVBOR")
    assert (execution.sandbox, execution.safe) == ("bubblewrap", True)
    json.dumps(execution.notebook)


# -- what a lesson needs


def test_a_network_is_trained_within_the_limits_and_pictures_are_there(run):
    execution, (shape, trained) = run(
        "from course import datasets\nfrom course.extras import require\nrequire('deep-learning')\n"
        "datasets.emoji(12).images.shape",
        "import torch\ntorch.set_num_threads(1)\ntorch.manual_seed(0)\nmodel = torch.nn.Linear(3, 1)\n"
        "optimiser = torch.optim.SGD(model.parameters(), lr=0.1)\n"
        "loss = ((model(torch.eye(3)) - 1) ** 2).mean()\nloss.backward()\noptimiser.step()\n"
        "((model(torch.eye(3)) - 1) ** 2).mean().item() < loss.item()",
        limits=Limits(),  # those of grading
    )
    assert (execution.problem, shape, trained) == (None, "(1898, 12, 12, 3)", "True")
