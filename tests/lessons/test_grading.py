"""The autograder gives every lesson's solution full points and every untouched notebook none."""

from __future__ import annotations

import nbformat
import pytest

from autograder.grade import grade_notebook
from course.authoring.exercise import find_exercises
from course.authoring.samples import make_samples
from course.authoring.text import read_text
from course.manifest import load_manifest
from course.outcomes import Outcome

MANIFEST = load_manifest()
LESSONS = [pytest.param(lesson, id=lesson.id, marks=pytest.mark.xdist_group(lesson.id)) for lesson in MANIFEST.lessons]


def graded(lesson, sample: int):
    """The verdict on one of the made-up learners: 0 solved everything, 1 wrote nothing."""
    solved, released = (nbformat.read(path, as_version=4) for path in (lesson.source_path, lesson.release_path))
    samples = make_samples(solved, released, find_exercises(read_text(lesson.text_path)), 2)
    verdict = grade_notebook(nbformat.writes(samples[sample].notebook).encode(), lesson)
    assert verdict.problem is None
    assert verdict.exercises
    return verdict


@pytest.mark.parametrize("lesson", LESSONS)
def test_a_learner_who_solved_everything_has_every_point(lesson):
    for exercise in graded(lesson, 0).exercises:
        if exercise.awaits_person:
            assert exercise.note is None, exercise
        else:
            assert (exercise.outcome, exercise.earned) == (Outcome.PASSED, exercise.points), exercise


@pytest.mark.parametrize("lesson", LESSONS)
def test_a_learner_who_wrote_nothing_has_attempted_nothing(lesson):
    for exercise in graded(lesson, 1).exercises:
        assert (exercise.outcome, exercise.earned) == (Outcome.NOT_ATTEMPTED, 0), exercise
