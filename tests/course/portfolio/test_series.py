import numpy as np
import pandas as pd
import pytest

from course.errors import PortfolioError
from course.portfolio.series import Series, as_series


def test_a_table_and_a_dict_give_the_same_series():
    expected = (Series("public", (0.5, 0.6)), Series("validation", (None, 0.7)))
    given = {"public": [0.5, np.float64(0.6)], "validation": [None, 0.7]}
    assert as_series(given) == expected
    assert as_series(pd.DataFrame({"public": [0.5, 0.6], "validation": [np.nan, 0.7]})) == expected
    assert as_series(None) == ()


@pytest.mark.parametrize(
    ("given", "words"),
    [
        ([0.5], "a table or a dict"),
        ({"note": ["good"]}, "no number"),
        ({"public": [float("inf")]}, "no number"),
        ({"public": [True]}, "no number"),
        ({"public": [0.5], "private": [0.5, 0.6]}, "same length"),
        ({"": [0.5]}, "no name"),
        ({str(number): [0.5] for number in range(13)}, "at most 12"),
        ({"public": [0.5] * 1001}, "at most 12 series of 1,000"),
    ],
)
def test_what_is_no_series_is_one_error(given, words):
    with pytest.raises(PortfolioError, match=words):
        as_series(given)
