import dataclasses

from autograder.verdict import ExerciseVerdict, SubCheck, Verdict
from course.checking.answer import Answer, read_answer
from course.outcomes import Outcome

ANSWER = Answer(
    Verdict(
        "01_foundations/01_programming",
        (ExerciseVerdict("a", "Exercise 1", "write", 2.0, 1.0, Outcome.FAILED, (SubCheck("é", Outcome.PASSED),)),),
        ("put back",),
        0.5,
    ),
    0.7,
    "in a sandbox",
)


def test_an_answer_comes_back_from_its_json_as_it_was():
    assert read_answer(ANSWER.to_json()) == ANSWER
    part = dataclasses.replace(ANSWER, ran=("a",))
    assert read_answer(part.to_json()) == part


def test_what_is_no_answer_is_none():
    assert read_answer("{}") is None
    assert read_answer("hello") is None
    assert read_answer(ANSWER.to_json().replace('"failed"', '"flew"')) is None


def test_an_answer_is_settled_when_all_of_it_ran():
    assert ANSWER.settled
    assert not dataclasses.replace(ANSWER, ran=()).settled
