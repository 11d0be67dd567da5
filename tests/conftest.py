"""What tests of several rooms share: a small course of one's own to build, and programs that may be missing."""

import os
import shutil
from pathlib import Path

import pytest
from hypothesis import settings

from course.authoring.new import new_lesson
from course.authoring.pipeline import compose, release, to_text
from course.manifest import load_manifest
from course.paths import MANIFEST, PACKAGE

# A busy machine makes no test wrong: examples have no deadline of their own.
settings.register_profile("course", deadline=None)
settings.load_profile("course")

CHROMIUM = [
    "--headless=new",
    "--no-sandbox",
    "--disable-gpu",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


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


@pytest.fixture
def browser(program):
    """A real browser."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program("chromium"), args=CHROMIUM)
        yield browser
        browser.close()


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
