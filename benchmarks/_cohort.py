"""A cohort of planned merit on the course's real first lesson, in a course folder of its own."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from course.authoring.exercise import find_exercises
from course.authoring.pipeline import compose, release, to_text
from course.authoring.samples import make_samples
from course.authoring.text import read_text
from course.manifest import load_manifest
from course.paths import ROOT

MODULE, LESSON = "01_foundations", "01_foundations/01_programming"
# A large submitted notebook says nothing of grading, so that outputs are left out as in a fresh hand-in.
UNWANTED = ("__pycache__", "gradebook.db*", "submitted", "autograded", "feedback", "release", ".build", ".course")


@dataclass(frozen=True)
class CohortFolder:
    """A copy of the course with `number` learners' notebooks of mixed merit in `submitted/`."""

    root: Path
    number: int

    @property
    def course(self) -> Path:
        return self.root / "course"

    @property
    def environment(self) -> dict[str, str]:
        scripts = str(Path(sys.executable).parent)
        kept = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
        return kept | {
            "PYTHONPATH": str(self.root),
            "PATH": os.pathsep.join([scripts, os.environ.get("PATH", "")]),
            "OMP_NUM_THREADS": "1",
        }

    def run(self, *module_and_arguments: str) -> None:
        """Run a module of this Python in the course's folder; SystemExit with its words where it can't go on."""
        command = [sys.executable, "-m", *module_and_arguments]
        done = subprocess.run(
            command, cwd=self.course, env=self.environment, capture_output=True, text=True, check=False
        )
        if done.returncode not in (0, 1):  # 1: something was withheld or not taken
            raise SystemExit(f"{' '.join(command)} failed:\n{done.stderr[-2000:]}")

    def forget_grades(self) -> None:
        """Back to where nothing was graded: an empty gradebook that knows the assignment."""
        for name in ("autograded", "feedback"):
            shutil.rmtree(self.course / name, ignore_errors=True)
        for path in self.course.glob("gradebook.db*"):
            path.unlink()
        for path in self.course.glob(".autograder*"):
            shutil.rmtree(path) if path.is_dir() else path.unlink()
        self.run("nbgrader", "generate_assignment", MODULE, "--force")


@contextmanager
def cohort(number: int):
    """Make such a folder; it is gone when the block ends."""
    with TemporaryDirectory(prefix="cohort-") as folder:
        root = Path(folder) / "course-folder"
        for name in ("course", "autograder", MODULE):
            shutil.copytree(ROOT / name, root / name, ignore=shutil.ignore_patterns(*UNWANTED))
        shutil.copyfile(ROOT / "nbgrader_config.py", root / "nbgrader_config.py")
        _leave_one_lesson(root)
        made = CohortFolder(root, number)
        _hand_in(made)
        made.forget_grades()
        yield made


def _leave_one_lesson(root: Path) -> None:
    """Take the other lessons out of the module, since nobody hands them in."""
    stem = LESSON.partition("/")[2]
    for folder in (root / MODULE, root / "course" / "source" / MODULE):
        for path in folder.glob("*.ipynb"):
            if path.stem != stem:
                path.unlink()
    for path in (root / "course" / "lessons").rglob("*.py"):
        if path.stem != stem:
            path.unlink()
    manifest = root / "course" / "course.toml"
    head, *lessons = manifest.read_text(encoding="utf-8").split("[[lessons]]")
    kept = [part for part in lessons if f'id = "{LESSON}"' in part]
    manifest.write_text(head + "".join(f"[[lessons]]{part}" for part in kept), encoding="utf-8")


def _hand_in(made: CohortFolder) -> None:
    manifest = load_manifest(made.course / "course.toml")
    lesson = manifest.lesson(LESSON)
    solved = compose(lesson.text_path.read_text(encoding="utf-8"), lesson, manifest)
    exercises = find_exercises(read_text(lesson.text_path))
    for sample in make_samples(solved, release(solved), exercises, made.number):
        path = made.course / "submitted" / sample.learner / MODULE / f"{lesson.stem}.ipynb"
        path.parent.mkdir(parents=True)
        path.write_text(to_text(sample.notebook), encoding="utf-8")
