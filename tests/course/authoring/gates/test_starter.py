"""The starter gate, on a lesson whose starters were broken in several places, run once."""

import pytest

from course.authoring.gates.starter import starter

LATE = 'help="Does the function hand its result back with `return`?")\n'


@pytest.fixture(scope="module")
def findings(broken_once):
    return [
        finding.what
        for finding in starter(
            broken_once(
                ("later_4 = ...\n", "later_4 = 5\n"),  # the starter is taken for an answer
                ("later_5 = ...\n", "later_5 = undefined\n"),  # the starter stops
                (
                    LATE,
                    f"{LATE}    expect.true(lambda: True, says='always', help='x')\n",
                ),  # passes whatever the answer is
                ("days = 7\n", "days = 8\n"),  # no finding of this gate
                ('with checks("later_6", points=1)', 'print(later_6 + 1)\nwith checks("later_6", points=1)'),
                ("# %%\nsave_evidence(", "# %%\nlate_by(3)\n\n# %%\nsave_evidence("),
            )
        )
    ]


@pytest.mark.parametrize(
    "what",
    [
        "'later-4-check' calls the untouched starter failed: 'later_4' when no exercise of the lesson is solved",
        "'later-4' calls the untouched starter failed: 'later_4'",
        "'late-by' calls the untouched starter passed: 'always'",
        "the starter of 'later-5' stops: NameError: name 'undefined' is not defined",
        "running all cells of the untouched notebook stops here: NameError: name 'undefined' is not defined",
        "running all cells of the untouched notebook stops here: NotImplementedError: your code goes here",
    ],
)
def test_names_what_a_learner_who_wrote_nothing_would_see(findings, what):
    assert what in findings


def test_a_check_that_breaks_is_named(findings):
    assert any(what.startswith("the check of 'later-6' breaks on the starter: TypeError") for what in findings)


def test_other_exercises_are_left_alone(findings):
    assert not any("mean-delay" in what or "warm-up" in what for what in findings)
