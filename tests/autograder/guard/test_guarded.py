"""A guarded notebook is the same notebook, with one cell before it, one behind it and canaries in its checks."""

import nbformat
import pytest

from autograder.errors import GraderBroke
from autograder.execute import KernelExecutor
from autograder.guard import guard, is_added

CHECK = 'with checks("share", points=4) as expect:\n    expect.equal(lambda: share, 3, help="Count again.")\n'


def notebook(*cells, language="python"):
    metadata = {"kernelspec": {"name": "x", "display_name": "x", "language": language}}
    made = [nbformat.v4.new_code_cell(cell, id=f"cell-{number}") for number, cell in enumerate(cells)]
    for cell in made:
        if cell.source.startswith("with checks"):
            told = {"grade_id": "share-check", "grade": True, "solution": False, "points": 4}
            cell.metadata = nbformat.from_dict({"nbgrader": told})
    return nbformat.v4.new_notebook(cells=made, metadata=metadata)


def test_cells_are_added_in_front_and_behind():
    given = notebook("share = 3", CHECK)
    guarded = guard(given)
    assert [is_added(cell) for cell in guarded.notebook.cells] == [True, False, False, True]
    assert guarded.original is given
    assert guarded.notebook.cells[1].source == "share = 3"
    assert guarded.notebook.cells[2].source != CHECK
    assert "numpy" not in guarded.notebook.cells[0].source.splitlines()[-1].rpartition("start(")[2]


@pytest.mark.parametrize("given", [notebook("share = 3"), notebook(CHECK, language="R"), notebook("1")])
def test_where_there_is_nothing_to_guard_the_notebook_stays(given):
    guarded = guard(given)
    assert guarded.notebook is given
    assert guarded.examine(given).notebook is given


def test_a_guard_that_could_not_start_is_the_grader_s_fault():
    guarded = guard(notebook(CHECK))
    for cell in guarded.notebook.cells:
        cell.outputs = []
    guarded.notebook.cells[0].outputs = [nbformat.v4.new_output("error", ename="E", evalue="x", traceback=[])]
    with pytest.raises(GraderBroke, match="guard could not start"):
        guarded.examine(guarded.notebook)


def test_on_a_kernel_the_notebook_comes_back_as_it_would_without(tmp_path):
    given = notebook("from course.checks import checks\nshare = 3", CHECK, "len(In), _i, __name__")
    done = KernelExecutor().execute(given, tmp_path)
    assert done.suspicion is None
    assert [(cell.source, cell.execution_count) for cell in done.notebook.cells] == [
        (cell.source, number) for number, cell in enumerate(given.cells, 1)
    ]
    assert done.notebook.cells[1].outputs[0].data["text/plain"] == "4.0"
    assert done.notebook.cells[2].outputs[0].data["text/plain"].startswith("(4,")


def test_a_patched_check_shows_on_a_kernel(tmp_path):
    patch = "import course.checks._subcheck as s\ns._judged = lambda judge, value: None\nshare = 7"
    done = KernelExecutor().execute(notebook("from course.checks import checks", patch, CHECK), tmp_path)
    assert done.suspicion.startswith("share-check: ")
    assert "course.checks._subcheck._judged" in done.suspicion
