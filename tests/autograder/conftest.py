"""Lessons to grade; and a small course with nbgrader's gradebook, learners who hand in, and a quick executor."""

import contextlib
import json
import logging
import os
import shutil
import sys
from dataclasses import dataclass
from pathlib import Path

import nbformat
import pytest

from course.paths import PACKAGE

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


@dataclass(frozen=True)
class Cohort:
    """A course folder of one's own; `folder` is what --course names."""

    root: Path

    @property
    def folder(self):
        return self.root / "course"

    @property
    def submitted(self):
        return self.folder / "submitted"

    def settings(self, db_url=None):
        from autograder.cohort.settings import load_settings

        return load_settings(self.folder, db_url)

    @property
    def module(self):
        return self.settings().manifest.modules[0]

    def released(self, stem="01_delays"):
        return nbformat.read(self.root / "01_foundations" / f"{stem}.ipynb", as_version=4)

    def answered(self, stem="01_delays", **texts):
        """The released notebook's bytes with the text of the cells that are named by their grade_id."""
        notebook = self.released(stem)
        for cell in notebook.cells:
            cell.source = texts.pop(cell.id.replace("-", "_"), cell.source)
        assert not texts
        return json.dumps(notebook).encode()

    def hand_in(self, learner, *, stem="01_delays", data=None, time=None, **texts):
        path = self.submitted / learner / "01_foundations" / f"{stem}.ipynb"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(self.answered(stem, **texts) if data is None else data)
        if time:
            path.with_name("timestamp.txt").write_text(time, encoding="utf-8")
        return path


@contextlib.contextmanager
def on_path(folder):
    """nbgrader asks a program for the version of a new database's tables."""
    before = os.environ["PATH"]
    os.environ["PATH"] = f"{folder}{os.pathsep}{before}"
    try:
        yield
    finally:
        os.environ["PATH"] = before


@pytest.fixture(scope="session")
def generate_assignment():
    """Return a function that does what `nbgrader generate_assignment` does, for a course folder and database."""

    def generate(folder, db_url=None, force=False):
        from nbgrader.converters import GenerateAssignment

        from autograder.cohort.settings import load_settings

        settings = load_settings(folder, db_url)
        settings.coursedir.assignment_id = "01_foundations"
        here = Path.cwd()
        try:
            with on_path(Path(sys.executable).parent):
                converter = GenerateAssignment(coursedir=settings.coursedir, config=settings.config)
                converter.force = force
                converter.log.setLevel(logging.ERROR)
                converter.start()
        finally:
            os.chdir(here)

    return generate


@pytest.fixture(scope="session")
def cohort_template(graded_course, tmp_path_factory, generate_assignment):
    root = tmp_path_factory.mktemp("cohort") / "template"
    shutil.copytree(graded_course.path.parent.parent, root)
    shutil.copyfile(PACKAGE / "nbgrader_config.py", root / "course" / "nbgrader_config.py")
    generate_assignment(root / "course")
    return root


@pytest.fixture(scope="session")
def make_cohort(cohort_template):
    """Return a function that puts a course with two lessons, known to its gradebook, into a folder."""

    def make(root):
        shutil.copytree(cohort_template, root)
        return Cohort(root)

    return make


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
