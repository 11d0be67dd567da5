"""This course's own first lesson, handed in by learners of known merit, graded behind this platform's walls."""

import json
import shutil

import nbformat
import pytest

from autograder.cli import main
from course.authoring.exercise import find_exercises
from course.authoring.samples import make_samples
from course.authoring.text import read_text
from course.authoring.trials import Answer
from course.manifest import load_manifest
from course.paths import PACKAGE, ROOT

MODULE = "01_foundations"


@pytest.fixture
def this_course(tmp_path, generate_assignment):
    """A copy of the course, since its own folder is for real learners."""
    folder = tmp_path / "course"
    for name in ("lessons", "source", "datasets/cards"):
        shutil.copytree(PACKAGE / name, folder / name)
    for name in ("course.toml", "nbgrader_config.py"):
        shutil.copyfile(PACKAGE / name, folder / name)
    for module in load_manifest().modules:
        shutil.copytree(ROOT / module.id, tmp_path / module.id)
    generate_assignment(folder)
    return folder


def test_every_score_is_the_one_that_was_planned(this_course, program, rows):
    from autograder.cohort.settings import load_settings

    program("bwrap")
    lesson = load_manifest(this_course / "course.toml").lessons[0]
    solved, released = (nbformat.read(path, as_version=4) for path in (lesson.source_path, lesson.release_path))
    exercises = find_exercises(read_text(lesson.text_path))
    samples = make_samples(solved, released, exercises, 6)
    for sample in samples:
        path = this_course / "submitted" / sample.learner / MODULE / f"{lesson.stem}.ipynb"
        path.parent.mkdir(parents=True)
        path.write_text(json.dumps(sample.notebook), encoding="utf-8")
    arguments = ["grade", MODULE, "--course", str(this_course), "--lesson", lesson.stem, "--jobs", "2"]
    assert main([*arguments, "--sandbox", "bubblewrap"]) == 0
    found = rows(load_settings(this_course))
    for sample in samples:
        grades = found[sample.learner, lesson.stem]["grades"]
        for exercise in exercises:
            if exercise.check is not None:
                score = grades[exercise.check.grade_id][0]
                points = float(exercise.check.nbgrader["points"])
                assert is_planned(score, points, sample.answers[exercise.id][0]), (sample.learner, exercise.id, score)


def is_planned(score, points, answer):
    if answer is Answer.WRONG:
        return score < points
    return score == (points if answer is Answer.SOLUTION else 0)
