"""What tests of several rooms share: a small course to build, a running JupyterLab, programs that may be missing."""

import contextlib
import json
import logging
import os
import re
import shutil
import socket
import subprocess
import sys
import urllib.request
from dataclasses import dataclass
from pathlib import Path

import nbformat
import pytest
from hypothesis import settings

from course.authoring.new import new_lesson
from course.authoring.pipeline import compose, release, to_text
from course.manifest import load_manifest
from course.paths import MANIFEST, PACKAGE
from course.setup.environment import Environment
from course.setup.jupyter import jupyter_command, jupyter_environment
from course.workspace import Workspace, prepare

CHROMIUM = [
    "--headless=new", "--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync",
]  # fmt: skip


@pytest.fixture(autouse=True, scope="session")
def no_process_stays_behind():
    """A check in a test runs in the test's own process, unless the test is about the resident one."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("COURSE_CHECK_HERE", "1")
        yield


# A busy machine makes no test wrong: examples have no deadline of their own.
settings.register_profile("course", deadline=None)
settings.load_profile("course")


@pytest.fixture
def small_course(tmp_path):
    """A manifest in a folder of its own, with the course's skills, roles and modules and one skeleton lesson."""
    folder = tmp_path / "course"
    shutil.copytree(PACKAGE / "datasets" / "cards", folder / "datasets" / "cards")
    text = MANIFEST.read_text(encoding="utf-8")
    (folder / "course.toml").write_text(text[: text.index("[[lessons]]")].rsplit("\n\n", 1)[0] + "\n", encoding="utf-8")
    (folder / "lessons").mkdir()
    new_lesson("01_foundations/counting", load_manifest(folder / "course.toml"))
    return load_manifest(folder / "course.toml")


@pytest.fixture
def program():
    """Return a function that gives a program's path; without it the test is skipped, under CI it fails."""

    def find(name):
        path = shutil.which(name)
        if path is None and os.environ.get("CI"):
            pytest.fail(f"{name} is missing: .ci/run installs it")
        return path or pytest.skip(f"{name} is not installed (Debian: apt install {name})")

    return find


@pytest.fixture(scope="session")
def graded_course(tmp_path_factory):
    """A manifest whose two lessons, made of tests/data/graded_lesson.py, are built but not run."""
    root = tmp_path_factory.mktemp("graded")
    shutil.copytree(PACKAGE / "datasets" / "cards", root / "course" / "datasets" / "cards")
    text = MANIFEST.read_text(encoding="utf-8")
    text = text[: text.index("[[lessons]]")].rsplit("\n\n", 1)[0] + "\n"
    for name, skills in (("01_delays", '"programming", "statistics"'), ("02_more_delays", '"programming", "sql"')):
        text += f"""
[[lessons]]
id = "01_foundations/{name}"
title = "How late is late? {name[:2]}"
summary = "Arrival delays."
minutes = 40
skills = [{skills}]
datasets = []
requires = []
extras = []
concepts = []
"""
        path = root / "course" / "lessons" / "01_foundations" / f"{name}.py"
        path.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(Path(__file__).parent / "data" / "graded_lesson.py", path)
    (root / "course" / "course.toml").write_text(text, encoding="utf-8")
    manifest = load_manifest(root / "course" / "course.toml")
    for lesson in manifest.lessons:
        solved = compose(lesson.text_path.read_text(encoding="utf-8"), lesson, manifest)
        for path, notebook in ((lesson.source_path, solved), (lesson.release_path, release(solved))):
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(to_text(notebook), encoding="utf-8")
    return manifest


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


@pytest.fixture(scope="session")
def lab_address():
    """Return a function that waits for the address, with the token, in the log of a JupyterLab that starts."""
    return _address


class Lab:
    """A running JupyterLab: its address with the token, its workspace, its runtime folder, its process."""

    def __init__(self, url: str, workspace: Workspace, runtime: Path, process: subprocess.Popen):
        self.url, self.workspace, self.runtime, self.process = url, workspace, runtime, process
        self.base, self.token = url.split("/course?")[0], url.split("token=")[1]

    def ask(self, path: str, **body):
        """What the server's REST interface answers; a body makes it a POST."""
        return json.loads(self.get(f"api/{path}", json.dumps(body).encode() if body else None))

    def get(self, path: str, data: bytes | None = None, **headers) -> str:
        """What is at an address below the server's, for who is logged in."""
        headers = {"Authorization": f"token {self.token}"} | headers
        request = urllib.request.Request(f"{self.base}/{path}", data=data, headers=headers)
        with urllib.request.urlopen(request, timeout=60) as answer:
            return answer.read().decode("utf-8")


@pytest.fixture(scope="session")
def lab_class():
    return Lab


@pytest.fixture(scope="session")
def start_lab():
    """Return a context manager that runs JupyterLab, as `course start` does, for a learner with this home folder."""

    @contextlib.contextmanager
    def start(home: Path):
        with pytest.MonkeyPatch.context() as patch:
            for name in [name for name in os.environ if name.startswith(("JUPYTER", "COURSE_", "XDG_"))]:
                patch.delenv(name)
            patch.setenv("HOME", str(home))
            patch.setenv("JUPYTER_PREFER_ENV_PATH", "0")
            patch.setenv("JUPYTER_RUNTIME_DIR", str(home / "runtime"))
            workspace = Workspace(home / "meine Arbeit")
            prepare(workspace, load_manifest())
            environment = Environment(Path(sys.prefix), owned=True)
            with socket.socket() as probe:
                probe.bind(("127.0.0.1", 0))
                port = probe.getsockname()[1]
            command = jupyter_command(environment, workspace, port=port, browser=False)
            values = jupyter_environment(environment, workspace)
        log = home / "log"
        with log.open("wb") as out:
            process = subprocess.Popen(command, env=values, cwd=workspace.root, stdout=out, stderr=out)
        try:
            yield Lab(_address(process, log), workspace, home / "runtime", process)
        finally:
            process.terminate()
            process.wait(timeout=60)

    return start


def _address(process: subprocess.Popen, log: Path) -> str:
    for _ in range(600):
        match = re.search(r"http://127\.0\.0\.1:(\d+)/\S+", log.read_text(encoding="utf-8"))
        if match and _listens(int(match[1])):  # it prints its address a moment before it listens
            return match[0]
        try:
            process.wait(0.2)
        except subprocess.TimeoutExpired:
            continue
        break
    pytest.fail(f"JupyterLab did not start: {log.read_text(encoding='utf-8')}")


def _listens(port: int) -> bool:
    with socket.socket() as probe:
        return probe.connect_ex(("127.0.0.1", port)) == 0


@pytest.fixture
def chromium(program):
    """Debian's Chromium, driven by Playwright."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program("chromium"), args=CHROMIUM)
        yield browser
        browser.close()
