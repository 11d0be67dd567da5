"""Trials beside their exercises."""

from types import SimpleNamespace

import pytest

from course.authoring.gates._said import broken, trials_of
from course.authoring.trials import Answer, Trial


def trial(name="a", answer=Answer.WRONG, report=None, errors=()):
    return Trial(name, answer, 0, report, "", errors)


def test_the_trials_of_one_kind_come_with_their_exercises():
    exercises = tuple(SimpleNamespace(id=name) for name in "ab")
    trials = (trial("a"), trial("b", Answer.STARTER), trial("b"))
    studied = SimpleNamespace(exercises=exercises, trials=trials)
    assert [(e.id, t) for e, t in trials_of(studied, Answer.WRONG)] == [("a", trials[0]), ("b", trials[2])]


@pytest.mark.parametrize(
    ("tried", "why"),
    [
        (trial(report={"subchecks": []}), None),
        (trial(), "its cell shows no report"),
        (trial(report={"subchecks": []}, errors=("stderr: x", "E: y")), "stderr: x; E: y"),
    ],
)
def test_a_broken_check_is_told_with_its_reason(tried, why):
    assert broken(tried) == why
