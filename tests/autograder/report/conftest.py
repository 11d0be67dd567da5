"""A cohort of thirty with known strengths: one graded by an executor that needs no kernel, so that tests are quick."""

import pytest


@pytest.fixture
def thirty(cohort, grade):
    """Learner n passes every exercise up to a place that grows with n, half of the next one, and tries no more."""
    starters = {"count": "count = ...", "late_share": None, "longest": None}
    for number in range(30):
        reached = number * 4 // 30
        texts = {}
        for place, name in enumerate(starters):
            if place < reached:
                texts[name] = f"RIGHT # {number}"
            elif place == reached:
                texts[name] = ("HALF", "WRONG")[number % 2] + f"\nx = {number % 3}  # learner-{number:02}"
        cohort.hand_in(f"learner-{number:02}", **texts)
    grade()
    return cohort
