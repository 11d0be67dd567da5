"""On a save only what changed is run of a slow lesson; what that gives is what a whole run gives, for every lesson."""

from __future__ import annotations

import dataclasses
import json

import nbformat
import pytest

from course.authoring.exercise import find_exercises
from course.authoring.samples import without_marks
from course.authoring.text import read_text
from course.checking.engine import Engine
from course.manifest import load_manifest

MANIFEST = load_manifest()


@pytest.fixture(scope="module")
def engine():
    """An engine that remembers of every lesson, however quick."""
    engine = Engine(slow_seconds=0.0)
    engine.warm()
    yield engine
    engine.close()


def notebook_of(lesson, answers):
    notebook = nbformat.read(lesson.release_path, as_version=4)
    for cell in notebook.cells:
        told = cell.metadata.get("nbgrader", {})
        if told.get("solution") and not told.get("grade"):
            cell.source = answers.get(cell.id, cell.source)
    return json.dumps(notebook).encode()


def verdict_of(answer):
    return dataclasses.replace(answer.verdict, seconds=0)


@pytest.mark.parametrize("lesson", MANIFEST.lessons, ids=lambda lesson: lesson.id)
def test_each_exercise_run_on_its_own_gets_the_verdict_of_a_whole_run(lesson, engine):
    exercises = [each for each in find_exercises(read_text(lesson.text_path)) if each.wrong_answers]
    solved = {cell.id: without_marks(cell.source) for cell in nbformat.read(lesson.source_path, as_version=4).cells}
    answers = {each.id: solved[each.id] for each in exercises}
    whole = verdict_of(engine.check(notebook_of(lesson, answers), lesson, whole=True))
    fewest = len(exercises)
    for exercise in exercises[::2]:  # every other one: a run of each would take ten minutes for all lessons
        same = answers | {exercise.id: f"{answers[exercise.id]}\n# another remark"}
        answer = engine.check(notebook_of(lesson, same), lesson)
        assert verdict_of(answer) == whole, exercise.id
        if answer.ran is None:
            return  # it was run whole: something in this lesson can't be seen through
        assert f"{exercise.id}-check" in answer.ran
        fewest = min(fewest, len(answer.ran))
    assert fewest < len(exercises) / 2, "every exercise takes the others along: nothing is gained"
