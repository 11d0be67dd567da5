"""Alike answers are one, and say nothing about who gave them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from autograder.report.answers import MOST_CODE, anonymous, answer_of, digest, normalised


@pytest.mark.parametrize(
    ("one", "other", "alike"),
    [
        ("x = 1  # by Ada", "x=1", True),
        ("def f(x):\n\n    return 'a'", 'def f(x): return "a"', True),
        ("x = 1", "x = 2", False),
        ("def f(:  # Ada\n  pass\n\n", "def f(:\n  pass", True),
        ("%matplotlib inline", "%matplotlib widget", False),
    ],
)
def test_only_what_matters_makes_a_difference(one, other, alike):
    assert (digest(one) == digest(other)) is alike


@given(st.text(max_size=200))
def test_any_text_has_a_digest(text):
    assert digest(text) == digest(text)
    assert len(digest(text)) == 8
    assert len(anonymous(text, "ada")) <= MOST_CODE + 60


def test_remarks_and_the_learners_id_are_gone():
    shown = anonymous('# Ada Lovelace, 2026\npath = "/home/Ada.L/data"  # mine', "ada.l")
    assert shown == "path = '/home/…/data'"
    assert anonymous("nonsense ( # Ada", "ada") == "nonsense ("


def test_the_code_cells_of_an_exercise_are_one_answer():
    cells = [{"cell_type": "code", "source": "a"}, {"cell_type": "markdown", "source": "b"}]
    assert answer_of([*cells, {"cell_type": "code", "source": "c"}]) == "a\nc"


def test_deep_code_does_not_break_it():
    assert normalised("-" * 20_000 + "1")
