"""One lesson built from its text, beside nbconvert executing the solved notebook that the build makes."""

import shutil
import sys
import tempfile
from pathlib import Path

from benchmarks._process import cost, side_by_side
from course.manifest import load_manifest
from course.paths import ROOT


def main() -> None:
    """Print both costs and their ratio, then the cost of a build that has nothing to do."""
    lesson = load_manifest().lessons[0]
    with tempfile.TemporaryDirectory() as folder:
        solved = Path(folder) / "solved.ipynb"
        shutil.copy(lesson.source_path, solved)
        side_by_side(
            f"build of {lesson.id}",
            [sys.executable, "-m", "course", "build", "--check", lesson.id],
            [sys.executable, "-m", "nbconvert", "--execute", "--to", "notebook", "--output", "out", str(solved)],
            cwd=ROOT,
            names=("course build --check (run, release, compare)", "nbconvert --execute (run alone)"),
        )
    command = [sys.executable, "-m", "course", "build", lesson.id]
    cost(command, cwd=ROOT)  # the first one fills the memory of what is made
    print(f"  with nothing changed: {cost(command, cwd=ROOT).seconds:.2f} s")
