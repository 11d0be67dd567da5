"""What learners see of a value: short, the same each time, and safe."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from course.checks._show import safe_text, show


@given(st.recursive(st.none() | st.integers() | st.floats() | st.text(), st.lists))
def test_a_value_is_never_long(value):
    assert len(show(value)) <= 300


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (3, "3"),
        (0.1 + 0.2, "0.3"),
        (2.0, "2.0"),
        (1 / 3, "0.3333333333"),
        ("it's", '"it\'s"'),
        ((1,), "(1,)"),
        ([], "[]"),
        ({"b": 1, "a": 2}, "{'b': 1, 'a': 2}"),
        ({"b", "a", "c"}, "{'a', 'b', 'c'}"),
        (set(), "set()"),
        (list(range(30)), "[0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, … 30 in all]"),
        (np.float64(1.5), "1.5"),
        (np.array([1.0, 2.5]), "array([1. , 2.5])"),
        (10**2000, "a whole number of 6644 bits"),
    ],
)
def test_values_are_shown_as_python_writes_them(value, text):
    assert show(value) == text


def test_large_arrays_show_their_shape():
    assert "(an array of shape (100, 3), float64)" in show(np.zeros((100, 3)))
    assert len(show(np.zeros((50, 50, 50)))) < 900


def test_tables_show_six_rows_and_their_size():
    text = show(pd.DataFrame({"carrier": list("abcdefgh"), "delay": range(8)}))
    assert "carrier" in text and "f" in text.splitlines()[6]
    assert text.endswith("(8 rows × 2 columns)")
    assert show(pd.Series(range(9))).endswith("(9 rows)")


class Rude:
    def __repr__(self):
        raise SystemExit

    __str__ = __repr__


class Endless(list):
    def __repr__(self):
        return "x" * 10**6


def test_a_repr_that_fails_or_runs_long_is_replaced():
    assert show(Rude()) == "an object of type Rude"
    assert safe_text(Rude()) == "an object of type Rude"
    assert show([Rude()]) == "[<an object of type Rude>]"
    assert show(Endless([1])) == "[1]"


def test_addresses_are_left_out():
    assert "0x" not in show(lambda: 1) + show(object()) + safe_text(ValueError(object()))
    assert show([object()]) == "[<an object of type object>]"


def test_a_model_is_shown_by_its_own_words():
    from sklearn.linear_model import LinearRegression

    assert show(LinearRegression()) == "LinearRegression(), an object of type LinearRegression"


def test_deep_nesting_ends():
    deep = []
    for _ in range(200):
        deep = [deep]
    assert show(deep) == "[[[[[…]]]]]"
