"""The determinism gate: code that drifts is tried in test_drift; here, what runs show."""

import copy
from types import SimpleNamespace

import nbformat
import pytest

from course.authoring.gates.determinism import determinism
from course.paths import ROOT


def studied(first: list, second: list):
    """Two runs of a notebook with one code cell, which had these outputs."""
    cell = SimpleNamespace(line=7, kind="code", source="x")
    runs = []
    for outputs in (first, second):
        code = nbformat.v4.new_code_cell("x", outputs=[nbformat.from_dict(output) for output in outputs], id="one")
        runs.append(SimpleNamespace(notebook=nbformat.v4.new_notebook(cells=[code])))
    return SimpleNamespace(learner_cells=(), runs=runs, cell_of={"one": cell})


def stream(text, name="stdout"):
    return {"output_type": "stream", "name": name, "text": text}


def shown(**data):
    data = {name.replace("_", "/"): value for name, value in data.items()}
    return {"output_type": "execute_result", "data": data, "metadata": {}, "execution_count": 1}


def said(first, second=None):
    return [finding.what for finding in determinism(studied(first, copy.deepcopy(first) if second is None else second))]


@pytest.mark.parametrize(
    ("text", "what"),
    [
        ("<Axes at 0x7f91db6cffd0>", "the cell's output holds an address in memory: 0x7f91db6cffd0"),
        ("ipykernel_4711/1.py", "the cell's output holds the number of the kernel's process: ipykernel_4711"),
        ("in /home/ada/flights.csv", "the cell's output holds an absolute path: /home/a"),
        (r"in C:\Users\ada", r"the cell's output holds an absolute path: C:\U"),
        (f"in {ROOT}/course", f"the cell's output holds a path of this machine: {ROOT}"),
    ],
)
def test_names_what_of_this_machine_is_shown(text, what):
    assert what in said([stream(text)])
    assert what in said([shown(text_plain=text)])


@pytest.mark.parametrize("text", ["3/4 of 1/2 and 0x1F", "https://example.org/home/ada", "a/tmp/b", "12:30 and B:x"])
def test_other_text_is_no_path(text):
    assert said([stream(text)]) == []


def test_names_the_first_line_that_differs():
    assert said([stream("same\none\n")], [stream("same\ntwo\n")]) == [
        "the cell's output differs between two runs: 'one', then 'two'"
    ]


def test_names_another_picture():
    assert said([shown(image_png="AAAA")], [shown(image_png="BBBB")]) == [
        "the cell's output differs between two runs: it draws another picture"
    ]


def test_pieces_of_one_stream_are_one_text():
    assert said([stream("one "), stream("two")], [stream("one two")]) == []


def test_output_that_is_missing_the_second_time_is_a_difference():
    assert said([stream("one")], []) == ["the cell's output differs between two runs"]


def test_reads_the_code_of_every_cell(finds):
    clock = ("print(total(delays)", "import time\n\nprint(time.time() > 0, total(delays)")
    ((what, line),) = finds("determinism", clock)
    assert what == "the code reads the clock with time.time"
    assert "time.time() > 0" in line
