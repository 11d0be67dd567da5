"""The hard_coded gate, on a lesson whose hidden tests were broken, run once."""

import pytest

from course.authoring.gates.hard_coded import hard_coded


@pytest.fixture(scope="module")
def findings(broken_once):
    studied = broken_once(
        # the hidden test asks what the visible one asks
        ("lambda: mean_delay([1, 2, 6]), 3,", "lambda: mean_delay([10, 20]), 15,"),
        (
            '    ### BEGIN HIDDEN TESTS\n    expect.equal(lambda: late_by(8), 190, says="another limit", '
            'help="Where does `limit` enter?")\n    ### END HIDDEN TESTS\n',
            "",
        ),
    )
    return [finding.what for finding in hard_coded(studied)]


def test_hidden_tests_that_repeat_the_visible_ones_are_named(findings):
    assert "an answer that knows only the visible calls of 'mean-delay' passes its hidden tests" in findings


def test_a_function_without_hidden_tests_is_named(findings):
    assert "the check of late_by has no hidden tests" in findings


def test_answers_without_functions_need_none(findings):
    assert len(findings) == 2
