"""Running a practice notebook from its first cell to its last, in this process and in a folder of its own."""

from __future__ import annotations

import contextlib
import io
import json
import os
import shutil
import tempfile
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from course.exercises import find_exercises
from course.manifest import Lesson
from course.outcomes import Outcome
from course.verdict import ExerciseVerdict, Verdict
from course.workspace import VARIABLE


def grade(notebook: bytes, lesson: Lesson, *, folder: Path) -> Verdict:
    """The verdict on a notebook, whose evidence goes into `folder`.

    The cells run once for each text of a notebook; a second run of the same text would do the same again.
    """
    verdict, kept = _run(notebook, lesson.id)
    shutil.copytree(kept.name, folder, dirs_exist_ok=True)
    return verdict


@cache
def _run(notebook: bytes, lesson_id: str) -> tuple[Verdict, tempfile.TemporaryDirectory]:
    kept = tempfile.TemporaryDirectory(prefix="practice-run-", ignore_cleanup_errors=True)
    cells = json.loads(notebook)["cells"]
    with _elsewhere(Path(kept.name)):
        failed, problem = _cells(cells)
    exercises = tuple(
        ExerciseVerdict(
            exercise.grade_id, exercise.title, exercise.kind, exercise.points,
            0.0 if exercise.grade_id in failed else exercise.points,
            Outcome.FAILED if exercise.grade_id in failed else Outcome.PASSED,
        )
        for exercise in find_exercises(cells)
    )  # fmt: skip
    return Verdict(lesson_id, exercises, problem=problem), kept


def _cells(cells: list[dict]) -> tuple[set[str], str | None]:
    """The checks that failed, and the first error outside a check; one cell that fails does not stop the rest."""
    failed, problem, names = set(), None, {"__name__": "__main__"}
    for cell in cells:
        if cell["cell_type"] != "code":
            continue
        grading = cell["metadata"].get("nbgrader", {})
        source = cell["source"] if isinstance(cell["source"], str) else "".join(cell["source"])
        try:
            exec(compile(source, f"<{cell['id']}>", "exec"), names)
        except Exception as error:
            if grading.get("grade"):
                failed.add(grading["grade_id"])
            elif problem is None:
                problem = f"{type(error).__name__}: {error}"
    return failed, problem


@contextlib.contextmanager
def _elsewhere(folder: Path) -> Iterator[None]:
    """Let evidence go into `folder`, and nothing be printed or left open in the notebook that asks."""
    import matplotlib.pyplot as plt

    # A notebook's backend sets itself up with the first figure; inside the style it would be undone at the end of it.
    plt.close(plt.figure())
    before, own, work = set(plt.get_fignums()), plt.gcf() if plt.get_fignums() else None, os.environ.get(VARIABLE)
    os.environ[VARIABLE] = str(folder)
    try:
        with contextlib.redirect_stdout(io.StringIO()), plt.style.context("course.lesson"):
            yield
    finally:
        if work is None:
            os.environ.pop(VARIABLE)
        else:
            os.environ[VARIABLE] = work
        for number in set(plt.get_fignums()) - before:
            plt.close(number)
        if own is not None:
            plt.figure(own.number)
