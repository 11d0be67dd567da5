import nbformat
import pytest

from course.authoring.exercise import find_exercises
from course.authoring.samples import make_samples, without_marks
from course.authoring.text import read_text
from course.authoring.trials import Answer

IDS = ["count", "late-share", "longest", "limit-words"]
SOLUTION, STARTER, WRONG = Answer.SOLUTION, Answer.STARTER, Answer.WRONG


@pytest.fixture
def samples(graded_course):
    lesson = graded_course.lessons[0]
    notebooks = [nbformat.read(path, as_version=4) for path in (lesson.source_path, lesson.release_path)]
    return make_samples(*notebooks, find_exercises(read_text(lesson.text_path)), 10)


def kinds(sample):
    return [sample.answers[name] for name in IDS]


def source(sample, cell_id):
    return next(cell.source for cell in sample.notebook.cells if cell.id == cell_id)


def test_the_first_solved_all_and_the_second_nothing(samples):
    assert kinds(samples[0]) == [(SOLUTION, 0)] * 4
    assert kinds(samples[1]) == [(STARTER, 0)] * 4
    assert "count = len(delays)" in source(samples[0], "count")
    assert "airline gains" in source(samples[0], "limit-words")
    assert "len(delays)" not in source(samples[1], "count")


def test_the_others_got_as_far_as_an_exercise_and_that_one_wrong(samples):
    assert kinds(samples[3]) == [(SOLUTION, 0), (WRONG, 0), (STARTER, 0), (STARTER, 0)]
    assert "delay > limit" in source(samples[3], "late-share")
    assert kinds(samples[6]) == [(SOLUTION, 0), (WRONG, 1), (STARTER, 0), (STARTER, 0)]


def test_every_wrong_answer_is_somebodys(samples):
    wrong = {(name, answer) for sample in samples for name, answer in sample.answers.items() if answer[0] is WRONG}
    assert len(wrong) == 7


def test_nobodys_notebook_shows_where_a_solution_began(samples):
    assert not any("### " in cell.source for sample in samples for cell in sample.notebook.cells)
    assert without_marks("a\n    ### BEGIN SOLUTION\n    b\n    ### END SOLUTION\nc") == "a\n    b\nc"
