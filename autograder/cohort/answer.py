"""A worker's side of the work: an order in, a result out, and nothing that is raised."""

from __future__ import annotations

import json
import tempfile
import threading
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path
from pkgutil import resolve_name

from nbformat import NotebookNode

from autograder.cohort.versions import LessonText, Stamp, checks_version
from autograder.cohort.work import UNSAFE, Order, Result, State, read_order, unreadable
from autograder.errors import GraderBroke
from autograder.execute import Executed, Executor
from autograder.grade import grade_notebook
from autograder.sandbox import NAMES, SandboxExecutor, sandbox_named
from autograder.submission import read_submission
from course.errors import NotebookError
from course.manifest import Lesson

_making = threading.Lock()


def answer(order: str, lesson: str) -> str:
    """The result, as JSON, of an order and a lesson, both as JSON; what breaks on the way is told in it."""
    wanted, text = read_order(order, lesson)
    try:
        result = _graded(wanted, text)
    except Exception as error:  # whatever it is, it is not the learner's doing
        words = error.what if isinstance(error, GraderBroke) else f"{type(error).__name__}: {error}"
        result = Result(wanted.key, State.BROKEN, Stamp.here(wanted.executor), problem=words)
    return result.to_json()


def executor_named(name: str) -> Executor:
    """The executor of that name, made once in a process: a sandbox's name, or `unsafe`, or `package.module:factory`.

    GraderBroke where there is none, or this machine can't have it.
    """
    with _making:
        return _made(name)


@lru_cache(maxsize=8)
def _made(name: str) -> Executor:
    if name in (*NAMES, UNSAFE):
        sandbox = sandbox_named("none" if name == UNSAFE else name)
        sandbox.require()
        return SandboxExecutor(sandbox)
    try:
        return resolve_name(name)()
    except (ValueError, ImportError, AttributeError) as error:
        raise GraderBroke(f"there is no executor {name!r} ({error})") from error


class _Keeping:
    """An executor that keeps what it executed, since the notebook is wanted beside the verdict on it."""

    def __init__(self, executor: Executor):
        self.executor = executor
        self.executed: Executed | None = None

    def execute(
        self, notebook: NotebookNode, folder: Path, *, timeout_total: float, env: Mapping[str, str]
    ) -> Executed:
        self.executed = self.executor.execute(notebook, folder, timeout_total=timeout_total, env=env)
        return self.executed


def _graded(order: Order, lesson: LessonText) -> Result:
    if order.checks != checks_version():
        raise GraderBroke("the worker has another version of the course installed than the one that gave the order")
    try:
        submission = read_submission(order.data)
    except NotebookError as error:
        return unreadable(order.key, lesson, error.what, order.executor)
    keeping = _Keeping(executor_named(order.executor))
    with tempfile.TemporaryDirectory(prefix="lesson-", ignore_cleanup_errors=True) as folder:
        verdict = grade_notebook(submission, _written(lesson, Path(folder)), timeout=order.timeout, executor=keeping)
    if keeping.executed is None:
        raise GraderBroke("the notebook was graded without being run")
    notebook = json.dumps(keeping.executed.notebook)
    return Result(order.key, State.GRADED, Stamp.here(order.executor), verdict, notebook)


def _written(lesson: LessonText, folder: Path) -> Lesson:
    """The lesson as files in `folder`, which is all of it that grading reads."""
    found = Lesson(lesson.id, "", "", 0, (), (), (), (), (), root=folder)
    for path, text in ((found.source_path, lesson.solved), (found.release_path, lesson.released)):
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return found
