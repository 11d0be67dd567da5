"""Tables: columns, then rows, in any order unless order counts."""

import datetime

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from course.checks._frames import frame_difference
from course.errors import LessonError

DELAYS = pd.DataFrame({"carrier": ["AA", "B6", "UA"], "delay": [5.5, 7.25, np.nan], "flights": [3, 4, 5]})


def compare(got, expected, order=False, index=False, within=1e-9, columns="same set"):
    return frame_difference(got, expected, order=order, index=index, within=within, columns=columns)


@given(st.permutations(range(3)), st.permutations(["carrier", "delay", "flights"]))
def test_rows_and_columns_may_come_in_any_order(rows, columns):
    assert compare(DELAYS.iloc[rows][columns], DELAYS) is None


rows = st.lists(st.tuples(st.sampled_from("abc"), st.floats(-1e6, 1e6), st.integers(0, 3)), min_size=1, max_size=8)


@given(rows, st.randoms())
def test_shuffled_rows_within_the_tolerance_agree(rows, random):
    expected = pd.DataFrame(rows, columns=["k", "x", "n"])
    got = expected.sample(frac=1, random_state=random.randrange(10**6))
    assert compare(got, expected) is None


@given(rows, st.data())
def test_one_changed_cell_is_found(rows, data):
    expected = pd.DataFrame(rows, columns=["k", "x", "n"])
    got = expected.copy()
    got.loc[data.draw(st.integers(0, len(rows) - 1)), "n"] += 9
    found = compare(got, expected)
    assert "in column 'n'" in found.got
    assert compare(got, expected, order=True) is not None


@pytest.mark.parametrize(
    ("change", "options", "words"),
    [
        (lambda t: t.rename(columns={"delay": "late"}), {}, "missing: ['delay']\ntoo many: ['late']"),
        (lambda t: t.assign(extra=1), {}, "too many: ['extra']"),
        (lambda t: t[["delay", "carrier", "flights"]], {"columns": "same order"}, "the columns ['delay', 'carrier'"),
        (lambda t: t.head(2), {}, "2 rows"),
        (lambda t: t.iloc[::-1], {"order": True}, "'UA' in column 'carrier', in row 0"),
        (lambda t: t.set_axis([1, 2, 3]), {"index": True}, "in column 'index'"),
        (lambda t: t.fillna(0), {}, "0.0 in column 'delay', in the row: carrier 'UA'"),
        (lambda t: t.assign(delay=[5.5, 7.26, np.nan]), {}, "7.26 in column 'delay', in the row: carrier 'B6'"),
        (lambda t: t.astype({"flights": str}), {}, "in column 'flights'"),
        (lambda t: t["delay"], {}, "a series (Series) of 3 values"),
        (lambda t: t.to_dict("records"), {}, "[{'carrier'"),
        (lambda t: pd.concat([t, t["delay"]], axis=1), {}, "the columns"),
    ],
)
def test_what_differs_is_told(change, options, words):
    assert words in compare(change(DELAYS), DELAYS, **options).got


@pytest.mark.parametrize(
    ("change", "options"),
    [
        (lambda t: t.assign(extra=1), {"columns": "at least"}),
        (lambda t: t.set_axis([7, 8, 9]), {}),
        (lambda t: t.assign(delay=[5.54, 7.2, None]), {"within": 0.1}),
        (lambda t: t.astype({"flights": float, "carrier": "category"}), {}),
        (lambda t: t.convert_dtypes(), {}),
    ],
)
def test_what_was_not_asked_for_does_not_count(change, options):
    assert compare(change(DELAYS), DELAYS, **options) is None


def test_series_compare_by_value_and_label():
    expected = pd.Series([1.5, 2.5], index=["a", "b"], name="mean")
    assert compare(expected.iloc[::-1].rename("x"), expected) is None
    assert compare(expected.iloc[::-1], expected, index=True) is None
    assert compare(pd.Series([2.5, 1.5], index=["a", "b"]), expected, index=True) is not None
    assert compare(expected.to_frame(), expected).expected == "a series (Series) of 2 values"


def test_dates_and_missing_dates_compare():
    expected = pd.DataFrame({"day": pd.to_datetime(["2023-01-01", None])})
    assert compare(pd.DataFrame({"day": [None, datetime.datetime(2023, 1, 1)]}), expected) is None
    assert compare(pd.DataFrame({"day": pd.to_datetime(["2023-01-02", None])}), expected) is not None


class AlwaysEqual:
    def __eq__(self, other):
        return True

    __hash__ = object.__hash__


class LookAlike(pd.DataFrame):
    def equals(self, other):
        return True


def test_look_alikes_are_refused():
    assert compare(LookAlike({"a": [2]}), pd.DataFrame({"a": [1]})) is not None
    assert compare(pd.DataFrame({"a": [AlwaysEqual()]}), pd.DataFrame({"a": [1]})) is not None


def test_the_authors_mistakes_are_named():
    with pytest.raises(LessonError, match="DataFrame or Series"):
        compare(DELAYS, [1])
    with pytest.raises(LessonError, match="same order"):
        compare(DELAYS, DELAYS, columns="any")
