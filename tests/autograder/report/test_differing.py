import dataclasses

from autograder.report.differing import Differing, compare
from autograder.verdict import ExerciseVerdict, SubCheck, Verdict
from course.outcomes import Outcome

PASSED, FAILED = Outcome.PASSED, Outcome.FAILED


def verdict(*outcomes, earned=1.0):
    parts = tuple(SubCheck(f"part {number}", outcome) for number, outcome in enumerate(outcomes))
    exercise = ExerciseVerdict("f-check", "Exercise 1", "write", 2.0, earned, FAILED, parts)
    return Verdict("01_foundations/01_delays", (exercise,))


def test_equal_verdicts_do_not_differ_whatever_values_they_tell():
    one = verdict(PASSED, FAILED)
    part = dataclasses.replace(one.exercises[0].subchecks[1], got="0.1234")
    exercise = dataclasses.replace(one.exercises[0], subchecks=(one.exercises[0].subchecks[0], part))
    assert compare("ada", [one, dataclasses.replace(one, exercises=(exercise,), seconds=9)]) == []
    assert compare("ada", [one]) == compare("ada", []) == []


def test_points_and_sub_checks_that_differ_are_told():
    runs = [verdict(PASSED, FAILED), verdict(PASSED, PASSED, earned=2.0), verdict(PASSED, FAILED)]
    assert compare("ada", runs) == [
        Differing("ada", "01_foundations/01_delays", "f-check", "Exercise 1", (1.0, 2.0, 1.0), ("part 1",))
    ]


def test_equal_points_by_other_sub_checks_differ_too():
    (found,) = compare("ada", [verdict(PASSED, FAILED), verdict(FAILED, PASSED)])
    assert (found.earned, found.unsteady) == ((1.0, 1.0), ("part 0", "part 1"))


def test_sub_checks_of_one_name_are_told_apart():
    both = verdict(PASSED, FAILED)
    parts = tuple(dataclasses.replace(part, says="same") for part in both.exercises[0].subchecks)
    one = dataclasses.replace(both.exercises[0], subchecks=parts)
    other = dataclasses.replace(one, subchecks=parts[::-1])
    (found,) = compare("ada", [Verdict("l", (one,)), Verdict("l", (other,))])
    assert found.unsteady == ("same",)
