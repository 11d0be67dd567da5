"""The first lesson's solved notebook by otter-grader without a container, beside `autograder`.

otter-grader is not among the course's packages. BENCHMARK_OTTER names a Python in which it and the core of the course
are installed; its tests run the very check cells of the lesson.
"""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

import nbformat

from benchmarks._cohort import MODULE, cohort
from benchmarks._process import cost
from benchmarks.cohort import graded
from course.manifest import load_manifest
from course.paths import ROOT

TEST = """\
from otter.test_files import test_case

OK_FORMAT = False
name = {name!r}
points = {points!r}


@test_case(points={points!r})
def check(env):
    exec({check!r}, env)
"""
NOTEBOOKS = 5


def main() -> None:
    """Print what a notebook takes with each; the cohort's is per notebook, its start included."""
    python = os.environ.get("BENCHMARK_OTTER")
    if not python:
        print("\notter-grader: not measured; BENCHMARK_OTTER names no Python that has it")
        return
    with TemporaryDirectory(prefix="otter-") as name:
        folder = Path(name)
        notebook = _equivalent(folder)
        environment = os.environ | {"PYTHONPATH": str(ROOT), "OMP_NUM_THREADS": "1"}
        otter = [python, "-m", "otter"]
        subprocess.run(
            [*otter, "generate", "-t", "tests"], cwd=folder, env=environment, check=True, stdout=subprocess.DEVNULL
        )
        (archive,) = folder.glob("*autograder*.zip")
        run = [*otter, "run", "-a", str(archive), "-o", str(folder), "--no-logo", str(notebook)]
        theirs = [cost(run, cwd=folder, env=environment) for _ in range(NOTEBOOKS)]
    with cohort(NOTEBOOKS * 4) as made:
        ours = graded(made, ["autograder", "grade", MODULE, "--jobs", "1"])
    seconds = sum(each.seconds for each in theirs) / NOTEBOOKS
    print(f"\notter run, without a container: {seconds:.2f} s a notebook ({NOTEBOOKS} runs)")
    each = ours.seconds / (NOTEBOOKS * 4)
    print(f"autograder grade --jobs 1, sandbox on: {each:.2f} s a notebook ({NOTEBOOKS * 4} of mixed merit)")
    print(f"ratio otter / autograder: {seconds / each:.1f}")


def _equivalent(folder: Path) -> Path:
    """The lesson's solved notebook with `grader.check(…)` in place of its check cells, which are otter's tests."""
    lesson = load_manifest().lessons[0]
    notebook = nbformat.read(lesson.source_path, as_version=4)
    (folder / "tests").mkdir()
    for cell in notebook.cells:
        grading = cell.metadata.get("nbgrader", {})
        if cell.cell_type == "code" and grading.get("grade") and not grading.get("solution"):
            name = grading["grade_id"].replace("-", "_")
            test = TEST.format(name=name, points=grading["points"], check=cell.source)
            (folder / "tests" / f"{name}.py").write_text(test, encoding="utf-8")
            cell.source = f'grader.check("{name}")'
    start = f"import otter, sys\nsys.path.insert(0, {str(ROOT)!r})\ngrader = otter.Notebook()"
    notebook.cells.insert(0, nbformat.v4.new_code_cell(start))
    path = folder / f"{lesson.stem}.ipynb"
    nbformat.write(notebook, path)
    return path


if __name__ == "__main__":
    sys.exit(main())
