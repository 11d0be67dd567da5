import numpy as np
import pytest
from sklearn.metrics import roc_auc_score

from course.competition.scoring import Scorer
from course.competition.tables import tables
from course.errors import CompetitionError


def test_public_and_private_scores_are_those_of_their_rows(contest):
    answers = tables(contest).answers
    scorer, truth = Scorer.of(contest, answers), answers["late"].to_numpy()
    predicted = np.random.default_rng(2).random(len(truth))
    scores = scorer.score(predicted)
    assert scores.public == pytest.approx(roc_auc_score(truth[scorer.public], predicted[scorer.public]))
    assert scores.private == pytest.approx(roc_auc_score(truth[~scorer.public], predicted[~scorer.public]))


def test_rows_that_all_have_one_answer_are_one_error(contest):
    answers = tables(contest).answers.assign(late=1)
    with pytest.raises(CompetitionError, match="two different answers"):
        Scorer.of(contest, answers)
