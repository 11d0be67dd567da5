"""Hidden tests go, and a line stays that says so."""

import nbformat
import pytest

from course.authoring.steps.clear_hidden_tests import ClearHiddenTests
from course.checks import ELSEWHERE

new = nbformat.v4
HIDDEN = """\
with checks("f", points=2) as expect:
    expect.equal(lambda: f(1), 2, help="…")
    ### BEGIN HIDDEN TESTS
    expect.equal(lambda: f(7), 14, says="elsewhere", help="…")
    ### END HIDDEN TESTS"""


def released(source):
    metadata = {"solution": False, "grade": True, "grade_id": "a", "schema_version": 3, "locked": True, "task": False}
    cell = new.new_code_cell(source, metadata={"nbgrader": metadata | {"points": 2}})
    notebook, _ = ClearHiddenTests().preprocess(new.new_notebook(cells=[cell]), {})
    return notebook.cells[0].source


def test_the_region_becomes_one_comment_at_its_indentation():
    text = released(HIDDEN)
    assert text.splitlines()[2:] == [f"    {ELSEWHERE}"]
    assert "14" not in text
    compile(text, "cell", "exec")


def test_a_check_without_hidden_tests_stays_as_it_is():
    source = "with checks('f', points=2) as expect:\n    pass"
    assert released(source) == source


def test_a_region_without_an_end_is_an_error():
    with pytest.raises(RuntimeError, match="end hidden tests"):
        released("### BEGIN HIDDEN TESTS\nx = 1")
