"""Trying answers on a lesson's checks, in one kernel."""

import pytest

from course.authoring.exercise import find_exercises
from course.authoring.pipeline import compose, release
from course.authoring.text import read_text
from course.authoring.trials import REPORT, Answer, Trial, defined_functions, has_hidden, run_trials
from course.outcomes import Outcome

TEXT = '''\
# %%
from course.checks import checks

rows = [1, 2, 3]
record = "a name that the trials' own tools must not need"

# %% [markdown] tags=["task", "kind:write"]
# ## Exercise 1: double

# %% nbgrader={"grade_id": "double", "solution": true}
def double(number):
    """Return twice the number."""
    ### BEGIN SOLUTION
    return 2 * number
    ### END SOLUTION

# %% nbgrader={"grade_id": "double-check", "grade": true, "points": 2}
with checks("double", points=2) as expect:
    expect.equal(lambda: double(4), 8, help="Multiply.")
    ### BEGIN HIDDEN TESTS
    expect.equal(lambda: double(5), 10, says="another number", help="Multiply by what?")
    ### END HIDDEN TESTS

# %% tags=["wrong-answer"]
# message: "Multiply"
def double(number):
    return number + 4

# %% tags=["wrong-answer"]
# message: "Multiply"
def helper(number):
    return 1 / 0


def double(number):
    return helper(number)

# %% [markdown] tags=["task", "kind:complete"]
# ## Exercise 2: shorten the rows

# %% nbgrader={"grade_id": "short", "solution": true}
short = ...
### BEGIN SOLUTION
short = rows[:2]
### END SOLUTION

# %%
length = ... if short is ... else len(short)

# %% nbgrader={"grade_id": "short-check", "grade": true, "points": 3}
with checks("short", points=3) as expect:
    expect.equal(lambda: length, 2, says="its length", help="How many are left?")
    expect.equal(lambda: rows, [1, 2, 3], says="rows stay", help="Is rows as it was?")
    expect.true(lambda: "helper" not in globals(), says="no helper", help="Left over.")

# %% tags=["wrong-answer"]
# message: "How many" "as it was"
rows.append(4)
short = rows

# %% tags=["wrong-answer"]
# message: "not defined"
short = nothing
'''


@pytest.fixture(scope="module")
def trials(tmp_path_factory):
    from types import SimpleNamespace

    path = tmp_path_factory.mktemp("lesson") / "01_sums.py"
    path.write_text(TEXT, encoding="utf-8")
    solved = compose(TEXT, SimpleNamespace(id="01_foundations/01_sums"), SimpleNamespace(release="1"))
    tried = run_trials(solved, release(solved), find_exercises(read_text(path)))
    return {(trial.exercise_id, trial.answer, trial.index): trial for trial in tried}


def test_every_answer_of_every_exercise_is_tried_once(trials):
    assert list(trials) == [
        ("double", Answer.STARTER, 0),
        ("double", Answer.WRONG, 0),
        ("double", Answer.WRONG, 1),
        ("double", Answer.SOLUTION, 0),
        ("double", Answer.HARD_CODED, 0),
        ("short", Answer.STARTER, 0),
        ("short", Answer.WRONG, 0),
        ("short", Answer.WRONG, 1),
        ("short", Answer.SOLUTION, 0),
    ]


def test_a_solution_passes_even_after_wrong_answers_that_changed_the_data(trials):
    for name, points in (("double", 2), ("short", 3)):
        trial = trials[name, Answer.SOLUTION, 0]
        assert set(trial.outcomes) == {Outcome.PASSED}
        assert (trial.earned, trial.errors, trial.stopped) == (points, (), None)


def test_a_starter_is_not_attempted_with_the_given_cell_between_answer_and_check(trials):
    assert set(trials["double", Answer.STARTER, 0].outcomes) == {Outcome.NOT_ATTEMPTED}
    assert trials["short", Answer.STARTER, 0].outcomes[0] is Outcome.NOT_ATTEMPTED


def test_a_wrong_answer_loses_points_and_says_why(trials):
    trial = trials["double", Answer.WRONG, 0]
    assert trial.outcomes == (Outcome.PASSED, Outcome.FAILED)
    assert trial.earned == 1
    assert "another number" in trial.message
    assert "Multiply by what?" in trial.message
    assert "double(4)" not in trial.message


def test_the_message_tells_the_error_and_the_learner_s_line(trials):
    message = trials["double", Answer.WRONG, 1].message
    assert "ZeroDivisionError" in message
    assert "return 1 / 0" in message


def test_names_and_data_of_one_trial_are_not_those_of_the_next(trials):
    assert trials["short", Answer.WRONG, 0].outcomes == (Outcome.FAILED, Outcome.FAILED, Outcome.PASSED)
    assert trials["short", Answer.WRONG, 1].outcomes[1:] == (Outcome.PASSED, Outcome.PASSED)


def test_an_answer_whose_cell_stops_is_told(trials):
    assert trials["short", Answer.WRONG, 1].stopped == "NameError: name 'nothing' is not defined"


def test_a_hard_coded_answer_passes_what_is_visible_and_fails_what_is_hidden(trials):
    trial = trials["double", Answer.HARD_CODED, 0]
    assert [(sub["hidden"], sub["outcome"]) for sub in trial.subchecks] == [(False, "passed"), (True, "failed")]


def test_a_check_that_broke_has_its_errors_for_a_message():
    trial = Trial("a", Answer.WRONG, 0, None, "", ("TypeError: no",))
    assert (trial.message, trial.outcomes, trial.earned) == ("TypeError: no", (), 0)


def test_the_report_s_type_is_that_of_the_checks():
    from course.checks import MIMETYPE

    assert REPORT == MIMETYPE


def test_functions_are_those_of_the_top_level():
    assert defined_functions("def f():\n    def g(): pass\n\nclass A:\n    def h(self): pass\nx = 1") == ["f"]


def test_hidden_tests_are_told_by_their_marker(tmp_path):
    path = tmp_path / "01_sums.py"
    path.write_text(TEXT, encoding="utf-8")
    assert [has_hidden(exercise) for exercise in find_exercises(read_text(path))] == [True, False]
