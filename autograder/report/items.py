"""Item analysis: how hard an exercise is, how well it tells learners apart, and how far the total can be relied on.

All take shares of points, a row a learner and a column an exercise; NaN where there is no score yet.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Scores = NDArray[np.float64]

FEW = 30  # learners below whom a correlation says little: its standard error is about 1/√n, so 0.18 and more


UNREAD = 0.1  # share of answers without a score above which the others, many of them empty, say nothing


def difficulty(scores: Scores) -> float | None:
    """The mean share of points, 0 to 1: the classical "p value", which is high where an exercise is easy.

    Crocker and Algina, Introduction to Classical and Modern Test Theory (1986), chapter 5.
    """
    known = scores[~np.isnan(scores)]
    return float(known.mean()) if known.size and known.size >= (1 - UNREAD) * scores.size else None


def discrimination(scores: Scores, points: Scores, item: int) -> float | None:
    """The correlation between an exercise and the rest of the lesson, −1 to 1; None where either never varies.

    r = cov(x, t − x) / (sd(x) · sd(t − x)), with the exercise itself taken out of the total t, since else it would
    correlate with itself: the corrected item-total correlation, which for an exercise of all or nothing is the
    corrected point-biserial one. Henrysson, Psychometrika 28 (1963), 211-218. The rest is the share earned of the
    points that have been given, so that an answer which nobody has read yet counts neither way.
    """
    others = np.delete(np.arange(len(points)), item)
    rest, there = scores[:, others], ~np.isnan(scores[:, others])
    possible = there @ points[others]
    usable = ~np.isnan(scores[:, item]) & (possible > 0)
    if usable.sum() < max(3, (1 - UNREAD) * len(scores)):
        return None
    one = scores[usable, item]
    other = (np.nan_to_num(rest[usable]) @ points[others]) / possible[usable]
    if np.ptp(one) < 1e-9 or np.ptp(other) < 1e-9:
        return None
    return float(np.corrcoef(one, other)[0, 1])


def reliability(scores: Scores, points: Scores) -> float | None:
    """Cronbach's alpha of the lesson's points; None where it has fewer than two exercises or no spread.

    alpha = k / (k − 1) · (1 − Σ var(item) / var(total)), with sample variances. Cronbach, Psychometrika 16 (1951),
    297-334. Exercises that wait to be read are left out, and so are learners who lack a score of another one.
    """
    given = np.isnan(scores).mean(axis=0) <= UNREAD if len(scores) else np.zeros(len(points), bool)
    earned = scores[:, given] * points[given]
    earned = earned[~np.isnan(earned).any(axis=1)]
    number = int(given.sum())
    if number < 2 or len(earned) < 2:
        return None
    total = earned.sum(axis=1).var(ddof=1)
    if total < 1e-12:
        return None
    return float(number / (number - 1) * (1 - earned.var(axis=0, ddof=1).sum() / total))


def judged(easy: float | None, apart: float | None, number: int) -> str:
    """What a look at the two figures suggests, in words; empty where nothing does."""
    if number < FEW:
        return "few learners"
    if apart is not None and apart < 0:
        return "look at this one: who does well elsewhere does worse here"
    if easy is not None and easy > 0.95:
        return "nearly everybody has it right"
    if easy is not None and easy < 0.2:
        return "hardly anybody has it right"
    if apart is not None and apart < 0.2:
        return "tells little about who knows more"
    return ""
