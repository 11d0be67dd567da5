"""Lessons to grade, a small course in which nothing was handed in yet, and a quick executor."""

import json
from pathlib import Path

import nbformat
import pytest

QUICK = Path(__file__).parent / "cohort" / "data"


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


@pytest.fixture
def quick_executor(monkeypatch):
    """Make quick_executor importable here and in worker processes."""
    monkeypatch.syspath_prepend(QUICK)
    monkeypatch.setenv("PYTHONPATH", str(QUICK))


@pytest.fixture
def cohort(make_cohort, tmp_path):
    """A course with nothing handed in."""
    return make_cohort(tmp_path / "cohort")


class Silent:
    """A watcher that counts."""

    def __init__(self):
        self.total = self.done = 0

    def begin(self, total):
        self.total = total

    def step(self):
        self.done += 1


@pytest.fixture
def grade(cohort, quick_executor):
    """Return a function that grades the cohort in this process or with given workers, and gives the report."""
    from autograder.cohort.answer import answer
    from autograder.cohort.grading import Request, grade_cohort
    from autograder.cohort.work import read_result

    class Here:
        def run(self, tasks):
            for task in tasks:
                yield task, read_result(answer(task.order.to_json(), task.lesson.to_json()), task)

    def grade(*, workers=None, db_url=None, settings=None, watcher=None, **request):
        settings = settings or cohort.settings(db_url)
        request = {"executor": "quick_executor:Quick"} | request
        wanted = Request(settings.manifest.modules[0], **request)
        return grade_cohort(settings, wanted, workers or Here(), watcher or Silent())

    return grade
