"""Models are scored from their predictions, not by what they say of themselves."""

import numpy as np
import pandas as pd
import pytest
from sklearn.dummy import DummyClassifier, DummyRegressor
from sklearn.linear_model import LinearRegression, LogisticRegression
from sklearn.metrics import accuracy_score, mean_absolute_error, r2_score, root_mean_squared_error
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import StandardScaler

from course.checks._models import SCORES, Goal, Predictions, predictions, score_difference
from course.errors import LessonError

X = np.arange(20.0).reshape(-1, 1)
LATE = X.ravel() > 9
DELAY = 3 * X.ravel() + 1


def judge(model, y=LATE, score="accuracy", at_least=None, at_most=None):
    return score_difference(predictions(model, X), y, Goal(score, at_least, at_most))


def test_a_model_that_reaches_the_score_passes():
    model = make_pipeline(StandardScaler(), LogisticRegression()).fit(X, LATE)
    assert judge(model, at_least=0.9) is None
    assert judge(LinearRegression().fit(X, DELAY), DELAY, "r2", at_least=0.99) is None
    assert judge(LinearRegression().fit(X, DELAY), pd.Series(DELAY), "mean_absolute_error", at_most=1e-6) is None
    assert judge(LinearRegression().fit(X, DELAY), DELAY, root_mean_squared_error, at_most=1e-6) is None


def test_a_model_of_words_is_scored_too():
    words = np.where(LATE, "late", "in time")
    assert judge(LogisticRegression().fit(X, words), list(words), at_least=0.9) is None
    assert judge(DummyClassifier().fit(X, words), words, at_least=0.9) is not None


@pytest.mark.parametrize(
    ("model", "y", "options", "got", "expected"),
    [
        (DummyClassifier().fit(X, LATE), LATE, {"at_least": 0.9}, "accuracy 0.5", "accuracy of at least 0.9"),
        (DummyRegressor().fit(X, DELAY), DELAY, {"score": "r2", "at_least": 0.5}, "R² 0", "R² of at least 0.5"),
        (
            DummyRegressor().fit(X, DELAY),
            DELAY,
            {"score": "mean_absolute_error", "at_most": 5},
            "mean absolute error 15",
            "mean absolute error of at most 5",
        ),
        (LogisticRegression(), LATE, {"at_least": 0.9}, "not fitted yet", "a fitted model"),
        (LogisticRegression, LATE, {"at_least": 0.9}, "the class LogisticRegression itself", "a fitted model"),
        (0.95, LATE, {"at_least": 0.9}, "0.95", "a fitted model"),
        (
            DummyClassifier(strategy="constant", constant="x").fit(X, ["x"] * 20),
            DELAY,
            {"score": "r2", "at_least": 0},
            "'x'",
            "numbers",
        ),
    ],
)
def test_a_model_that_falls_short_is_told_why(model, y, options, got, expected):
    found = judge(model, y, **options)
    assert got in found.got
    assert expected in found.expected


class Boaster:
    def fit(self, X, y):
        return self

    def score(self, X, y):
        return 1.0


class AlwaysEqual:
    def __eq__(self, other):
        return True

    __hash__ = object.__hash__


class Oracle(Boaster):
    def __init__(self, answer):
        self.answer = answer

    def predict(self, X):
        return self.answer


class Look(np.ndarray):
    def __eq__(self, other):
        return np.ones(20, bool)


@pytest.mark.parametrize(
    "model",
    [
        Boaster(),
        Oracle(np.array([AlwaysEqual()] * 20, dtype=object)),
        Oracle([AlwaysEqual()] * 20),
        Oracle(np.zeros(20).view(Look)),
        Oracle(np.zeros(3)),
        Oracle(None),
        Oracle([None] * 20),
    ],
)
def test_a_model_that_only_claims_falls_short(model):
    assert judge(model, at_least=0.6) is not None


def test_an_error_of_the_model_is_the_learners():
    class Broken(Boaster):
        def predict(self, X):
            return 1 / 0

    with pytest.raises(ZeroDivisionError):
        predictions(Broken(), X)


@pytest.mark.parametrize(
    ("name", "reference"),
    [
        ("accuracy", accuracy_score),
        ("r2", r2_score),
        ("mean_absolute_error", mean_absolute_error),
        ("root_mean_squared_error", root_mean_squared_error),
    ],
)
def test_the_scores_are_scikit_learns(name, reference):
    rng = np.random.default_rng(0)
    y, predicted = rng.integers(3, size=50), rng.integers(3, size=50)
    assert SCORES[name](y, predicted) == pytest.approx(reference(y, predicted))


def test_a_goal_has_one_bound_and_a_known_score():
    with pytest.raises(LessonError, match="one of"):
        Goal("accuracy", None, None)
    with pytest.raises(LessonError, match="one of"):
        Goal("accuracy", 0.5, 0.5)
    with pytest.raises(LessonError, match="accuracy"):
        Goal("auc", 0.5, None)
    assert score_difference(Predictions([1, 0]), [1, 0], Goal("accuracy", 1, None)) is None
