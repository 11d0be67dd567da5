import pytest

from autograder._layout import Layout, same_text
from autograder.submission import SubmittedCell


@pytest.fixture
def layout(solved, released):
    return Layout(solved, released)


def test_cells_are_the_learners_or_the_checks_or_neither(layout):
    assert [layout.name(slot) for slot in sorted(layout.owned)] == ["count", "late-share", "longest", "limit-words"]
    assert [layout.name(slot) for slot in sorted(layout.locked)] == ["count-check", "late-share-check", "longest-check"]


def test_an_answer_has_the_check_that_follows_it(layout):
    checks = {layout.name(slot): layout.check_of(slot) for slot in layout.owned}
    assert {name: check and layout.name(check) for name, check in checks.items()} == {
        "count": "count-check",
        "late-share": "late-share-check",
        "longest": "longest-check",
        "limit-words": None,
    }


def test_a_cell_is_known_by_grade_id_before_cell_id_before_text(layout, released):
    slots = {cell.id: slot for slot, cell in enumerate(released.cells)}
    given = released.cells[1]
    cells = (
        SubmittedCell("code", "x", grade_id="count", cell_id="longest"),
        SubmittedCell("code", "x", cell_id="longest"),
        SubmittedCell("code", given.source + "\n\n"),
        SubmittedCell("code", given.source),
        SubmittedCell("code", "x", grade_id="unknown", cell_id="late-share"),
        SubmittedCell("code", "y"),
    )
    assert layout.slots_of(cells) == [slots["count"], slots["longest"], 1, None, slots["late-share"], None]


def test_a_cell_id_finds_no_cell_that_another_one_is_by_its_grade_id(layout, released):
    slots = {cell.id: slot for slot, cell in enumerate(released.cells)}
    cells = (
        SubmittedCell("code", "x", grade_id="unknown", cell_id="count"),
        SubmittedCell("code", "x", grade_id="count", cell_id="copy"),
        SubmittedCell("code", "x", grade_id="unknown", cell_id=released.cells[1].id),  # one that is graded by nobody
    )
    assert layout.slots_of(cells) == [None, slots["count"], None]


@pytest.mark.parametrize(
    ("one", "other", "same"), [("a \n\n", "\na", True), ("a\n\nb", "a\nb", False), ("", " \n", True)]
)
def test_spaces_at_the_end_make_no_difference(one, other, same):
    assert same_text(one, other) is same
