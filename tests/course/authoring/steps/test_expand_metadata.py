"""The author's short metadata in nbgrader's full form."""

import nbformat
import pytest
from nbgrader.preprocessors import CheckCellMetadata

from course.authoring.steps.expand_metadata import expand_metadata

SHORT = {
    "answer": {"grade_id": "a", "solution": True},
    "check": {"grade_id": "b", "grade": True, "points": 2},
    "words": {"grade_id": "c", "grade": True, "solution": True, "points": 1.5},
}


@pytest.fixture
def expanded():
    cells = [nbformat.v4.new_code_cell("x", metadata={"nbgrader": short}) for short in SHORT.values()]
    notebook = expand_metadata(nbformat.v4.new_notebook(cells=[*cells, nbformat.v4.new_code_cell("y")]))
    return dict(zip([*SHORT, "plain"], notebook.cells, strict=True))


def test_nbgrader_takes_it(expanded):
    CheckCellMetadata().preprocess(nbformat.v4.new_notebook(cells=list(expanded.values())), {})


def test_only_checks_are_locked(expanded):
    locked = {name: cell.metadata.nbgrader.locked for name, cell in expanded.items() if name != "plain"}
    assert locked == {"answer": False, "check": True, "words": False}


def test_points_stay_with_what_is_graded(expanded):
    assert "points" not in expanded["answer"].metadata.nbgrader
    assert expanded["words"].metadata.nbgrader.points == 1.5


def test_other_cells_are_left_alone(expanded):
    assert expanded["plain"].metadata == {}
