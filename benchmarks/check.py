"""One notebook checked by the course, beside nbgrader's own validate on the same file."""

import shutil
import sys
import tempfile
from pathlib import Path

from benchmarks._process import side_by_side
from course.manifest import load_manifest
from course.paths import ROOT


def main() -> None:
    """Print both costs and their ratio; the notebook is the lesson's solution, so that every cell runs."""
    lesson = load_manifest().lessons[0]
    with tempfile.TemporaryDirectory() as folder:
        notebook = Path(folder) / lesson.module_id / f"{lesson.stem}.ipynb"
        notebook.parent.mkdir()
        shutil.copy(lesson.source_path, notebook)
        side_by_side(
            f"check of {lesson.id}",
            [sys.executable, "-m", "course", "check", str(notebook)],
            [sys.executable, "-m", "nbgrader", "validate", str(notebook)],
            cwd=ROOT,
            env={"COURSE_WORK": folder},
            names=("course check (hidden tests included)", "nbgrader validate"),
        )
