"""From a lesson's text to its solved notebook, to the learner's, and to a file."""

import copy
import json
from types import SimpleNamespace

import nbformat
import pytest

from course.authoring.pipeline import compose, release, to_text
from course.errors import LessonError

TEXT = '''\
# %% [markdown]
# # Title

# %% [markdown] tags=["author-note"]
# For authors.

# %% [markdown] tags=["task"]
# ## Exercise 1: add

# %% nbgrader={"grade_id": "add", "solution": true}
def add(a, b):
    """Return the sum."""
    ### BEGIN SOLUTION
    return a + b
    ### END SOLUTION

# %% nbgrader={"grade_id": "add-check", "grade": true, "points": 2}
visible(add)
### BEGIN HIDDEN TESTS
hidden(add)
### END HIDDEN TESTS

# %% tags=["wrong-answer"]
# message: "add"
wrong = 1

# %% tags=["hints"]
# 1. One.
# 2. Two.
# 3. Three.

# %% [markdown] nbgrader={"grade_id": "words", "grade": true, "solution": true, "points": 1}
# A model answer.
'''
LESSON = SimpleNamespace(id="01_foundations/01_sums")
MANIFEST = SimpleNamespace(release="2026.11")


@pytest.fixture
def solved():
    return compose(TEXT, LESSON, MANIFEST)


def sources(notebook):
    return [cell.source for cell in notebook.cells]


def test_the_solved_notebook_has_everything_but_the_author_s_cells(solved):
    text = "\n".join(sources(solved))
    assert "return a + b" in text
    assert "hidden(add)" in text
    assert "A model answer." in text
    assert "For authors." not in text
    assert "wrong = 1" not in text
    assert text.count("<details>") == 3


def test_its_metadata_is_nbgrader_s_full_form_and_names_the_lesson(solved):
    assert solved.metadata.course == {"lesson": "01_foundations/01_sums", "release": "2026.11"}
    assert solved.metadata.kernelspec.name == "python3"
    graded = {cell.id: cell.metadata.nbgrader for cell in solved.cells if "nbgrader" in cell.metadata}
    assert set(graded) == {"add", "add-check", "words"}
    assert graded["add-check"] == {
        "grade": True, "grade_id": "add-check", "locked": True, "points": 2, "schema_version": 3,
        "solution": False, "task": False,
    }  # fmt: skip


def test_the_learner_s_notebook_hides_solutions_hidden_tests_and_model_answers(solved):
    before = copy.deepcopy(solved)
    learner = release(solved)
    text = "\n".join(sources(learner))
    assert solved == before
    assert 'raise NotImplementedError("your code goes here")' in text
    assert "visible(add)" in text
    for secret in ("return a + b", "hidden(add)", "BEGIN", "A model answer."):
        assert secret not in text


def test_the_learner_s_notebook_is_one_that_nbgrader_recognises_as_untouched(solved):
    learner = release(solved)
    cells = {cell.id: cell for cell in learner.cells}
    from nbgrader.utils import compute_checksum

    for name in ("add", "add-check", "words"):
        assert cells[name].metadata.nbgrader.checksum == compute_checksum(cells[name])
    assert cells["add-check"].metadata.deletable is False
    assert cells["add-check"].metadata.editable is False


def test_outputs_of_a_run_are_not_released(solved):
    code = next(cell for cell in solved.cells if cell.cell_type == "code")
    code.outputs = [nbformat.v4.new_output("stream", text="3")]
    code.execution_count = 1
    assert all(not cell.get("outputs") and not cell.get("execution_count") for cell in release(solved).cells)


def test_what_nbgrader_refuses_is_one_error_with_its_reason(solved):
    solved.cells[2].metadata.nbgrader.grade_id = "add-check"
    with pytest.raises(
        LessonError, match="CheckCellMetadata refuses the notebook: Duplicate grade id: add-check"
    ) as caught:
        release(solved)
    assert caught.value.where == "01_foundations/01_sums"


def test_two_builds_are_the_same_bytes(solved):
    again = compose(TEXT, LESSON, MANIFEST)
    assert to_text(solved) == to_text(again)
    assert to_text(release(solved)) == to_text(release(again))


def test_the_file_is_sorted_json_in_plain_letters_with_a_final_newline(solved):
    solved.cells[0].source = "# Adélie"
    text = to_text(solved)
    assert "Adélie" in text
    assert text.endswith("}\n")
    assert list(json.loads(text)) == sorted(json.loads(text))
    nbformat.validate(nbformat.reads(text, as_version=4))


def test_a_file_that_is_no_notebook_is_not_written(solved):
    solved.cells[0].cell_type = "poem"
    with pytest.raises(nbformat.ValidationError):
        to_text(solved)
