"""Values are read by their real type; an object that pretends is a stranger."""

from datetime import UTC, datetime, timedelta
from decimal import Decimal
from enum import IntEnum, StrEnum
from fractions import Fraction
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from course.checks import plain
from course.checks._plain import Stranger

scalars = st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text() | st.binary()
nested = st.recursive(
    scalars,
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner) | st.tuples(inner, inner),
    max_leaves=20,
)


class AlwaysEqual:
    def __eq__(self, other):
        return True

    def __hash__(self):
        return 0


@given(nested)
def test_plain_values_stay_what_they_are(value):
    assert plain(value) == value
    assert type(plain(value)) is type(value)


class Size(IntEnum):
    BIG = 3


class Name(StrEnum):
    ADELIE = "Adelie"


class LoudList(list):
    def __iter__(self):
        raise RuntimeError("asked")

    def __eq__(self, other):
        return True


class LoudDict(dict):
    def items(self):
        raise RuntimeError("asked")


class LoudFloat(float):
    def __float__(self):
        return 99.0

    def __eq__(self, other):
        return True

    __hash__ = float.__hash__


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (Size.BIG, 3),
        (Name.ADELIE, "Adelie"),
        (LoudList([1, 2]), [1, 2]),
        (LoudDict(a=1), {"a": 1}),
        (LoudFloat(1.5), 1.5),
        (np.float64(2.5), 2.5),
        (np.int32(4), 4),
        (np.bool_(True), True),
        (np.str_("a"), "a"),
        (np.array(3.0), 3.0),
        (np.array([[1, 2], [3, 4]]), [[1, 2], [3, 4]]),
        (np.datetime64("2023-01-02T03:04:05.000000000"), datetime(2023, 1, 2, 3, 4, 5)),
        (np.timedelta64(90, "s"), timedelta(seconds=90)),
        (pd.Series([1, 2], index=["a", "b"]), [1, 2]),
        (pd.Series(["x", None]), ["x", None]),
        (pd.Series(["x", None]).unique(), ["x", None]),
        (pd.array([1, None]), [1, None]),
        (pd.Categorical(["b", "a"]), ["b", "a"]),
        (pd.Index([1, 2]), [1, 2]),
        (pd.RangeIndex(2), [0, 1]),
        (pd.Timestamp("2023-01-02 03:04"), datetime(2023, 1, 2, 3, 4)),
        (pd.Timedelta(minutes=1.5), timedelta(seconds=90)),
        (pd.NaT, None),
        (pd.NA, None),
        (Fraction(1, 3), Fraction(1, 3)),
        (Decimal("1.10"), Decimal("1.10")),
        (datetime(2023, 1, 1, tzinfo=UTC), datetime(2023, 1, 1, tzinfo=UTC)),
        ({1, np.int64(2)}, {1, 2}),
        ({np.str_("k"): [np.float64(1)]}, {"k": [1.0]}),
    ],
    ids=repr,
)
def test_subclasses_arrays_and_scalars_become_built_in(value, expected):
    found = plain(value)
    assert found == expected
    assert type(found) is type(expected)


class PretendsToBeFloat:
    __class__ = float

    def __float__(self):
        return 1.0


class PretendsToBeArray(np.ndarray):
    def __eq__(self, other):
        return np.ones(self.shape, bool)


class PretendsToBeTable(pd.DataFrame):
    def equals(self, other):
        return True


class FromNumpy:
    __module__ = "numpy"

    def __array__(self, dtype=None, copy=None):
        return np.zeros(3)


class PretendingFraction(Fraction):
    pass


@pytest.mark.parametrize(
    "value",
    [
        AlwaysEqual(),
        PretendsToBeFloat(),
        np.zeros(3).view(PretendsToBeArray),
        np.ma.masked_array([1, 2]),
        PretendsToBeTable({"a": [1]}),
        pd.DataFrame({"a": [1]}),
        FromNumpy(),
        PretendingFraction(1, 3),
        object,
        (item for item in "ab"),
        zip("ab", "ab", strict=True),
        len,
    ],
    ids=lambda value: type(value).__name__,
)
def test_what_can_not_be_trusted_is_a_stranger(value):
    found = plain(value)
    assert type(found) is Stranger
    assert found != 1 and found != found.words


def test_strangers_inside_containers_stay_strangers():
    (item,) = plain([AlwaysEqual()])
    assert type(item) is Stranger
    (item,) = plain(np.array([AlwaysEqual()], dtype=object))
    assert type(item) is Stranger
    assert 1 not in plain({AlwaysEqual()})


def test_a_tampered_fraction_is_a_stranger():
    fraction = Fraction(1, 3)
    fraction._numerator = AlwaysEqual()
    assert type(plain(fraction)) is Stranger


def test_a_list_that_contains_itself_ends():
    loop = []
    loop.append(loop)
    assert "contains itself" in repr(plain(loop))


def test_a_hashable_list_in_a_set_is_a_stranger():
    class Hashable(list):
        __hash__ = object.__hash__

    (item,) = plain({Hashable()})
    assert type(item) is Stranger


def test_strict_keeps_subclasses_and_arrays_strangers():
    for value in (Size.BIG, LoudList([1]), np.array([1]), np.float64(1), pd.Series([1])):
        assert type(plain(value, strict=True)) is Stranger
    assert plain((1, [2]), strict=True) == (1, [2])


def test_a_stranger_is_described_by_type():
    assert plain(AlwaysEqual()).words == "an object of type AlwaysEqual"
    assert "list(…)" in plain(map(str, [])).words
    assert plain(AlwaysEqual).words == "the class AlwaysEqual itself"


@pytest.mark.parametrize(
    "work",
    [
        lambda value: value[0],
        lambda value: value.strip(),
        lambda value: len(value),
        lambda value: list(value),
        lambda value: 1 + value,
        lambda value: value < 1,
        lambda value: float(value),
        lambda value: 1 in value,
    ],
)
def test_a_stranger_says_what_it_is_to_whoever_works_with_it(work):
    with pytest.raises((TypeError, AttributeError), match=r"can't work with an object of type AlwaysEqual$"):
        work(plain(AlwaysEqual()))


def test_the_class_of_strangers_is_not_named_to_a_learner():
    stranger = plain(AlwaysEqual())
    works = (lambda: "".join([stranger]), lambda: {}[stranger], lambda: divmod(stranger, 2), lambda: Path(stranger))
    for work in works:
        with pytest.raises((TypeError, KeyError)) as caught:
            work()
        assert "Stranger" not in str(caught.value)
    assert f"{stranger}" == repr(stranger) == "<an object of type AlwaysEqual>"
