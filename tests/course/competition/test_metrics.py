import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from course.competition.metrics import METRICS, Kind

TRUTH = np.array([0, 1, 0, 1])


@pytest.mark.parametrize(
    ("name", "predicted", "score"),
    [
        ("auc", [0.1, 0.9, 0.4, 0.3], 0.75),
        ("auc", [0.2, 0.2, 0.2, 0.2], 0.5),
        ("log-loss", [0.5, 0.5, 0.5, 0.5], np.log(2)),
        ("brier", [0, 1, 0, 0.5], 0.0625),
        ("rmse", [0, 1, 0, 3], 1),
        ("mae", [0, 1, 2, 3], 1),
    ],
)
def test_known_scores(name, predicted, score):
    assert METRICS[name].score(TRUTH, np.array(predicted, float)) == pytest.approx(score)


def test_a_certain_forecast_that_fails_costs_much_and_not_infinitely_much():
    assert METRICS["log-loss"].score(np.array([1, 0]), np.array([0.0, 0.0])) == pytest.approx(13.8 / 2, abs=0.01)


@pytest.mark.parametrize("metric", METRICS.values(), ids=METRICS)
def test_the_truth_itself_beats_its_opposite(metric):
    best, worst = (metric.score(TRUTH, predicted.astype(float)) for predicted in (TRUTH, 1 - TRUTH))
    assert metric.better(best, worst)
    assert not metric.better(worst, best)
    assert sorted([worst, best], key=metric.rank) == [best, worst]


@given(st.lists(st.floats(0, 1), min_size=4, max_size=4))
def test_every_score_of_probabilities_is_finite(predicted):
    for metric in METRICS.values():
        if Kind.PROBABILITY in metric.kinds:
            assert np.isfinite(metric.score(TRUTH, np.array(predicted)))
