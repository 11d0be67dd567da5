"""A clone as a learner has it: a folder of its own, nothing but Python on the path, its own environment."""

import os
import re
import shutil
import subprocess
import sys
from contextlib import contextmanager
from pathlib import Path

import pytest

from course.manifest import load_manifest
from course.paths import ROOT
from course.workspace import Workspace

LESSON = load_manifest().lessons[0]
SLOW = 180_000  # milliseconds: JupyterLab's own start on a busy machine
PYTHON = Path(sys.base_prefix) / ("python.exe" if os.name == "nt" else "bin/python3")


class Learner:
    """What a learner does in the browser: the notebook in one tab, the course home in another."""

    def __init__(self, context, lab):
        self.home = context.new_page()
        self.home.goto(lab.url)
        self.notebook = context.new_page()
        self.faults = []
        self.notebook.on("pageerror", lambda error: self.faults.append(str(error)))
        self.lab = lab
        self.context = context
        self.patience = SLOW

    def follow(self, words):
        """Open in the notebook's tab what a link of the home page leads to."""
        address = self.home.get_by_role("link", name=words, exact=True).first.get_attribute("href")
        self.notebook.goto(f"{self.lab.base}{address}")
        self.notebook.wait_for_selector(".course-strip", timeout=SLOW)

    def answer(self, starter, text):
        """Write `text` into the cell that holds `starter`, and save."""
        cell = self.notebook.locator(".jp-CodeCell", has_text=starter).first
        cell.scroll_into_view_if_needed()
        editor = cell.locator(".cm-content")
        editor.click()
        self.notebook.keyboard.press("ControlOrMeta+a")
        self.notebook.keyboard.insert_text(text)
        self.notebook.keyboard.press("ControlOrMeta+s")

    def told(self, words):
        """Wait until the line below the toolbar says this."""
        self.notebook.locator(".course-strip", has_text=re.compile(words)).wait_for(timeout=SLOW)
        return self.notebook.inner_text(".course-strip")


@pytest.fixture
def evening(chromium):
    """Return a context manager that sits a learner down before a running JupyterLab."""

    @contextmanager
    def evening(lab):
        context = chromium.new_context(viewport={"width": 1280, "height": 900})
        yield Learner(context, lab)
        context.close()

    return evening


class Clone:
    def __init__(self, folder):
        self.folder = folder
        self.work = folder / "work"
        self.notebook = self.work / f"{LESSON.id}.ipynb"

    @property
    def python(self):
        """The interpreter of the environment that `start` made."""
        return self.folder / ".venv" / ("Scripts/python.exe" if os.name == "nt" else "bin/python")

    @property
    def environment(self):
        kept = ("HOME", "LANG", "SYSTEMROOT", "TEMP", "UV_CACHE_DIR", "SSL_CERT_FILE", "PIP_FIND_LINKS")
        return {name: os.environ[name] for name in kept if name in os.environ} | {"PATH": str(PYTHON.parent)}

    def course(self, *words, code=0):
        """Run one verb as a learner types it; return what it printed, both streams together."""
        done = subprocess.run(
            [PYTHON, "-m", "course", *words],
            cwd=self.folder,
            env=self.environment,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            stdin=subprocess.DEVNULL,
            encoding="utf-8",
            check=False,
        )
        assert done.returncode == code, done.stdout
        return done.stdout

    def run_notebook(self):
        """Run all cells of the learner's notebook, in its folder, with the kernel that JupyterLab would use."""
        command = [
            self.python,
            "-m",
            "nbconvert",
            "--execute",
            "--inplace",
            "--allow-errors",
            "--to",
            "notebook",
            self.notebook,
        ]
        subprocess.run(command, cwd=self.notebook.parent, check=True, capture_output=True)


@pytest.fixture(scope="module")
def clone(tmp_path_factory):
    folder = tmp_path_factory.mktemp("home") / "Mes leçons de données"
    listed = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT,
        capture_output=True,
        check=True,
    )
    for name in filter(None, listed.stdout.decode().split("\0")):
        if (ROOT / name).is_file():
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(ROOT / name, folder / name)
    clone = Clone(folder)
    clone.first_start = clone.course("start", "--prepare-only")
    return clone


@pytest.fixture
def clone_lab(clone, lab_class, lab_address, tmp_path):
    """JupyterLab as `start` opens it in the clone, for somebody without any settings of their own."""
    cache = os.environ.get("UV_CACHE_DIR", str(Path.home() / ".cache" / "uv"))
    log = tmp_path / "log"
    with log.open("wb") as out:
        process = subprocess.Popen(
            [PYTHON, "-m", "course", "start", "--no-browser"],
            cwd=clone.folder,
            env=clone.environment | {"HOME": str(tmp_path), "UV_CACHE_DIR": cache},
            stdin=subprocess.DEVNULL,
            stdout=out,
            stderr=out,
        )
    try:
        yield lab_class(lab_address(process, log), Workspace(clone.work), tmp_path, process)
    finally:
        process.terminate()
        process.wait(timeout=60)
