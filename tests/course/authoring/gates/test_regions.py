"""The parts of a graded cell that its learner does not see."""

import ast

from course.authoring.gates._regions import HIDDEN, SOLUTION, has_region, inside, outside, squeezed, starter, telling
from course.authoring.text import Cell

SOURCE = """\
def mean(numbers):
    ### BEGIN SOLUTION
    total = sum(numbers)
    return total / len(numbers)
    ### END SOLUTION
    return 0"""
CELL = Cell("code", SOURCE, line=10, nbgrader={"grade_id": "mean", "solution": True})


def test_lines_inside_and_outside_a_region_with_their_lines_of_the_text():
    assert inside(CELL, SOLUTION) == [(13, "    total = sum(numbers)"), (14, "    return total / len(numbers)")]
    assert outside(CELL, SOLUTION) == [(11, "def mean(numbers):"), (16, "    return 0")]
    assert inside(CELL, HIDDEN) == []


def test_a_region_is_there_when_both_its_marks_are():
    assert has_region(CELL, SOLUTION)
    assert not has_region(CELL, HIDDEN)
    assert not has_region(Cell("code", "### BEGIN SOLUTION", line=1), SOLUTION)


def test_a_starter_is_python_on_the_lines_of_the_text():
    shown = starter(CELL)
    assert shown.split("\n") == ["def mean(numbers):", "    ...", "", "", "", "    return 0"]
    ast.parse(shown)


def test_only_lines_that_give_something_away_are_telling():
    lines = [(1, "    else:"), (2, "  # a comment, long enough"), (3, "    return total / 2")]
    assert list(telling(lines)) == [(3, "return total / 2", "returntotal/2")]


def test_white_space_is_squeezed_out():
    assert squeezed(" a =\n\tb ") == "a=b"
