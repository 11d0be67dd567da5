"""A worker's side: a result for every order, whatever happens."""

import dataclasses
import json

import pytest

from autograder.cohort.answer import answer, executor_named
from autograder.cohort.versions import LessonText
from autograder.cohort.work import State, read_result, task_for
from autograder.errors import GraderBroke
from autograder.execute import KernelExecutor


@pytest.fixture
def ask(graded_course):
    lesson = LessonText.of(graded_course.lessons[0])

    def ask(data, executor="quick_executor:Quick", **order):
        task = task_for("ada", lesson, data, executor=executor, timeout=60)
        sent = dataclasses.replace(task.order, **order)
        text = answer(sent.to_json(), lesson.to_json())
        return read_result(text, dataclasses.replace(task, order=sent))

    return ask


def test_a_notebook_is_graded_on_a_kernel(ask, cohort):
    result = ask(cohort.answered(count="count = 8", longest="longest = min"), executor="unsafe")
    assert result.state is State.GRADED
    assert [exercise.earned for exercise in result.verdict.exercises] == [1, 0, 0, 0]
    assert result.stamp.executor == "unsafe"
    cells = {cell["id"]: cell for cell in json.loads(result.notebook)["cells"]}
    assert cells["count-check"]["outputs"][0]["data"]["text/plain"] == "1.0"
    assert "BEGIN HIDDEN TESTS" in cells["late-share-check"]["source"]


def test_what_can_not_be_read_is_the_learners_failure(ask):
    result = ask(b"{")
    assert result.state is State.UNREADABLE
    assert result.problem.startswith("is not JSON")


def test_what_breaks_is_the_graders(ask, cohort, monkeypatch):
    assert ask(cohort.answered(count="BREAK")).problem == "nothing works here"

    def fails(*_args, **_options):
        raise RecursionError("too deep")

    monkeypatch.setattr("autograder.cohort.answer.grade_notebook", fails)
    result = ask(cohort.answered())
    assert (result.state, result.problem) == (State.BROKEN, "RecursionError: too deep")


def test_a_worker_with_other_checks_refuses(ask, cohort):
    result = ask(cohort.answered(), checks="0" * 64)
    assert result.state is State.BROKEN
    assert "another version of the course" in result.problem


def test_executors_are_made_once_by_name():
    assert executor_named("autograder.execute:KernelExecutor") == KernelExecutor()
    assert executor_named("unsafe") is executor_named("unsafe")
    assert not executor_named("unsafe").sandbox.safe
    with pytest.raises(GraderBroke, match="no executor 'os:nothing'"):
        executor_named("os:nothing")
