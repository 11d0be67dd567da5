"""JupyterLab with the course home, for a learner who has done part of the first lesson."""

import hashlib
import json

import nbformat
import pytest

from autograder.grade import grade_notebook
from course.authoring.samples import without_marks
from course.manifest import load_manifest
from course.results import keep_result

LESSON = load_manifest().lessons[0]
SOLVED = {cell.id: without_marks(cell.source) for cell in nbformat.read(LESSON.source_path, as_version=4).cells}
WRONG = """\
def count_by(rows, column):
    counts = {}
    for row in rows:
        counts[row[column]] = 1
    return counts"""
ANSWERS = {name: SOLVED[name] for name in ("warm-up", "predict-values", "number", "explain-islands")} | {
    "count-by": WRONG
}


def fill_in(workspace, answers):
    """Put answers into the learner's notebook, as if it had been saved; return its bytes."""
    path = workspace.notebook(LESSON)
    notebook = json.loads(path.read_text(encoding="utf-8"))
    for cell in notebook["cells"]:
        cell["source"] = answers.get(cell["id"], cell["source"])
    path.write_text(json.dumps(notebook), encoding="utf-8")
    return path.read_bytes()


@pytest.fixture(scope="session")
def half_done():
    """The verdict on a notebook with ANSWERS in it, and the function that gives it to a workspace."""

    def give(workspace):
        data = fill_in(workspace, ANSWERS)
        if not verdicts:
            verdicts.append(grade_notebook(data, LESSON))
        keep_result(workspace, verdicts[0], hashlib.sha256(data).hexdigest())

    verdicts = []
    return give


@pytest.fixture(scope="module")
def lab(tmp_path_factory, start_lab, half_done):
    with start_lab(tmp_path_factory.mktemp("learner é")) as lab:
        half_done(lab.workspace)
        yield lab
