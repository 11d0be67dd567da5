import numpy as np
import pandas as pd
import pytest

from course.competition.contest import find
from course.competition.recipes import RECIPES
from course.competition.tables import tables


@pytest.fixture
def flights():
    """A table to learn from and one to predict, small parts of the practice contest."""
    made = tables(find("summer-delays"))
    return made.train.sample(3000, random_state=1), made.test.head(500)


@pytest.mark.parametrize("baseline", find("summer-delays").baselines, ids=lambda baseline: baseline.recipe)
def test_every_recipe_gives_a_probability_for_each_row_and_leaves_the_tables_alone(flights, baseline):
    train, test = flights
    before = train.copy(), test.copy()
    risks = RECIPES[baseline.recipe](train, test, "late", [*baseline.columns])
    assert risks.shape == (len(test),)
    assert np.isfinite(risks).all() and ((risks >= 0) & (risks <= 1)).all()
    pd.testing.assert_frame_equal(train, before[0])
    pd.testing.assert_frame_equal(test, before[1])


def test_small_groups_are_pulled_towards_the_mean_of_all():
    train = pd.DataFrame({"line": ["A"] * 50 + ["B"] * 49 + ["C"], "late": [1] * 50 + [0] * 50})
    risks = RECIPES["group-means"](train, pd.DataFrame({"line": ["A", "C", "new"]}), "late", ["line"])
    assert risks == pytest.approx([0.75, 25 / 51, 0.5])
