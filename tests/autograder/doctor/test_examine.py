"""What the doctor finds: comparisons that believe, points for nothing; and what it leaves alone."""

import pytest

from autograder.doctor.examine import gains_of_cheats


@pytest.fixture(scope="module")
def gains(studied):
    return gains_of_cheats(studied)


def test_a_comparison_that_asks_the_answer_itself_is_a_fault(gains):
    ways = [gain for gain in gains if gain.exercise_id == "believing" and gain.fault]
    faults = [gain for gain in ways if gain.says != "the visible examples by heart"]
    assert {gain.says.partition(":")[0] for gain in faults} == {"an object that equals everything"}
    assert all(gain.passed == ("four",) and gain.earned == 1 for gain in faults)
    assert all("believes" in gain.fault for gain in faults)
    assert len(faults) >= 8


def test_hidden_sub_checks_that_ask_what_the_visible_ones_do_are_a_fault(gains):
    (fault,) = (gain for gain in gains if gain.says == "the visible examples by heart" and gain.fault)
    assert (fault.exercise_id, fault.earned, fault.points) == ("believing", 4, 4)


def test_a_constant_that_earns_half_the_points_is_a_fault(gains):
    faults = {gain.says for gain in gains if gain.exercise_id == "generous" and gain.fault}
    assert "a constant: 0 everywhere" in faults
    assert "a constant: False everywhere" not in faults  # False is no number to the checks


def test_what_a_constant_earns_by_chance_is_told_and_no_fault(gains):
    honest = [gain for gain in gains if gain.exercise_id == "honest"]
    assert all(gain.fault is None for gain in honest)
    chance = next(gain for gain in honest if gain.says == "a constant: 0 everywhere")
    assert (chance.earned, chance.points, chance.passed) == (1, 4, ("nothing",))


def test_a_line_leads_to_the_check(gains, studied):
    text = studied.lesson.text_path.read_text(encoding="utf-8").splitlines()
    assert all(f'"{gain.exercise_id}-check"' in text[gain.line - 1] for gain in gains)
