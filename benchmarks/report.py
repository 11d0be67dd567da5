"""Feedback and report over journals of different size: time and memory must not grow faster than the cohort.

The journal is made up: the lesson's solved notebook, outputs and all, with a verdict drawn at random for each learner,
so that nothing has to be graded first.
"""

import json
import random
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from autograder.cohort.journal import Journal
from autograder.cohort.versions import Stamp
from autograder.cohort.work import Result, State
from autograder.verdict import ExerciseVerdict, SubCheck, Verdict
from benchmarks._process import cost
from course.exercises import lesson_exercises
from course.manifest import load_manifest
from course.outcomes import Outcome
from course.paths import PACKAGE, ROOT

SIZES = (1000, 5000)
MODULE = "01_foundations"


def main() -> None:
    """Print the cost of both commands for each size of cohort."""
    for size in SIZES:
        with tempfile.TemporaryDirectory() as folder:
            course = _course(Path(folder))
            _fill(course, size)
            for verb in ("report", "feedback"):
                command = [sys.executable, "-m", "autograder", verb, MODULE, "--course", str(course)]
                found = cost(command, cwd=ROOT)
                each = 1000 * found.cpu_seconds / size
                print(
                    f"  autograder {verb:<9} {size:>5} submissions: {found.seconds:7.1f} s"
                    f"   cpu {found.cpu_seconds:6.1f} s   {each:5.1f} ms of it each   peak {found.megabytes:5.0f} MB"
                )


def _course(folder: Path) -> Path:
    """A copy of the course with a gradebook."""
    course = folder / "course"
    for name in ("lessons", "source", "datasets/cards"):
        shutil.copytree(PACKAGE / name, course / name)
    for name in ("course.toml", "nbgrader_config.py"):
        shutil.copyfile(PACKAGE / name, course / name)
    for module in load_manifest().modules:
        shutil.copytree(ROOT / module.id, folder / module.id)
    command = [sys.executable, "-m", "nbgrader", "generate_assignment", MODULE]
    subprocess.run(command, cwd=course, check=True, capture_output=True)
    return course


def _fill(course: Path, size: int) -> None:
    lesson = load_manifest(course / "course.toml").lessons[0]
    notebook = json.loads(lesson.source_path.read_text(encoding="utf-8"))
    for cell in notebook["cells"]:
        cell["source"] = "".join(cell["source"])
    journal, draw = Journal(course), random.Random(7)
    exercises = lesson_exercises(lesson)
    answers = {name for exercise in exercises for name in exercise.answers}
    cells = [cell for cell in notebook["cells"] if cell["metadata"].get("nbgrader", {}).get("grade_id") in answers]
    originals = [cell["source"] for cell in cells]
    for number in range(size):
        able = draw.random()
        for cell, text in zip(cells, originals, strict=True):
            cell["source"] = f"{text}\nguess_{draw.randrange(200)} = {draw.randrange(5)}"
        verdicts = tuple(_verdict(exercise, able, draw) for exercise in exercises)
        verdict = Verdict(lesson.id, verdicts, seconds=1 + draw.random())
        result = Result("k" * 64, State.GRADED, Stamp.here("bubblewrap"), verdict, json.dumps(notebook))
        journal.keep(f"learner-{number:05}", lesson.id, result)


def _verdict(exercise, able: float, draw: random.Random) -> ExerciseVerdict:
    parts = tuple(
        SubCheck(f"part {part}", Outcome.PASSED, part > 2)
        if draw.random() < able + 0.2
        else SubCheck(
            f"part {part}", Outcome.FAILED, part > 2, 1.0, "f([1, 2, 3])", "[1, 2]", "[1, 2, 3]", "Look again."
        )
        for part in range(5)
    )
    passed = sum(part.outcome is Outcome.PASSED for part in parts)
    outcome = Outcome.PASSED if passed == len(parts) else Outcome.FAILED
    points = exercise.points
    return ExerciseVerdict(
        exercise.grade_id, exercise.title, exercise.kind, points, points * passed / len(parts), outcome, parts
    )
