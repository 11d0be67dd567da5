"""The figures against worked examples and against each other."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from autograder.report.items import FEW, difficulty, discrimination, judged, reliability

NAN = float("nan")
# Six learners, four exercises of one point; worked out by hand below.
SIX = np.array([[1, 1, 1, 1], [1, 1, 1, 0], [1, 1, 0, 0], [1, 0, 1, 0], [0, 1, 0, 0], [0, 0, 0, 0]], dtype=float)
ONE = np.ones(4)
TABLES = arrays(
    float, st.tuples(st.integers(3, 20), st.integers(2, 6)), elements=st.sampled_from([0.0, 0.25, 0.5, 1.0])
)


def test_difficulty_is_the_mean_share():
    assert [difficulty(SIX[:, item]) for item in range(4)] == pytest.approx([4 / 6, 4 / 6, 3 / 6, 1 / 6])
    assert difficulty(np.array([1.0] * 19 + [NAN])) == 1.0
    assert difficulty(np.array([0.0, NAN])) is None  # half of them wait to be read, the other half is empty
    assert difficulty(np.array([])) is None


def test_discrimination_takes_the_exercise_out_of_the_total():
    # exercise 1 against the rest (3, 2, 1, 1, 1, 0): covariance 10/36, deviations √8/6 and √32/6, so r = 10/16
    rest = SIX[:, 1:].sum(axis=1)
    assert list(rest) == [3, 2, 1, 1, 1, 0]
    assert discrimination(SIX, ONE, 0) == pytest.approx(np.corrcoef(SIX[:, 0], rest)[0, 1])
    assert discrimination(SIX, ONE, 0) == pytest.approx(0.625)
    assert discrimination(SIX, ONE, 0) < np.corrcoef(SIX[:, 0], SIX.sum(axis=1))[0, 1]


def test_discrimination_weighs_the_rest_by_points():
    points = np.array([1.0, 1.0, 5.0, 1.0])
    expected = np.corrcoef(SIX[:, 0], SIX[:, 1:] @ points[1:])[0, 1]
    assert discrimination(SIX, points, 0) == pytest.approx(expected)


def test_there_is_none_without_spread_or_learners():
    assert discrimination(np.ones((5, 3)), np.ones(3), 0) is None
    assert discrimination(SIX[:2], ONE, 0) is None
    unread = SIX.copy()
    unread[:3, 0] = NAN
    assert discrimination(unread, ONE, 0) is None


def test_alpha_of_a_worked_example():
    # item variances 4/15, 4/15, 3/10, 1/6 add up to 1; the totals 4, 3, 2, 2, 1, 0 have variance 2
    assert SIX.var(axis=0, ddof=1).sum() == pytest.approx(1)
    assert SIX.sum(axis=1).var(ddof=1) == pytest.approx(2)
    assert reliability(SIX, ONE) == pytest.approx(4 / 3 * (1 - 1 / 2))


def test_alpha_leaves_out_what_waits_to_be_read():
    waiting = np.column_stack([SIX, [NAN] * 6])
    assert reliability(waiting, np.ones(5)) == pytest.approx(reliability(SIX, ONE))
    assert reliability(np.ones((5, 3)), np.ones(3)) is None
    assert reliability(SIX[:, :1], np.ones(1)) is None
    assert reliability(np.empty((0, 3)), np.ones(3)) is None


@given(TABLES)
def test_figures_stay_where_they_belong(scores):
    points = np.arange(1.0, scores.shape[1] + 1)
    for item in range(scores.shape[1]):
        assert 0 <= difficulty(scores[:, item]) <= 1
        apart = discrimination(scores, points, item)
        assert apart is None or -1.000001 <= apart <= 1.000001
    alpha = reliability(scores, points)
    assert alpha is None or alpha <= 1.000001
    twice = reliability(scores, points * 2)
    assert alpha is None or twice == pytest.approx(alpha, abs=1e-6)


@pytest.mark.parametrize(
    ("easy", "apart", "number", "words"),
    [
        (0.5, 0.5, FEW, ""),
        (0.5, 0.5, FEW - 1, "few learners"),
        (0.5, -0.1, FEW, "does worse here"),
        (0.99, 0.4, FEW, "nearly everybody"),
        (0.1, 0.4, FEW, "hardly anybody"),
        (0.5, 0.1, FEW, "tells little"),
        (None, None, FEW, ""),
    ],
)
def test_what_the_figures_suggest(easy, apart, number, words):
    found = judged(easy, apart, number)
    assert words in found if words else found == ""
