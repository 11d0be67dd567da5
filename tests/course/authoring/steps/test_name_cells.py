"""Cell ids that are the same in every build."""

import nbformat
from hypothesis import given
from hypothesis import strategies as st

from course.authoring.steps.name_cells import name_cells


def ids(*cells):
    notebook = nbformat.v4.new_notebook(cells=list(cells))
    return [cell.id for cell in name_cells(notebook).cells]


def test_a_graded_cell_is_named_by_its_grade_id():
    assert ids(nbformat.v4.new_code_cell("x", metadata={"nbgrader": {"grade_id": "late-share"}})) == ["late-share"]


def test_equal_cells_have_different_ids_and_other_kinds_too():
    code, text = nbformat.v4.new_code_cell, nbformat.v4.new_markdown_cell
    named = ids(code("x"), code("x"), text("x"))
    assert len(set(named)) == 3
    assert named == ids(code("x"), code("x"), text("x"))


def test_a_cell_keeps_its_id_when_another_is_put_before_it():
    code = nbformat.v4.new_code_cell
    assert ids(code("x = 1"))[0] == ids(code("y = 2"), code("x = 1"))[1]


@given(st.lists(st.text(max_size=30), min_size=1, max_size=8))
def test_ids_are_valid_and_unique_whatever_the_cells_say(texts):
    notebook = name_cells(nbformat.v4.new_notebook(cells=[nbformat.v4.new_markdown_cell(text) for text in texts]))
    notebook.nbformat, notebook.nbformat_minor = 4, 5
    nbformat.validate(notebook)
    assert len({cell.id for cell in notebook.cells}) == len(texts)
