import numpy as np
import pandas as pd
import pytest

from course.errors import PortfolioError
from course.portfolio.series import Series, as_series, step_of


def test_a_table_and_a_dict_give_the_same_series():
    expected = (Series("public", (0.5, 0.6)), Series("validation", (None, 0.7)))
    given = {"public": [0.5, np.float64(0.6)], "validation": [None, 0.7]}
    assert as_series(given) == expected
    assert as_series(pd.DataFrame({"public": [0.5, 0.6], "validation": [np.nan, 0.7]})) == expected
    assert as_series(None) == ()


def test_a_single_number_is_one_to_compare_with():
    given = {"public": [0.5, 0.6], "model to beat": np.float64(0.66)}
    expected = (Series("public", (0.5, 0.6)), Series("model to beat", (0.66,)))
    assert as_series(given) == expected
    table = pd.DataFrame({"public": [0.5, 0.6]})
    table.attrs["references"] = {"model to beat": 0.66}
    assert as_series(table) == expected


def test_the_steps_are_named_by_the_index():
    table = pd.DataFrame({"public": [0.5]}, index=pd.Index([1], name="try"))
    assert (step_of(table), step_of({"public": [0.5]}), step_of(None)) == ("try", "step", "step")


@pytest.mark.parametrize(
    ("given", "words"),
    [
        ([0.5], "a table or a dict"),
        ({"note": ["good"]}, "no number"),
        ({"public": [float("inf")]}, "no number"),
        ({"public": [True]}, "no number"),
        ({"public": [0.5], "private": [0.5, 0.6]}, "same length"),
        ({"public": [0.5, 0.6], "model to beat": float("inf")}, "no number"),
        ({"": [0.5]}, "no name"),
        ({str(number): [0.5] for number in range(13)}, "at most 12"),
        ({"public": [0.5] * 1001}, "at most 12 series of 1,000"),
    ],
)
def test_what_is_no_series_is_one_error(given, words):
    with pytest.raises(PortfolioError, match=words):
        as_series(given)
