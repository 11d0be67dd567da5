"""Copies of the learner's notebooks inside the portfolio: what anyone runs again to check the claims."""

from __future__ import annotations

import json
from pathlib import Path

from course.errors import PortfolioError
from course.exercises import lesson_exercises
from course.manifest import Lesson
from course.portfolio.evidence import read_own_file

LARGEST_NOTEBOOK = 50_000_000  # bytes


def snapshot_path(lesson_id: str) -> str:
    """Where the copy of a lesson's notebook lies inside the portfolio."""
    return f"notebooks/{lesson_id}.ipynb"


def read_notebook(folder: Path, name: str) -> bytes:
    """The bytes of the notebook `name` in `folder`; PortfolioError when they are no notebook."""
    data = read_own_file(folder, name, LARGEST_NOTEBOOK, "open it in JupyterLab, clear its outputs and save it")
    try:
        cells = json.loads(data.decode("utf-8-sig"))["cells"]
        whole = all(isinstance(cell["source"], str | list) for cell in cells)
    except (ValueError, KeyError, TypeError, RecursionError):
        whole = False
    if not whole:
        raise PortfolioError("is not a notebook", where=name, next_step="open it in JupyterLab and save it")
    return data


def answer_code(notebook: bytes, grade_ids: set[str]) -> str:
    """The learner's code in the answer cells of those ids, as one text, without the cells that hold none."""
    parts = []
    for cell in json.loads(notebook.decode("utf-8-sig"))["cells"]:
        grading = cell.get("metadata", {}).get("nbgrader", {})
        if cell.get("cell_type") == "code" and grading.get("solution") and grading.get("grade_id") in grade_ids:
            source = cell["source"]
            parts.append((source if isinstance(source, str) else "".join(source)).strip())
    return "\n\n".join(part for part in parts if part)


def project_answers(lesson: Lesson) -> set[str]:
    """The grade ids of the answer cells of a lesson's mini-project; none when the lesson is not built."""
    if not lesson.source_path.is_file():
        return set()
    projects = [exercise for exercise in lesson_exercises(lesson) if exercise.kind == "project"]
    return {answer for exercise in projects if not exercise.by_person for answer in exercise.answers}
