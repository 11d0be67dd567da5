import json

import nbformat
import pytest

from course.exercises import lesson_exercises
from course.portfolio_practice.edition import WORKS, notebook, practice_manifest
from course.portfolio_practice.pieces import SOLVED


@pytest.mark.parametrize("lesson", WORKS)
def test_a_notebook_is_valid_and_the_same_bytes_each_time(lesson):
    data = notebook(lesson)
    nbformat.validate(nbformat.from_dict(json.loads(data) | {"nbformat": 4, "nbformat_minor": 5}))
    notebook.cache_clear()
    assert notebook(lesson) == data


def test_the_edition_has_the_three_lessons_and_knows_their_exercises(tmp_path):
    manifest = practice_manifest(tmp_path)
    assert [lesson.id for lesson in manifest.lessons] == list(WORKS)
    for lesson in manifest.lessons:
        (exercise,) = lesson_exercises(lesson)
        assert exercise.points == 4
        assert not lesson.release_path.exists()


@pytest.mark.parametrize("lesson", WORKS)
def test_its_notebooks_find_what_the_solved_lessons_find(folder, lesson):
    _, title, measure, value, unit = next(row for row in SOLVED if row[0] == lesson)
    found = folder.evidence[lesson]
    first = found["measures"][0]
    assert (found["title"], first["name"], first["value"], first["unit"]) == (title, measure, value, unit)
