"""The engine's verdict is the grader's; slow lessons are run in part, others whole."""

import pytest

from autograder.execute import Executed
from autograder.grade import grade_notebook
from course.checking._executor import OPEN, ORDINARY, WALLED
from course.checking.engine import Engine
from course.errors import NotebookError


class Counting:
    """An executor that notes how many cells it was given, and takes the time that it is told to."""

    walls = ORDINARY

    def __init__(self, seconds):
        self.seconds, self.ran = seconds, []

    def execute(self, notebook, folder, *, timeout_total, env):
        self.ran.append(sum(bool(cell.source.strip()) for cell in notebook.cells if cell.cell_type == "code"))
        for cell in notebook.cells:
            if cell.cell_type == "code":
                cell.outputs = []
        return Executed(notebook, self.seconds)


def test_the_verdict_is_the_instructors(warm, lesson, notebook_of):
    notebook = notebook_of(warm_up="later_than_mean = 1\nvisits = 7\nmust_be_gentoo = False", number="def number(t:")
    answer = warm.check(notebook, lesson)
    assert answer.settled
    assert answer.walls in (WALLED, OPEN, ORDINARY)
    graded = grade_notebook(notebook, lesson)
    assert answer.verdict.exercises == graded.exercises
    assert answer.verdict.repairs == graded.repairs


def test_what_is_not_a_notebook_is_one_clear_error(warm, lesson):
    with pytest.raises(NotebookError, match="is not JSON"):
        warm.check(b"hello", lesson)


@pytest.mark.parametrize(("seconds", "again"), [(0.5, "whole"), (8.0, "part")])
def test_only_a_slow_lesson_is_run_in_part(lesson, notebook_of, seconds, again):
    executor = Counting(seconds)
    engine = Engine(executor)
    engine.check(notebook_of(), lesson)
    engine.check(notebook_of(warm_up="visits = 8"), lesson)
    assert (executor.ran[1] == executor.ran[0]) is (again == "whole")


def test_whole_is_whole(lesson, notebook_of):
    executor = Counting(8.0)
    engine = Engine(executor)
    for _ in range(2):
        assert engine.check(notebook_of(), lesson, whole=True).settled
    assert executor.ran[0] == executor.ran[1]
