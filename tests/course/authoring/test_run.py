"""Running a notebook in a kernel of this environment."""

import time

import nbformat
import psutil
import pytest

from course.authoring import run as running
from course.authoring.run import run
from course.errors import NotebookError
from course.portfolio import Measure
from course.portfolio.evidence import parse_evidence


def notebook(*sources):
    cells = [nbformat.v4.new_code_cell(source) for source in sources]
    return nbformat.v4.new_notebook(cells=cells, metadata={"kernelspec": {"name": "python3", "display_name": "Python"}})


def outputs(cell):
    return "".join(output.get("text", "") or output.get("data", {}).get("text/plain", "") for output in cell.outputs)


def test_returns_an_executed_copy_with_time_and_memory_and_leaves_no_kernel(monkeypatch, tmp_path):
    monkeypatch.setenv("COURSE_WORK", str(tmp_path))
    monkeypatch.setenv("IPYTHONDIR", str(tmp_path))
    given = notebook(
        "import os, pathlib, course\n[os.environ.get('COURSE_WORK'), os.listdir(), os.environ['OMP_NUM_THREADS']]",
        "import time\nprint(len(bytearray(200_000_000)))",
    )
    before = set(psutil.Process().children(recursive=True))
    done = run(given, where="a lesson")
    assert outputs(done.notebook.cells[0]) == "[None, [], '1']"
    assert outputs(done.notebook.cells[1]) == "200000000\n"
    assert given.cells[0].outputs == []
    assert 0 < done.seconds < 120
    assert done.peak_bytes > 100_000_000
    assert list(tmp_path.iterdir()) == []
    assert set(psutil.Process().children(recursive=True)) <= before
    # nothing of this Python's version is left in the notebook
    assert done.notebook.metadata == given.metadata


def test_keeps_the_evidence_that_was_saved():
    given = notebook(
        "from course.portfolio import Measure, save_evidence\n"
        "save_evidence(lesson='01_foundations/01_mornings', title='A title', question='Why?',"
        " paragraph='One two three.', measures=[Measure('n', 3)])"
    )
    done = run(given, where="a lesson")
    assert list(done.evidence) == ["01_foundations/01_mornings/evidence.json"]
    piece = parse_evidence(done.evidence["01_foundations/01_mornings/evidence.json"], "01_foundations/01_mornings")
    assert piece.measures == (Measure("n", 3),)


def test_a_cell_that_raises_is_named_unless_errors_are_wanted():
    given = notebook("1 / 0", "2")
    with pytest.raises(NotebookError, match=r"a cell raised an error(.|\n)*1 / 0(.|\n)*ZeroDivisionError") as caught:
        run(given, where="01_foundations/01_mornings")
    assert str(caught.value).startswith("01_foundations/01_mornings: ")
    assert "\x1b[" not in str(caught.value)


def test_with_errors_allowed_the_cells_after_one_run():
    done = run(notebook("1 / 0", "2"), where="a lesson", allow_errors=True)
    assert [output.output_type for output in done.notebook.cells[0].outputs] == ["error"]
    assert outputs(done.notebook.cells[1]) == "2"


def test_a_cell_that_never_ends_is_an_error(monkeypatch):
    monkeypatch.setattr(running, "SECONDS", 1)
    started = time.monotonic()
    with pytest.raises(NotebookError, match="did not end within"):
        run(notebook("import time\ntime.sleep(600)"), where="a lesson", allow_errors=True)
    assert time.monotonic() - started < 60


def test_a_kernel_that_dies_is_an_error():
    with pytest.raises(NotebookError, match="killed the kernel"):
        run(notebook("import os\nos._exit(1)"), where="a lesson", allow_errors=True)
