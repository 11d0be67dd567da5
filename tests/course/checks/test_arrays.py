"""Arrays: shape first, then dtype, then values."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as hnp

from course.checks._arrays import array_difference, same_data
from course.errors import LessonError


def compare(got, expected, within=None, dtype=None):
    return array_difference(got, expected, within=within, dtype=dtype)


arrays = hnp.arrays(
    st.sampled_from([np.int64, np.float64, np.bool_, np.dtype("U3"), np.dtype("datetime64[ns]")]),
    hnp.array_shapes(max_side=4),
)


@given(arrays)
def test_an_array_is_itself(array):
    assert compare(array.copy(), array) is None
    assert same_data(array, array.copy()) is None


@given(hnp.arrays(np.int64, hnp.array_shapes(max_side=4), elements=st.integers(-99, 99)), st.data())
def test_the_first_differing_cell_is_named(array, data):
    place = tuple(data.draw(st.integers(0, side - 1)) for side in array.shape)
    wrong = array.copy()
    wrong[place] += 1
    found = compare(wrong, array)
    assert f"at [{', '.join(map(str, place))}]: {wrong[place]}" in found.got
    assert f": {array[place]}" in found.expected


@pytest.mark.parametrize(
    ("got", "expected", "words"),
    [
        (np.zeros(3), np.zeros((3, 1)), "shape (3,)"),
        ([1, 2], [1, 2], "[1, 2], which is a list"),
        (pd.Series([1, 2]), [1, 2], ".to_numpy()"),
        (np.array([1.0, np.nan]), [1.0, 2.0], "at [1]: nan"),
        (np.array([[1, 2], [3, 4]]), [[1, 2], [3, 5]], "at [1, 1]: 4"),
        (np.array(["a", "b"]), ["a", "c"], "at [1]: 'b'"),
        (np.array([1, 2]), ["a", "b"], "which is a number"),
        (np.array(5), np.array(6), "5"),
        (None, [1], "None"),
    ],
)
def test_what_differs_is_told(got, expected, words):
    assert words in compare(got, expected).got


def test_floats_agree_to_nine_figures_and_nan_with_nan():
    assert compare(np.array([0.1 + 0.2, np.nan, np.inf]), [0.3, np.nan, np.inf]) is None
    assert compare(np.array([0.3001]), [0.3]) is not None
    assert compare(np.array([2**53 + 1]), np.array([2**53])) is not None
    assert compare(np.array([1.0, 2.0]), [1, 2]) is None


def test_within_is_a_distance_of_every_cell():
    assert compare(np.array([1.0, 2.1]), [1, 2], within=0.1) is None
    assert compare(np.array([1.0, 2.2]), [1, 2], within=0.1).expected.endswith("at [1]: 2, within 0.1")
    with pytest.raises(LessonError, match="distance"):
        compare(np.zeros(1), [0.0], within=-1)


def test_the_dtype_counts_only_where_it_is_named():
    assert compare(np.array([1, 2], dtype=np.int8), [1, 2]) is None
    assert compare(np.array([1, 2], dtype=np.int8), [1, 2], dtype=np.int64).got == "dtype int8"


class AlwaysEqual:
    def __eq__(self, other):
        return True

    __hash__ = object.__hash__


class Look(np.ndarray):
    def __ne__(self, other):
        return np.zeros(self.shape, bool)


def test_look_alikes_are_refused():
    assert compare(np.array([AlwaysEqual()], dtype=object), [1]) is not None
    assert compare(np.array([AlwaysEqual()], dtype=object), [1.5], within=9) is not None
    assert compare(np.zeros(1).view(Look), [1]) is not None
    assert compare(np.ma.masked_array([1], mask=[True]), [2]) is not None


def test_patched_numpy_does_not_help(monkeypatch):
    monkeypatch.setattr(np, "isclose", lambda *a, **k: np.ones(1, bool))
    monkeypatch.setattr(np, "argwhere", lambda *a: [])
    monkeypatch.setattr(np, "abs", lambda a: a * 0)
    found = [compare(np.array([1.0]), [2.0]), compare(np.array([1.0]), [2.0], within=0.1)]
    monkeypatch.undo()
    assert None not in found


@pytest.mark.parametrize(
    ("before", "after", "same"),
    [
        ([1, 2], [1, 2], True),
        ([1, 2], [2, 1], False),
        ({"a": np.array([1.5])}, {"a": np.array([1.5])}, True),
        ({"a": np.array([1.5])}, {"a": np.array([2.5])}, False),
        (np.array([1, 2]), np.array([1.0, 2.0]), False),
        (pd.Series([1, 2]), pd.Series([1, 2]), True),
        (pd.Series([1, 2], index=[0, 1]), pd.Series([1, 2], index=[1, 0]), False),
    ],
)
def test_data_is_the_same_or_not(before, after, same):
    assert (same_data(before, after) is None) is same
