"""Replies become outputs as nbclient makes them."""

from datetime import datetime

import nbformat
import nbformat.v4 as v4
import pytest

from autograder.sandbox.outputs import KEPT_OUTPUTS, Outputs
from autograder.sandbox.replies import Clear, Display, Failure, Stream


@pytest.fixture
def outputs():
    made = Outputs(v4.new_notebook(cells=[v4.new_code_cell("a", id="a"), v4.new_code_cell("b", id="b")]))
    made.start(0)
    return made


def stream(text, name="stdout"):
    return Stream(kind="stream", name=name, text=text)


def display(text, kind="display_data", **content):
    return Display(kind=kind, content={"data": {"text/plain": text}, **content})


def of(outputs, cell=0):
    return outputs.notebook.cells[cell].outputs


def test_text_of_one_stream_is_one_output(outputs):
    for reply in (stream("a"), stream("b"), stream("c", "stderr"), stream("d")):
        outputs.add(reply)
    assert [(output.name, output.text) for output in of(outputs)] == [
        ("stdout", "ab"),
        ("stderr", "c"),
        ("stdout", "d"),
    ]


def test_output_is_cleared_at_once_or_before_the_next(outputs):
    outputs.add(stream("gone"))
    outputs.add(Clear(kind="clear_output", wait=True))
    assert len(of(outputs)) == 1
    outputs.add(stream("new"))
    assert [output.text for output in of(outputs)] == ["new"]
    outputs.add(Clear(kind="clear_output", wait=False))
    assert of(outputs) == []


def test_a_display_is_updated_in_the_cell_that_showed_it(outputs):
    outputs.add(display("0 %", display_id="bar"))
    outputs.start(1)
    outputs.add(display("100 %", "update_display_data", display_id="bar"))
    assert of(outputs)[0].data == {"text/plain": "100 %"}
    assert of(outputs, 1) == []


def test_results_and_errors_are_kept_when_displays_no_longer_are(outputs):
    for _ in range(KEPT_OUTPUTS + 10):
        outputs.add(display("x"))
    outputs.add(display("7", "execute_result", execution_count=1))
    outputs.add(Failure(kind="error", ename="E", evalue="v", traceback=["t"]))
    assert [output.output_type for output in of(outputs)[KEPT_OUTPUTS:]] == ["execute_result", "error"]


def test_an_interruption_that_was_caught_still_shows(outputs):
    outputs.note_interruption(0, 30)
    outputs.note_interruption(0, 30)
    assert [output.evalue for output in of(outputs)] == ["the cell took longer than 30 seconds"]


def test_the_notebook_stays_valid(outputs):
    outputs.add(display("x", "execute_result", execution_count=3))
    outputs.finish(0, 3)
    outputs.fail(1, "NotRun", "why")
    nbformat.validate(outputs.notebook)
    assert outputs.notebook.cells[0].execution_count == 3


def test_what_comes_before_any_cell_belongs_to_none():
    early = Outputs(v4.new_notebook(cells=[v4.new_code_cell("a", id="a")]))
    early.add(stream("early"))
    assert of(early) == []


def test_when_a_cell_began_and_ended_stands_beside_it_as_nbclient_has_it(outputs):
    outputs.finish(0, 1)
    times = outputs.notebook.cells[0].metadata["execution"]
    begun, ended = (datetime.fromisoformat(times[name]) for name in ("iopub.execute_input", "shell.execute_reply"))
    assert begun <= ended
    assert begun.tzinfo is not None
    assert "execution" not in outputs.notebook.cells[1].metadata
