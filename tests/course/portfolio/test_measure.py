import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from course.errors import PortfolioError
from course.portfolio import Measure
from course.portfolio.measure import as_measures


@pytest.mark.parametrize("value", [float("nan"), float("inf"), True, "12", None, np.array([1.0, 2.0])])
def test_a_measure_is_a_finite_number(value):
    with pytest.raises(PortfolioError, match="finite number"):
        Measure("speed", value)


@given(st.one_of(st.integers(-(10**12), 10**12), st.floats(allow_nan=False, allow_infinity=False)))
def test_numpy_numbers_become_plain_ones(value):
    kept = Measure("speed", np.float64(value) if isinstance(value, float) else np.int64(value))
    assert type(kept.value) in (int, float)
    assert kept.value == value


def test_a_measure_does_not_vary_unless_it_says_so():
    assert not Measure("birds", 342).varies
    assert Measure("latency", 12, "ms", varies=True).varies


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"name": " ", "value": 1}, "no name"),
        ({"name": "n", "value": 1, "unit": "m" * 121}, "a measure's unit has 121 letters"),
        ({"name": "n", "value": 1, "varies": "yes"}, "varies= of the measure 'n' is 'yes'"),
    ],
)
def test_a_wrong_field_is_named(fields, words):
    with pytest.raises(PortfolioError, match=words):
        Measure(**fields)


def test_dicts_and_measures_become_measures_in_their_order():
    given = [Measure("birds", 3), {"name": "latency", "value": np.float64(12), "unit": "ms", "varies": True}]
    assert as_measures(given) == (Measure("birds", 3), Measure("latency", 12.0, "ms", varies=True))


@pytest.mark.parametrize(
    ("given", "words"),
    [
        ([Measure("n", 1), Measure("n", 2)], "two measures are named 'n'"),
        ([("n", 1)], "is not a measure"),
        ([{"name": "n", "value": 1, "colour": "red"}], "is not a measure"),
    ],
)
def test_what_is_no_list_of_measures_is_one_error(given, words):
    with pytest.raises(PortfolioError, match=words):
        as_measures(given)
