"""Grading one notebook: read, rebuild, run, score."""

from __future__ import annotations

import tempfile
from contextlib import ExitStack
from pathlib import Path

import nbformat
from nbformat import NotebookNode

from autograder.execute import TOTAL_SECONDS, Executor, KernelExecutor
from autograder.rebuild import rebuild
from autograder.score import score
from autograder.submission import Submission, read_submission
from autograder.verdict import Verdict
from course.errors import BuildError
from course.exercises import find_exercises
from course.manifest import Lesson


def grade_notebook(
    path: Path | str | bytes | Submission,
    lesson: Lesson,
    *,
    folder: Path | None = None,
    timeout: float = TOTAL_SECONDS,
    executor: Executor | None = None,
) -> Verdict:
    """Return the verdict on a learner's notebook, hidden tests included.

    The notebook is rebuilt from the course's own and runs in `folder` (empty; a temporary one by default) as
    if that were the learner's workspace: its evidence lands in `folder/portfolio/evidence`. `timeout` is in
    seconds for the whole run. NotebookError where the notebook can't be read; GraderBroke where it could not
    be run for a reason that is not its own. Starts an event loop: call it from a thread that has none.
    """
    submission = path if isinstance(path, Submission) else read_submission(path)
    solved, released = _built(lesson.source_path), _built(lesson.release_path)
    rebuilt = rebuild(submission, solved, released)
    with ExitStack() as stack:
        if folder is None:
            temporary = tempfile.TemporaryDirectory(prefix="grading-", ignore_cleanup_errors=True)
            folder = Path(stack.enter_context(temporary))
        working = folder / lesson.module_id
        working.mkdir(parents=True, exist_ok=True)
        executed = (executor or KernelExecutor()).execute(
            rebuilt.notebook, working, timeout_total=timeout, env={"COURSE_WORK": str(folder)}
        )
    return Verdict(
        lesson_id=lesson.id,
        exercises=score(executed.notebook, find_exercises(solved.cells), rebuilt.untouched),
        repairs=rebuilt.repairs,
        seconds=executed.seconds,
        problem=executed.problem,
        withheld=executed.suspicion,
    )


def _built(path: Path) -> NotebookNode:
    try:
        return nbformat.from_dict(nbformat.read(path, as_version=4))
    except FileNotFoundError:
        raise BuildError("the lesson is not built", where=path.name, next_step="python3 -m course build") from None
