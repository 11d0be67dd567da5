"""A lesson with all that the gates look at."""

import pytest

from course.errors import LessonError


def test_cells_of_the_notebooks_are_found_in_the_text(good):
    for notebook in (good.composed, good.released):
        assert set(good.cell_of) == {cell.id for cell in notebook.cells}
    answer = good.cell_of["mean-delay"]
    assert answer.grade_id == "mean-delay"
    assert "nbgrader" in good.lesson.text_path.read_text(encoding="utf-8").splitlines()[answer.line - 1]


def test_the_author_s_cells_are_not_the_learner_s(good):
    tags = {tag for cell in good.learner_cells for tag in cell.tags}
    assert "hints" in tags
    assert "wrong-answer" not in tags


def test_required_lessons_come_first(study, good_text):
    studied = study(good_text, earlier="# %% [markdown]\n# # Before\n")
    assert [text.path.name for text in studied.earlier] == ["00_before.py"]


def test_each_thing_is_made_once(good):
    assert good.text is good.text
    assert good.released is good.released


def test_a_malformed_exercise_is_an_error_before_anything_runs(broken):
    studied = broken(('"grade_id": "later-5"', '"grade_id": "later-4"'))
    with pytest.raises(LessonError, match="the grade_id 'later-4' is that of line"):
        studied.runs
