"""Grading one notebook: read, rebuild, run, score."""

from __future__ import annotations

import tempfile
from contextlib import ExitStack
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import nbformat
from nbformat import NotebookNode

from autograder.execute import TOTAL_SECONDS, Executed, Executor, KernelExecutor
from autograder.rebuild import Rebuilt, rebuild
from autograder.score import score
from autograder.submission import Submission, read_submission
from autograder.verdict import Verdict
from course.errors import BuildError
from course.exercises import Exercise, find_exercises
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
    prepared = prepare(path, lesson)
    executed = prepared.run(folder=folder, timeout=timeout, executor=executor)
    return prepared.verdict(executed)


@dataclass(frozen=True)
class Prepared:
    """A learner's notebook made ready to run: rebuilt, with the exercises that its lesson asks for."""

    lesson: Lesson
    rebuilt: Rebuilt
    exercises: tuple[Exercise, ...]

    def run(
        self,
        notebook: NotebookNode | None = None,
        *,
        folder: Path | None = None,
        timeout: float = TOTAL_SECONDS,
        executor: Executor | None = None,
    ) -> Executed:
        """Run the rebuilt notebook, or `notebook` in its place, as grade_notebook says."""
        with ExitStack() as stack:
            if folder is None:
                temporary = tempfile.TemporaryDirectory(prefix="grading-", ignore_cleanup_errors=True)
                folder = Path(stack.enter_context(temporary))
            working = folder / self.lesson.module_id
            working.mkdir(parents=True, exist_ok=True)
            return (executor or KernelExecutor()).execute(
                notebook or self.rebuilt.notebook, working, timeout_total=timeout, env={"COURSE_WORK": str(folder)}
            )

    def verdict(self, executed: Executed) -> Verdict:
        """The verdict on the notebook that ran."""
        return Verdict(
            lesson_id=self.lesson.id,
            exercises=score(executed.notebook, self.exercises, self.rebuilt.untouched),
            repairs=self.rebuilt.repairs,
            seconds=executed.seconds,
            problem=executed.problem,
            withheld=executed.suspicion,
        )


def prepare(source: Path | str | bytes | Submission, lesson: Lesson) -> Prepared:
    """Rebuild a learner's notebook; NotebookError where it can't be read."""
    submission = source if isinstance(source, Submission) else read_submission(source)
    solved, released = _built(lesson.source_path), _built(lesson.release_path)
    return Prepared(lesson, rebuild(submission, solved, released), find_exercises(solved.cells))


def _built(path: Path) -> NotebookNode:
    """A notebook of the course's, not to be changed: it is parsed once and kept for the submissions that follow."""
    try:
        return _parsed(path.read_bytes())
    except FileNotFoundError:
        raise BuildError("the lesson is not built", where=path.name, next_step="python3 -m course build") from None


@lru_cache(maxsize=8)
def _parsed(text: bytes) -> NotebookNode:
    return nbformat.from_dict(nbformat.reads(text.decode("utf-8"), as_version=4))
