"""One order for a worker, and its result: JSON both ways, so that a worker may be any process anywhere.

An order has all that a worker needs beyond the installed packages: the lesson's notebooks and the submitted one,
without the name of the learner. Nothing that comes back is unpickled; it is read by a schema, strictly, and
compared with what was ordered.
"""

from __future__ import annotations

import base64
import json
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

import nbformat
from pydantic import TypeAdapter, ValidationError

from autograder.cohort.versions import STRICT, LessonText, Stamp, checks_version, key_of
from autograder.errors import GraderBroke
from autograder.verdict import ExerciseVerdict, Verdict
from course.outcomes import Outcome

UNSAFE = "unsafe"  # the executor without walls, stamped on each of its results
ATTEMPTS = 3  # how often a submission is graded that the grader breaks on


class State(StrEnum):
    GRADED = "graded"
    UNREADABLE = "unreadable"  # the learner's failure, and so a grade
    BROKEN = "broken"  # the grader's, and so none


@dataclass(frozen=True)
class Order:
    """What to grade and how; `notebook` is the submitted file in base64, `timeout` in seconds of wall time."""

    __pydantic_config__ = STRICT

    key: str
    notebook: str
    checks: str
    executor: str
    timeout: float

    @property
    def data(self) -> bytes:
        return base64.b64decode(self.notebook)

    def to_json(self) -> str:
        return _ORDER.dump_json(self).decode()


@dataclass(frozen=True)
class Task:
    """An order with whose submission of which lesson it is about, which is not sent."""

    learner: str
    lesson: LessonText
    order: Order


@dataclass(frozen=True)
class Result:
    """What a worker found: `notebook` is the graded notebook as JSON, `problem` why there is none or no grade."""

    __pydantic_config__ = STRICT

    key: str
    state: State
    stamp: Stamp
    verdict: Verdict | None = None
    notebook: str | None = None
    problem: str | None = None

    @property
    def withheld(self) -> str | None:
        """Why a grade, though found, is not to be written before a person has looked at it."""
        return self.verdict.withheld if self.verdict else None

    @property
    def withheld_exercises(self) -> tuple[str, ...]:
        """The exercises whose points, though there is a check, wait for a person, each with the reason."""
        exercises = self.verdict.exercises if self.verdict else ()
        return tuple(f"{each.grade_id}: {each.note}" for each in exercises if each.awaits_person and each.note)

    def to_json(self) -> str:
        return json.dumps(_text_only(_RESULT.dump_python(self, mode="json")))


_ORDER = TypeAdapter(Order)
_LESSON = TypeAdapter(LessonText)
_RESULT = TypeAdapter(Result)


def task_for(learner: str, lesson: LessonText, data: bytes, *, executor: str, timeout: float) -> Task:
    """The order to grade these bytes; its key changes with them, with the lesson and with the checks."""
    notebook = base64.b64encode(data).decode("ascii")
    return Task(learner, lesson, Order(key_of(data, lesson), notebook, checks_version(), executor, timeout))


def read_order(order: str, lesson: str) -> tuple[Order, LessonText]:
    return _ORDER.validate_json(order, strict=True), _LESSON.validate_json(lesson, strict=True)


def read_result(text: str, task: Task) -> Result:
    """The result that answers `task`; GraderBroke where the text is not of the schema or about something else."""
    try:
        result = _RESULT.validate_json(text, strict=True)
    except ValidationError as error:
        first = error.errors(include_url=False, include_input=False)[0]
        where = ".".join(str(part) for part in first["loc"]) or "the text"
        raise GraderBroke(f"a worker's result is not of the schema: {where}: {first['msg']}") from None
    wrong = _mismatch(result, task)
    if wrong:
        raise GraderBroke(f"a worker's result does not answer its order: {wrong}")
    return result


def broken(task: Task, problem: str) -> Result:
    return Result(task.order.key, State.BROKEN, Stamp.here(task.order.executor), problem=problem)


def unreadable(key: str, lesson: LessonText, problem: str, executor: str) -> Result:
    """The result of a submission that can't be read: nothing earned, and a notebook that says why."""
    verdicts = tuple(
        ExerciseVerdict(e.grade_id, e.title, e.kind, e.points, 0.0, Outcome.FAILED, note=problem)
        for e in lesson.exercises
    )
    notebook = nbformat.reads(lesson.released, as_version=4)
    words = f"**This submission could not be read, so it earned nothing:** {problem}"
    notebook.cells.insert(0, nbformat.v4.new_markdown_cell(words, id="unreadable"))
    verdict = Verdict(lesson.id, verdicts, problem=problem)
    return Result(key, State.UNREADABLE, Stamp.here(executor), verdict, json.dumps(notebook), problem)


def _mismatch(result: Result, task: Task) -> str | None:
    if result.key != task.order.key:
        return "it is about another submission"
    if result.state is State.BROKEN:
        return None if result.problem else "it names no problem"
    if result.stamp.checks != task.order.checks:
        return "it was found by other checks"
    verdict = result.verdict
    if verdict is None or result.notebook is None or verdict.lesson_id != task.lesson.id:
        return "it has no verdict on the lesson"
    ordered = [(exercise.grade_id, exercise.points) for exercise in task.lesson.exercises]
    if [(exercise.grade_id, exercise.points) for exercise in verdict.exercises] != ordered:
        return "its exercises are not the lesson's"
    for exercise in verdict.exercises:
        if exercise.earned is not None and not 0 <= exercise.earned <= exercise.points:
            return f"{exercise.grade_id} earns {exercise.earned:g} of {exercise.points:g}"
    return None if _is_notebook(result.notebook) else "its notebook is none"


def _is_notebook(text: str) -> bool:
    try:
        notebook = json.loads(text)
    except (ValueError, RecursionError):
        return False
    return isinstance(notebook, dict) and isinstance(notebook.get("cells"), list)


def _text_only(value: Any) -> Any:
    """The same value with lone surrogates, which no reader of JSON takes, as question marks."""
    if isinstance(value, str):
        return value.encode("utf-8", "replace").decode("utf-8")
    if isinstance(value, list):
        return [_text_only(part) for part in value]
    if isinstance(value, dict):
        return {key: _text_only(part) for key, part in value.items()}
    return value
