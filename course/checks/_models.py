"""Scores a fitted model on data that the check holds, from its predictions alone."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from types import NoneType

from numpy import asarray, mean, ndarray

from course.errors import LessonError

from ._compare import Difference
from ._plain import Stranger, plain
from ._show import show


def _accuracy(y: ndarray, predicted: ndarray) -> float:
    return float(mean(y == predicted))


def _r2(y: ndarray, predicted: ndarray) -> float:
    return float(1 - ((y - predicted) ** 2).sum() / ((y - y.mean()) ** 2).sum())


def _mean_absolute_error(y: ndarray, predicted: ndarray) -> float:
    return float(mean(abs(y - predicted)))


def _root_mean_squared_error(y: ndarray, predicted: ndarray) -> float:
    return float(mean((y - predicted) ** 2) ** 0.5)


SCORES = {
    "accuracy": _accuracy,
    "r2": _r2,
    "mean_absolute_error": _mean_absolute_error,
    "root_mean_squared_error": _root_mean_squared_error,
}


@dataclass(frozen=True)
class Goal:
    """The score that a model must reach: at least so much of a merit, or at most so much of an error."""

    score: str | Callable
    at_least: float | None
    at_most: float | None

    def __post_init__(self):
        if (self.at_least is None) == (self.at_most is None):
            raise LessonError("expect.model needs one of at_least= and at_most=")
        if type(self.score) is str and self.score not in SCORES:
            raise LessonError(f"score= is one of {sorted(SCORES)}, or a function of (y, predicted)")

    def __str__(self) -> str:
        bound = f"most {show(self.at_most)}" if self.at_least is None else f"least {show(self.at_least)}"
        return f"{_name(self.score)} of at {bound}"

    def reached(self, value: float) -> bool:
        return value <= self.at_most if self.at_least is None else value >= self.at_least


@dataclass(frozen=True)
class Predictions:
    """What `model.predict(X)` gave, as plain values; None for a model that is not fitted."""

    values: object


def predictions(model: object, X) -> object:
    """Return the Predictions of a model for `X`, or `model` itself when it is no model.

    Only `predict` is asked, and the score is computed here: a model's own `score` method has no say.
    """
    if issubclass(type(model), type) or not hasattr(type(model), "predict"):
        return model
    try:
        return Predictions(plain(model.predict(X)))
    except Exception as error:
        if type(error).__name__ == "NotFittedError":
            return Predictions(None)
        raise


def score_difference(got: object, y, goal: Goal) -> Difference | None:
    """Return how predictions fall short of the goal on the true values `y`, or None."""
    if type(got) is not Predictions:
        return Difference(show(got), f"a fitted model with {goal}")
    if got.values is None:
        return Difference("a model that is not fitted yet: its fit method comes first", f"a fitted model with {goal}")
    if type(got.values) is not list or len(got.values) != len(y):
        return Difference(f"predictions that are {show(got.values)}", f"{len(y)} predictions")
    truth, predicted = asarray(plain(y)), got.values
    if any(type(item) in (Stranger, list, tuple, NoneType) for item in predicted):
        return Difference(f"predictions such as {show(predicted[0])}", f"predictions such as {show(plain(truth)[0])}")
    predicted = asarray(predicted)
    if truth.dtype.kind in "biuf" and predicted.dtype.kind not in "biuf":
        return Difference(f"predictions such as {show(predicted[0])}", "predictions that are numbers")
    value = float(SCORES[goal.score](truth, predicted) if type(goal.score) is str else goal.score(truth, predicted))
    return None if goal.reached(value) else Difference(f"{_name(goal.score)} {value:.4g}", str(goal))


def _name(score: str | Callable) -> str:
    name = score if type(score) is str else getattr(score, "__name__", "score")
    return {"r2": "R²", "<lambda>": "a score"}.get(name, name.replace("_", " "))
