"""The solution gate, on a lesson whose solutions were broken in several places, run once."""

import pytest

from course.authoring.gates.solution import solution


@pytest.fixture(scope="module")
def findings(broken_once):
    studied = broken_once(
        ("days = 7\n", "days = 8\n"),
        ("later_4 = 4 + 15\n", "later_4 = 4 + nothing\n"),
        ('with checks("later_5", points=1)', 'print(5)\nwith checks("later_5", points=1)'),
        ('help="Add the two numbers.")\n\n# %% tags=["wrong-answer"]\n# message: "Add the two"\nlater_6',
         'help="Add the two numbers.")\nlater_6\n\n# %% tags=["wrong-answer"]\n# message: "Add the two"\nlater_6'),
        ("\nprint(total(delays)", '\nimport sys\n\nprint("oh", file=sys.stderr)\nprint(total(delays)'),
    )  # fmt: skip
    return [finding.what for finding in solution(studied)]


@pytest.mark.parametrize(
    "what",
    [
        "on the solution, 'days of a week' is failed",
        "nbgrader gives the solution 2 of 3 points in 'warm-up-check'",
        "the solved notebook raises NameError: name 'nothing' is not defined",
        "'later-6-check' shows 2 results in place of one report",
        "the solved notebook writes to stderr: oh",
    ],
)
def test_names_what_the_solution_loses(findings, what):
    assert what in findings


def test_printing_beside_the_report_costs_nothing(findings):
    assert not any("later-5" in what for what in findings)
