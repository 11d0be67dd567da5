"""The metrics that a contest can be scored by."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum

import numpy as np


class Kind(StrEnum):
    """What is predicted for a row: the probability of a yes, or a number."""

    PROBABILITY = "probability"
    NUMBER = "number"


@dataclass(frozen=True)
class Metric:
    """A score of (truth, predicted), its name for people, and which way is better."""

    name: str
    title: str
    score: Callable[[np.ndarray, np.ndarray], float]
    higher_is_better: bool
    kinds: frozenset[Kind]

    def rank(self, score: float) -> float:
        """A sort key: the better the score, the smaller the key."""
        return -score if self.higher_is_better else score

    def better(self, score: float, other: float) -> bool:
        return self.rank(score) < self.rank(other)


def _auc(truth: np.ndarray, predicted: np.ndarray) -> float:
    from sklearn.metrics import roc_auc_score

    return float(roc_auc_score(truth, predicted))


def _log_loss(truth: np.ndarray, predicted: np.ndarray) -> float:
    # a forecast of exactly 0 or 1 that fails would cost infinitely much; at 1e-6 it costs 13.8
    p = np.clip(predicted, 1e-6, 1 - 1e-6)
    return float(-np.mean(np.where(truth == 1, np.log(p), np.log1p(-p))))


def _brier(truth: np.ndarray, predicted: np.ndarray) -> float:
    return float(np.mean((predicted - truth) ** 2))


def _rmse(truth: np.ndarray, predicted: np.ndarray) -> float:
    return float(np.sqrt(np.mean((predicted - truth) ** 2)))


def _mae(truth: np.ndarray, predicted: np.ndarray) -> float:
    return float(np.mean(np.abs(predicted - truth)))


_YES = frozenset({Kind.PROBABILITY})
_NUMBER = frozenset({Kind.NUMBER})
METRICS = {
    metric.name: metric
    for metric in (
        Metric("auc", "AUC", _auc, True, _YES),
        Metric("log-loss", "log loss", _log_loss, False, _YES),
        Metric("brier", "Brier score", _brier, False, _YES),
        Metric("rmse", "root mean squared error", _rmse, False, _NUMBER),
        Metric("mae", "mean absolute error", _mae, False, _NUMBER),
    )
}
