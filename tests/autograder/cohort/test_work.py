"""Orders and results as JSON: what fits is read, and nothing else."""

import dataclasses
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from autograder.cohort.answer import answer
from autograder.cohort.versions import LessonText
from autograder.cohort.work import Result, State, broken, read_order, read_result, task_for, unreadable
from autograder.errors import GraderBroke
from course.outcomes import Outcome


@pytest.fixture(scope="module")
def lesson(graded_course):
    return LessonText.of(graded_course.lessons[0])


@pytest.fixture
def task(lesson, cohort):
    return task_for("ada", lesson, cohort.answered(count="RIGHT"), executor="quick_executor:Quick", timeout=30)


@pytest.fixture
def result(task):
    return json.loads(answer(task.order.to_json(), task.lesson.to_json()))


def test_an_order_comes_back_as_it_was(task):
    order, lesson = read_order(task.order.to_json(), task.lesson.to_json())
    assert (order, lesson) == (task.order, task.lesson)
    assert json.loads(order.data)["nbformat"] == 4


def test_a_result_comes_back_as_it_was(task, result):
    read = read_result(json.dumps(result), task)
    assert read.state is State.GRADED
    assert read_result(read.to_json(), task) == read
    assert [exercise.earned for exercise in read.verdict.exercises] == [1, 0, 0, 0]


def changed(result, *path, to):
    place = result
    for step in path[:-1]:
        place = place[step]
    place[path[-1]] = to
    return json.dumps(result)


@pytest.mark.parametrize(
    ("path", "to", "words"),
    [
        (["state"], "excellent", "not of the schema: state"),
        (["verdict", "exercises", 0, "earned"], "1", "not of the schema: verdict.exercises.0.earned"),
        (["verdict", "exercises", 0, "earned"], 2, "count-check earns 2 of 1"),
        (["verdict", "exercises", 0, "earned"], -1, "count-check earns -1 of 1"),
        (["verdict", "exercises", 0, "points"], 100, "exercises are not the lesson's"),
        (["verdict", "exercises", 0, "grade_id"], "longest-check", "exercises are not the lesson's"),
        (["verdict", "exercises"], [], "exercises are not the lesson's"),
        (["verdict", "lesson_id"], "01_foundations/02_more_delays", "no verdict on the lesson"),
        (["verdict"], None, "no verdict on the lesson"),
        (["key"], "0" * 64, "another submission"),
        (["stamp", "checks"], "0" * 64, "found by other checks"),
        (["notebook"], "[]", "its notebook is none"),
        (["notebook"], "{", "its notebook is none"),
        (["grade"], "A", "not of the schema: grade"),
    ],
)
def test_a_result_that_does_not_fit_is_refused(task, result, path, to, words):
    with pytest.raises(GraderBroke, match=words):
        read_result(changed(result, *path, to=to), task)


@given(st.text())
def test_text_that_is_no_result_is_refused(text):
    with pytest.raises(GraderBroke):
        read_result(text, None)


def test_numbers_that_are_none_are_refused(task, result):
    text = changed(result, "verdict", "exercises", 0, "earned", to=float("nan"))
    with pytest.raises(GraderBroke):
        read_result(text, task)


def test_a_broken_result_needs_its_problem(task):
    assert read_result(broken(task, "no disk").to_json(), task).problem == "no disk"
    with pytest.raises(GraderBroke, match="names no problem"):
        read_result(dataclasses.replace(broken(task, "no disk"), problem=None).to_json(), task)


def test_text_that_no_json_reader_takes_is_told_as_question_marks(task):
    assert read_result(broken(task, "half \ud800 a letter").to_json(), task).problem == "half ? a letter"


def test_an_unreadable_submission_earns_nothing_and_says_why(lesson, task):
    result = unreadable(task.order.key, lesson, "is empty", "kernel")
    assert isinstance(read_result(result.to_json(), task), Result)
    assert {(exercise.earned, exercise.outcome) for exercise in result.verdict.exercises} == {(0, Outcome.FAILED)}
    notebook = json.loads(result.notebook)
    assert "is empty" in notebook["cells"][0]["source"]
    assert "HIDDEN" not in result.notebook
