"""The wrong_answers gate, on a lesson whose wrong answers were broken in several places, run once."""

import pytest

from course.authoring.gates.wrong_answers import wrong_answers

SECOND = '# message: "Divide by how many"\ndef mean_delay(numbers):\n'


@pytest.fixture(scope="module")
def findings(broken_once):
    studied = broken_once(
        ('# message: "Is a 2 left"', '# message: "a divisor"'),
        (f"{SECOND}    return sum(numbers)\n", f"{SECOND}    return sum(numbers) / len(numbers)\n"),
        ("    return 98\n", "    ...\n"),
        ('# message: "from Monday"', '# message: "FROM monday" "a clock"'),
    )  # fmt: skip
    return {finding.what: finding for finding in wrong_answers(studied)}


def test_a_message_without_the_words_is_told_with_what_it_says(findings):
    (what,) = (what for what in findings if "'a divisor'" in what)
    assert what.startswith("the message on wrong answer 1 of 'mean-delay' lacks 'a divisor'; it says: other delays")
    assert "Is a 2 left in your code?" in what


def test_each_of_several_words_is_wanted_whatever_their_case(findings):
    assert any(what.startswith("the message on wrong answer 1 of 'warm-up' lacks 'a clock'") for what in findings)
    assert not any("monday" in what.lower().partition("it says")[0] for what in findings)


def test_a_right_answer_is_no_wrong_one(findings):
    assert "wrong answer 2 of 'mean-delay' loses no points" in findings


def test_an_answer_that_is_still_a_starter_is_no_mistake(findings):
    assert "wrong answer 2 of 'late-by' is taken for an untouched starter" in findings


def test_no_other_wrong_answer_is_named(findings):
    assert len(findings) == 4


def test_an_answer_that_never_ran_is_no_mistake_either(broken_once):
    studied = broken_once(
        ("def late_by(limit):\n    print(total(delays) - limit)", "undefined_thing\ndef late_by(limit):\n    print(1)"),
        (f"{SECOND}    return sum(numbers)\n", f"{SECOND.replace('mean_delay', 'nean_delay')}    return 1\n"),
    )
    whats = [finding.what for finding in wrong_answers(studied)]
    assert any(what.startswith("wrong answer 1 of 'late-by' stops: NameError") for what in whats)
    assert "wrong answer 2 of 'mean-delay' does not define 'mean_delay'" in whats
