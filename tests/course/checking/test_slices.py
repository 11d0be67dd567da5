"""Which cells an exercise's verdict follows from."""

import nbformat.v4
import pytest

from course.checking.slices import Unclear, slices_of
from course.exercises import Exercise


def given(source):
    return nbformat.v4.new_code_cell(source)


def answer(name, source):
    return nbformat.v4.new_code_cell(
        source, metadata={"nbgrader": {"grade_id": name, "solution": True, "grade": False}}
    )


def check(name, source):
    cell = f"with checks('{name}') as expect:\n    {source}"
    return nbformat.v4.new_code_cell(cell, metadata={"nbgrader": {"grade_id": name, "grade": True, "solution": False}})


def own(source):
    return nbformat.v4.new_code_cell(source, metadata={"course": {"own": True}})


def cells_of(name, *cells):
    """The numbers of the cells of one exercise's slice; an exercise's answer is the cell before its check."""
    names = [cell.metadata.get("nbgrader", {}).get("grade_id") for cell in cells]
    exercises = [
        Exercise(each, each, "write", 1.0, False, tuple(filter(None, [names[at - 1]])))
        for at, each in enumerate(names)
        if each and cells[at].metadata.nbgrader.grade
    ]
    return sorted(slices_of(nbformat.v4.new_notebook(cells=list(cells)), exercises)[name].cells)


START = given("rows = load()")


def test_what_a_check_does_not_read_is_left_out():
    notebook = (
        START,
        answer("a", "x = 1"),
        check("a-check", "expect(x)"),
        answer("b", "y = 2"),
        check("b-check", "expect(y)"),
    )
    assert cells_of("a-check", *notebook) == [1, 2]
    assert cells_of("b-check", *notebook) == [3, 4]


def test_it_goes_back_through_what_answers_are_made_of():
    notebook = (START, given("z = 5"), answer("a", "def f():\n    return len(rows)"), check("a-check", "expect(f)"))
    assert cells_of("a-check", *notebook) == [0, 2, 3]


def test_a_learners_cell_that_may_change_an_object_belongs_to_all_that_read_it_later():
    notebook = (START, own("rows.pop()"), answer("a", "x = 1"), check("a-check", "expect(rows)"))
    assert cells_of("a-check", *notebook) == [0, 1, 2, 3]


def test_an_object_is_followed_under_its_other_names():
    notebook = (START, given("part = rows"), own("part.pop()"), answer("a", "x = 1"), check("a-check", "expect(rows)"))
    assert cells_of("a-check", *notebook) == [0, 1, 2, 3, 4]


def test_another_exercise_whose_function_spoils_what_it_is_given_belongs_to_it():
    spoil = answer("a", "def f(rows):\n    rows.clear()")
    notebook = (
        START,
        spoil,
        check("a-check", "expect(f(rows))"),
        answer("b", "x = 1"),
        check("b-check", "expect(rows)"),
    )
    assert cells_of("b-check", *notebook) == [0, 1, 2, 3, 4]


def test_a_new_binding_by_the_course_ends_the_way_back_and_one_by_a_learner_does_not():
    tail = (answer("a", "y = 1"), check("a-check", "expect(x)"))
    assert cells_of("a-check", given("x = 1"), given("x = 2"), *tail) == [1, 2, 3]
    assert cells_of("a-check", given("x = 1"), own("x = 2"), *tail) == [0, 1, 2, 3]
    assert cells_of("a-check", given("x = 1"), own("y = 0"), given("x = 2 / y"), *tail) == [0, 1, 2, 3, 4]


def test_a_cell_of_the_course_that_reaches_far_belongs_to_all_after_it():
    notebook = (given("import os\nos.environ['A'] = '1'"), answer("a", "x = 1"), check("a-check", "expect(x)"))
    assert cells_of("a-check", *notebook) == [0, 1, 2]


def test_a_learners_cell_that_does_is_not_sliced():
    with pytest.raises(Unclear):
        cells_of("a-check", own("import os"), answer("a", "x = 1"), check("a-check", "expect(x)"))


def test_the_fingerprint_follows_the_texts_of_the_slice_alone():
    def digest(aside, text):
        notebook = nbformat.v4.new_notebook(
            cells=[given(f"z = {aside}"), answer("a", f"x = {text}"), check("a-check", "expect(x)")]
        )
        return slices_of(notebook, [Exercise("a-check", "", "", 1.0, False, ("a",))])["a-check"].digest

    assert digest(1, 1) == digest(2, 1) != digest(1, 2)
