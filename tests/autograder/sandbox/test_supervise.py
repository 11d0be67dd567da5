"""What is believed of a room's replies, and how a run ends: with a room that says whatever a test wants."""

import time

import pytest

from autograder.errors import GraderBroke
from autograder.sandbox import Limits, Stop, Usage, run_notebook
from autograder.sandbox.fake import FakeSandbox

LIMITS = Limits(wall_seconds=2, cell_seconds=1, output_bytes=100_000)


@pytest.fixture
def run(notebook, texts_of):
    def run(*cells, answer=None, limits=LIMITS, **more):
        sandbox = FakeSandbox(answer, **more)
        execution = run_notebook(sandbox, notebook(*cells), limits=limits)
        return execution, texts_of(execution.notebook), sandbox

    return run


def result(text):
    return [{"kind": "execute_result", "content": {"data": {"text/plain": text}, "execution_count": 1}}]


def test_each_cell_keeps_what_it_put_out(run):
    execution, texts, _ = run("a", "", "b", answer=result)
    assert texts == ["a", "", "b"]
    assert (execution.stop, execution.problem, execution.sandbox) == (None, None, "fake")
    assert [cell.execution_count for cell in execution.notebook.cells] == [1, None, 3]


def test_the_notebook_that_was_given_stays_as_it_was(notebook):
    given = notebook("a")
    run_notebook(FakeSandbox(result), given)
    assert given.cells[0].outputs == []


def test_old_outputs_do_not_count(notebook):
    given = notebook("a")
    given.cells[0].outputs = [{"output_type": "stream", "name": "stdout", "text": "old"}]
    execution = run_notebook(FakeSandbox(), given)
    assert execution.notebook.cells[0].outputs == []


@pytest.mark.parametrize(
    "reply",
    [
        b"\x00\x00\x00\x02[]",
        b"\xff\xff\xff\xff",
        {"kind": "execute_result", "content": {"data": {"text/html": {"not": "text"}}}},
        {"kind": "execute_result", "content": {"data": {"no mimetype": "x"}}},
        {"kind": "stream", "name": "stdlog", "text": "x"},
        {"kind": "stream", "name": "stdout", "text": "x", "more": 1},
        {"kind": "done", "cell": 7, "execution_count": 1},
        {"kind": "ready"},
        {"kind": "files", "files": {}},
    ],
)
def test_a_reply_that_no_runner_sends_ends_it(run, reply):
    execution, texts, _ = run("a", "b", "c", answer=lambda source: [reply] if source == "b" else result(source))
    assert (texts[0], execution.stop) == ("a", Stop.BROKEN_TALK)
    assert texts[1].startswith("KernelDied: the notebook sent something")
    assert texts[2].startswith("NotRun")


def test_a_room_that_falls_silent_is_ended(run):
    def silent(source):
        raise EOFError

    execution, texts, _ = run("a", "b", answer=silent)
    assert execution.stop is Stop.DIED
    assert [text.split(":")[0] for text in texts] == ["KernelDied", "NotRun"]


def test_more_than_the_notebook_may_put_out_ends_it(run):
    text = [{"kind": "stream", "name": "stdout", "text": "x" * 60_000}]
    execution, texts, _ = run("a", "b", "c", answer=lambda source: text)
    assert execution.stop is Stop.OUTPUT
    assert texts[2].startswith("NotRun")


def test_a_limit_that_is_passed_ends_it(notebook):
    sandbox = FakeSandbox()

    def grow(source):
        sandbox.usage = Usage(memory_bytes=1 << 40)
        time.sleep(0.3)
        return []

    sandbox.answer = grow
    execution = run_notebook(sandbox, notebook("a", "b"), limits=LIMITS)
    assert execution.stop is Stop.MEMORY
    assert execution.usage.memory_bytes == 1 << 40


def test_a_cell_is_interrupted_and_then_the_notebook_is_ended(run):
    execution, _, sandbox = run("a", answer=lambda source: time.sleep(4) or [])
    assert (execution.stop, sandbox.interrupted) == (Stop.TIME, 1)
    assert execution.seconds < 3


def test_a_room_that_never_answers_is_the_graders_fault(notebook, monkeypatch):
    monkeypatch.setattr("autograder.sandbox.supervise.READY_SECONDS", 0.1)
    sandbox = FakeSandbox()
    monkeypatch.setattr("autograder.sandbox.fake._FakeRoom._replies", lambda room, frame: [])
    with pytest.raises(GraderBroke, match="first cell"):
        run_notebook(sandbox, notebook("a"))


def test_displays_are_updated_and_outputs_cleared_as_in_jupyter(run):
    def answer(source):
        if source == "show":
            return [display("display_data", "0 %")]
        return [
            {"kind": "stream", "name": "stdout", "text": "gone"},
            {"kind": "clear_output", "wait": False},
            {"kind": "stream", "name": "stdout", "text": "one "},
            {"kind": "stream", "name": "stdout", "text": "text"},
            display("update_display_data", "100 %"),
        ]

    execution, texts, _ = run("show", "update", answer=answer)
    assert texts == ["100 %", "one text"]
    assert len(execution.notebook.cells[1].outputs) == 1


def display(kind, text):
    return {"kind": kind, "content": {"data": {"text/plain": text}, "display_id": "bar"}}


@pytest.mark.parametrize("limits", [{"cell_seconds": 0.5}, {"wall_seconds": 0.5}], ids=["of a cell", "of all"])
@pytest.mark.parametrize(("waited", "patience", "in_time"), [(60, 100, True), (0, 100, False), (60, 0, False)])
def test_waiting_for_a_processor_costs_no_points(notebook, texts_of, limits, waited, patience, in_time):
    """A cell that takes a second is within half a second where it only had to wait, as far as patience goes."""
    sandbox = FakeSandbox()

    def slow(source):
        sandbox.usage = Usage(waited_seconds=waited)
        time.sleep(1)
        return result("done")

    sandbox.answer = slow
    limits = Limits(**{"wall_seconds": 30, "cell_seconds": 30} | limits, patience=patience)
    execution = run_notebook(sandbox, notebook("a"), limits=limits)
    assert (texts_of(execution.notebook) == ["done"]) is in_time
    assert (execution.stop is None and sandbox.interrupted == 0) is in_time
