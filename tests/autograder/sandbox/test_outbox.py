"""What of a notebook's output leaves the sandbox."""

import json
import os

import pytest

from autograder.sandbox.frames import Inlet
from autograder.sandbox.outbox import KEPT_DISPLAYS, KEPT_RESULTS, Outbox


@pytest.fixture
def box(tmp_path):
    file = os.open(tmp_path / "out", os.O_RDWR | os.O_CREAT)
    outbox = Outbox(file, cell_bytes=1000)
    outbox.sent = lambda: [json.loads(frame) for frame in Inlet(1 << 24).feed((tmp_path / "out").read_bytes())]
    yield outbox
    os.close(file)


def result(text):
    return {"data": {"text/plain": text, "text/html": f"<p>{text}"}, "metadata": {}, "execution_count": 4}


def test_text_is_cut_at_the_cells_limit_and_starts_again_in_the_next(box):
    box.text("stdout", "a" * 600)
    box.text("stderr", "b" * 600)
    box.text("stdout", "never")
    box.next_cell()
    box.text("stdout", "again")
    first, second, third = box.sent()
    assert (first["text"], third["text"]) == ("a" * 600, "again")
    assert second["text"].startswith("b" * 400 + "\n") and "cut off" in second["text"]


def test_a_result_comes_through_where_text_no_longer_does(box):
    box.text("stdout", "a" * 5000)
    box.display("execute_result", result("2.0"))
    assert box.sent()[-1]["content"]["data"]["text/plain"] == "2.0"


def test_a_result_that_is_too_large_is_named_so(box):
    box.display("execute_result", result("x" * 5000))
    (sent,) = box.sent()
    assert "cut off" in sent["content"]["data"]["text/plain"]
    assert sent["content"]["execution_count"] == 4


def test_results_and_displays_are_counted(box):
    box.cell_bytes = 1 << 20
    box.next_cell()
    for _ in range(KEPT_DISPLAYS + 5):
        box.display("display_data", {"data": {"text/plain": "x"}, "metadata": {}})
    for _ in range(KEPT_RESULTS + 5):
        box.display("execute_result", result("1"))
    kinds = [sent["kind"] for sent in box.sent()]
    assert (kinds.count("display_data"), kinds.count("execute_result")) == (KEPT_DISPLAYS, KEPT_RESULTS)


def test_a_long_error_keeps_its_first_and_last_lines(box):
    box.error("ValueError", "v" * 9000, [f"line {n} " + "x" * 20 for n in range(500)])
    (sent,) = box.sent()
    assert (sent["traceback"][0][:6], sent["traceback"][-1][:8]) == ("line 0", "line 499")
    assert len(json.dumps(sent)) < 1500


def test_a_forked_process_sends_nothing(box, monkeypatch):
    monkeypatch.setattr(os, "getpid", lambda: -1)
    box.text("stdout", "from the child")
    assert box.sent() == []
