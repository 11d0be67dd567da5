"""Plots tell in words what they show."""

import base64

import numpy as np
import pytest

from autograder.report.figures import items_plot, outcomes_plot, scores_plot, short_names
from autograder.report.tally import ExerciseTally
from course.exercises import Exercise


@pytest.fixture
def exercises():
    found = [ExerciseTally(Exercise(f"e{n}", f"Exercise {n}: do it", "write", 2, False, ())) for n in (1, 2)]
    found[0].outcomes.update(passed=8, failed=2)
    found[1].outcomes.update(passed=3, partly=4, not_attempted=3)
    return found


def check(plot, words):
    head, _, data = plot.address.partition(",")
    assert head == "data:image/png;base64"
    assert base64.b64decode(data).startswith(b"\x89PNG")
    assert words in plot.alt
    assert plot.caption


def test_points(exercises):
    plot = scores_plot(np.array([0.0, 4, 4, 4.5, 10]), 10)
    check(plot, "points of 5 learners, 0 to 10. The median is 4; most learners, 3, have between 4 and 5")
    check(scores_plot(np.array([0.0]), 1), "The median is 0")


def test_outcomes(exercises):
    check(outcomes_plot(exercises), "Fewest passed Exercise 2: do it, 3 of 10")


def test_items(exercises):
    check(items_plot(exercises, [0.8, 0.5], [0.4, 0.1]), "Below 0.2 in discrimination: Exercise 2: do it.")
    check(items_plot(exercises, [0.8, None], [0.4, None]), "1 exercises by difficulty")
    check(items_plot(exercises, [None, None], [None, None]), "0 exercises")


def test_each_exercise_has_a_short_name_of_its_own():
    titles = ["Warm-up: x", "Exercise 1: a", "Exercise 10: b", "Project", "Puzzle"]
    assert short_names(titles) == ["W", "1", "10", "P·4", "P·5"]
