"""The score of a submission on the public and on the private rows."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd

from course.competition.contest import Contest
from course.competition.metrics import METRICS
from course.competition.tables import ID, public_rows
from course.errors import CompetitionError


@dataclass(frozen=True)
class Scores:
    public: float
    private: float


@dataclass(frozen=True)
class Scorer:
    """The answers of a contest's test rows and which are public; made once, used for many submissions."""

    contest: Contest
    answers: pd.DataFrame
    public: np.ndarray

    @classmethod
    def of(cls, contest: Contest, answers: pd.DataFrame, key: str | None = None) -> Scorer:
        """The scorer of a contest; an instructor's `key` decides the public rows in place of the contest's own."""
        public = public_rows(contest, answers[ID], key)
        values = answers[contest.target.column]
        if any(values[part].nunique() < 2 for part in (public, ~public)):
            raise CompetitionError(
                "the public or the private rows do not hold two different answers, so nothing can be scored",
                where=contest.path.name,
                next_step="hold out more rows, or change scoring.public",
            )
        return cls(contest, answers, public)

    def score(self, predictions: np.ndarray) -> Scores:
        """The scores of predictions that stand in the order of the answers."""
        truth = self.answers[self.contest.target.column].to_numpy()
        metric = METRICS[self.contest.scoring.metric]
        return Scores(
            metric.score(truth[self.public], predictions[self.public]),
            metric.score(truth[~self.public], predictions[~self.public]),
        )
