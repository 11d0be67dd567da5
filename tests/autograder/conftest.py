import json

import nbformat
import pytest


@pytest.fixture(scope="session")
def lesson(graded_course):
    return graded_course.lessons[0]


@pytest.fixture
def solved(lesson):
    return nbformat.read(lesson.source_path, as_version=4)


@pytest.fixture
def released(lesson):
    return nbformat.read(lesson.release_path, as_version=4)


@pytest.fixture
def fill():
    """Return a function that gives a notebook's bytes with the named cells' text replaced."""

    def fill(notebook, **texts):
        for cell in notebook.cells:
            name = cell.id.replace("-", "_")
            if name in texts:
                cell.source = texts.pop(name)
        assert not texts
        return json.dumps(notebook).encode()

    return fill
