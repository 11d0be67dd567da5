"""Comparisons of values: alike or not, and where they first differ."""

import math

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from course.checks._compare import (
    Tolerance,
    close_difference,
    contains_difference,
    equal_difference,
    set_difference,
    text_difference,
)
from course.errors import LessonError

exact = st.none() | st.booleans() | st.integers() | st.text(max_size=8)
nested = st.recursive(
    exact,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=3), inner, max_size=3),
    max_leaves=12,
)
numbers = st.floats(-1e12, 1e12)


class AlwaysEqual:
    def __eq__(self, other):
        return True

    def __ne__(self, other):
        return False

    def __hash__(self):
        return 0

    def __abs__(self):
        return 0.0

    def __sub__(self, other):
        return 0.0

    __rsub__ = __sub__

    def __le__(self, other):
        return True

    def casefold(self):
        return self


@given(nested)
def test_a_value_equals_itself(value):
    assert equal_difference(value, value) is None
    assert equal_difference(value, value, exact_type=True) is None


@given(nested, nested)
def test_equality_agrees_with_python_but_for_booleans(left, right):
    def marked(value):
        # True equals 1 for Python; here the two are different answers.
        if isinstance(value, dict):
            return {key: marked(item) for key, item in value.items()}
        return [marked(item) for item in value] if isinstance(value, list) else (type(value), value)

    assert (equal_difference(left, right) is None) == (marked(left) == marked(right))


@given(st.lists(st.integers()))
def test_lists_and_tuples_agree_unless_the_type_matters(items):
    assert equal_difference(tuple(items), items) is None
    assert equal_difference(tuple(items), items, exact_type=True) is not None


@given(st.lists(st.integers(), min_size=1), st.data())
def test_the_first_difference_is_named(items, data):
    place = data.draw(st.integers(0, len(items) - 1))
    wrong = [*items[:place], items[place] + 1, *items[place + 1 :]]
    found = equal_difference(wrong, items)
    assert f"at [{place}]: {items[place] + 1}" in found.got
    assert f"at [{place}]: {items[place]}" in found.expected


@pytest.mark.parametrize(
    ("got", "expected", "words"),
    [
        (True, 1, "True, which is True or False"),
        (1, True, "1, which is a number"),
        ("3", 3, "'3', which is text"),
        (None, 3, "None"),
        ([1, 2, 3], [1, 2], "3 items"),
        ([1], [1, 2], "1 item"),
        ({"a": 1}, {"b": 1}, "without the key 'b'"),
        ({"a": 1, "c": 2}, {"a": 1}, "with the extra key 'c'"),
        ({"a": {"b": [1, 5]}}, {"a": {"b": [1, 2]}}, "at ['a']['b'][1]: 5"),
        ({1, 2}, [1, 2], "which is a set"),
        ({1, 2}, {1, 3}, "{1, 2}"),
        ({True}, {1}, "{True}"),
        (range(3), [0, 1, 2], "range(0, 3)"),
    ],
)
def test_unequal_values_are_told_apart(got, expected, words):
    assert words in equal_difference(got, expected).got


def test_whole_floats_and_sets_of_rows_are_equal():
    assert equal_difference(3.0, 3) is None
    assert equal_difference({(1, 2)}, frozenset({(1, 2)})) is None
    assert equal_difference({1.0}, {1}) is None


@pytest.mark.parametrize("expected", [0.5, [1, 0.5], {"a": (0.5,)}, {0.5: 1}])
def test_equality_refuses_floats(expected):
    with pytest.raises(LessonError, match=r"expect\.close"):
        equal_difference(expected, expected)


def test_an_expected_value_of_an_unknown_type_is_the_authors_mistake():
    with pytest.raises(LessonError, match="can't be compared"):
        equal_difference(1, [AlwaysEqual()])


@given(numbers, numbers, st.floats(0, 1e6))
def test_within_is_a_distance(got, expected, within):
    assume(not math.isclose(abs(got - expected), within, rel_tol=1e-6))
    assert (close_difference(got, expected, Tolerance(within=within)) is None) == (abs(got - expected) <= within)


@given(numbers, st.floats(0, 50), st.floats(-2, 2))
def test_percent_is_a_share_of_the_expected(expected, percent, share):
    assume(abs(abs(share) - 1) > 1e-3 and abs(expected) > 1e-6 and percent > 1e-6)
    got = expected * (1 + share * percent / 100)
    assert (close_difference(got, expected, Tolerance(percent=percent)) is None) == (abs(share) < 1)


@pytest.mark.parametrize(
    ("got", "expected", "alike"),
    [
        (0.3, 0.2, True),
        (math.nan, math.nan, True),
        (math.nan, 1.0, False),
        (1.0, math.nan, False),
        (math.inf, math.inf, True),
        (math.inf, -math.inf, False),
        (1e308, math.inf, False),
        (10**400, 1.0, False),
        (True, 1.0, False),
        ("1.0", 1.0, False),
        (1 + 2j, 1 + 2.05j, True),
        (("BOS", 1.0), ["BOS", 1.05], True),
        (("JFK", 1.0), ["BOS", 1.05], False),
        ({"a": [1.0, None]}, {"a": (1.02, None)}, True),
    ],
)
def test_numbers_are_close_within_a_tenth(got, expected, alike):
    assert (close_difference(got, expected, Tolerance(within=0.1)) is None) is alike


@pytest.mark.parametrize(
    "sizes",
    [{}, {"within": 1, "percent": 1}, {"within": -1}, {"within": "1"}, {"within": math.inf}, {"percent": math.nan}],
)
def test_a_tolerance_is_one_size_zero_or_more(sizes):
    with pytest.raises(LessonError, match="tolerance"):
        Tolerance(**sizes)


def test_the_tolerance_is_told():
    assert close_difference(2, 1.0, Tolerance(percent=5)).expected == "1.0, within 5 %"
    assert close_difference([1, 2], [1, 1.0], Tolerance(within=0.5)).expected == "[1, 1.0]\nat [1]: 1.0, within 0.5"


@pytest.mark.parametrize("expected", [1, 1.5, "a", True, None, [1], (1.5, 2), {"a": 1.5}, {1, 2}])
def test_an_object_that_equals_everything_equals_nothing_here(expected):
    fake = AlwaysEqual()
    assert close_difference(fake, expected, Tolerance(within=1)) is not None
    if not isinstance(expected, (float, tuple, dict)):
        assert equal_difference(fake, expected) is not None
    for wrapped in ([fake], (fake,), {"a": fake}, {fake}):
        assert close_difference(wrapped, expected, Tolerance(within=1)) is not None


def test_patched_builtins_do_not_help(monkeypatch):
    patches = {
        "abs": lambda x: 0.0,
        "len": lambda x: 1,
        "all": lambda x: True,
        "any": lambda x: False,
        "float": lambda x: 0.0,
        "set": lambda x=(): frozenset(),
        "zip": lambda *x, **y: (),
    }
    for name, fake in patches.items():
        monkeypatch.setattr(f"builtins.{name}", fake)
    found = [
        close_difference(5.0, 1.0, Tolerance(within=0.1)),
        equal_difference([1, 2], [1, 3]),
        set_difference([1], [2]),
        contains_difference("a", ["b"]),
    ]
    monkeypatch.undo()
    assert None not in found


def test_text_ignores_case_and_space_on_request():
    assert text_difference(" A  b\n", "a b", ignore_case=True, ignore_space=True) is None
    assert text_difference("A b", "a b", ignore_case=False, ignore_space=True) is not None
    assert text_difference("a  b", "a b", ignore_case=True, ignore_space=False) is not None
    assert "which is a number" in text_difference(3, "3", ignore_case=True, ignore_space=True).got
    assert text_difference(AlwaysEqual(), "a", ignore_case=True, ignore_space=True) is not None


def test_the_words_that_a_text_lacks_are_told():
    assert contains_difference("Mean and MEDIAN", ["mean", "median"]) is None
    assert contains_difference("mean", "median").expected == "text that contains 'median'"
    assert contains_difference("mean", ["mean", "mode"]).expected == "text that contains 'mode'"
    assert contains_difference(["mean"], "mean") is not None


@given(st.lists(st.integers(0, 9)), st.lists(st.integers(0, 9)))
def test_same_set_ignores_order_and_repetition(left, right):
    assert (set_difference(left, right) is None) == (set(left) == set(right))


def test_same_set_takes_any_collection_but_no_text():
    assert set_difference(("a", "b"), {"b", "a"}) is None
    assert set_difference({"a": 1}.keys(), ["a"]) is not None
    assert "which is text" in set_difference("ab", ["a", "b"]).got
    assert set_difference([AlwaysEqual()], ["a"]) is not None
