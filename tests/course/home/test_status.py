"""What an open page and a notebook are told of a check."""

import dataclasses

from autograder.verdict import ExerciseVerdict, SubCheck, Verdict
from course.checking.answer import Answer
from course.checking.saves import Began, Checked
from course.errors import NotebookError
from course.home.standing import lesson_standing
from course.home.status import began_message, checked_message, status_message
from course.outcomes import Outcome
from course.progress import Results

PART = SubCheck("late flights", Outcome.FAILED, got="3", expected="4", help="Is 15 late?")


def answer(lesson, **changes):
    exercises = [
        ExerciseVerdict(each.exercise.grade_id, each.exercise.title, "write", 2.0, 0.0, Outcome.NOT_ATTEMPTED)
        for each in lesson_standing(lesson, Results()).exercises
    ]
    exercises[1] = dataclasses.replace(exercises[1], outcome=Outcome.FAILED, earned=1.0, subchecks=(PART,))
    return Answer(Verdict(lesson.id, tuple(exercises), **changes), 0.8, "in a sandbox")


def test_the_changed_exercise_is_told_with_its_help(graded_course):
    lesson = graded_course.lessons[0]
    name = answer(lesson).verdict.exercises[1].grade_id
    told = checked_message(Checked(lesson, answer(lesson), changed=(name,)), graded_course)
    assert told["state"] == "partly"
    assert told["words"].endswith(": partly done")
    assert told["why"] == "late flights: got 3, expected 4. Is 15 late?"
    assert told["note"] == ""
    assert told["path"] == f"{lesson.id}.ipynb"
    assert told["next"] is None


def test_a_check_in_part_says_so(graded_course):
    lesson = graded_course.lessons[0]
    part = dataclasses.replace(answer(lesson), ran=(answer(lesson).verdict.exercises[1].grade_id,))
    note = checked_message(Checked(lesson, part), graded_course)["note"]
    assert "only Exercise 1" in note
    assert "all of it runs when you pause" in note
    slow = dataclasses.replace(answer(lesson), seconds=12.0)
    assert checked_message(Checked(lesson, slow), graded_course)["note"] == "The whole lesson ran in 12.0 s."
    none = dataclasses.replace(part, ran=())
    assert "nothing was run" in checked_message(Checked(lesson, none), graded_course)["note"]


def test_an_error_and_a_stop_are_told(graded_course):
    lesson = graded_course.lessons[0]
    told = checked_message(Checked(lesson, error=NotebookError("is not JSON")), graded_course)
    assert (told["state"], told["words"]) == ("problem", "Not checked: is not JSON")
    stopped = checked_message(Checked(lesson, answer(lesson, problem="the kernel died")), graded_course)
    assert stopped["note"].startswith("the kernel died")


def test_that_a_check_has_begun_is_told(graded_course):
    lesson = graded_course.lessons[0]
    assert began_message(Began(lesson), graded_course)["words"] == "Checking …"
    assert "whole" in began_message(Began(lesson, settling=True), graded_course)["words"]


def test_a_lesson_that_was_never_checked_has_a_status(graded_course):
    told = status_message(lesson_standing(graded_course.lessons[0], Results()))
    assert (told["done"], told["words"], told["why"]) == (0, "", "")
    assert told["next"]["cell"]
