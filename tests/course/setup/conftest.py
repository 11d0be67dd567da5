"""A small course in a folder of its own: real set-up code, and packages of a few lines in place of 300 MB."""

import hashlib
import os
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from course.paths import PACKAGE

CODE = (
    "__init__", "__main__", "_manifest_lines", "_manifest_tables", "_start_page", "errors", "files", "manifest",
    "paths", "workspace",
)  # fmt: skip

# a Python that has nothing installed, as on a learner's machine
BASE = getattr(sys, "_base_executable", None) or sys.executable

# stands in for uv: pip does its work, after the fault that the test asks for
FAKE_UV = """
import os, subprocess, sys, time
arguments = sys.argv[1:]
if arguments == ["--version"]:
    print("uv 1.0"); sys.exit()
if os.environ.get("FAKE_UV_SAYS"):
    print(os.environ["FAKE_UV_SAYS"]); sys.exit(2)
arguments.remove("pip")
place = arguments.index("--python"); del arguments[place:place + 2]
sys.exit(subprocess.call([sys.executable, "-Im", "pip", "--disable-pip-version-check", *arguments]))
"""
# stands in for JupyterLab: says how it was called, and ends
FAKE_LAB = """
import json, os, sys
names = ("COURSE_WORK", "JUPYTER_CONFIG_PATH", "JUPYTER_PATH", "PYTHONPATH")
print("LAB " + json.dumps({"arguments": sys.argv[1:], "folder": os.getcwd(), **{n: os.environ.get(n) for n in names}}))
"""
# stands in for the command line: says what it was asked
FAKE_CLI = """
import sys
def main(arguments):
    print("CLI", sys.prefix, *arguments)
    return 5
"""
# stands in for the build backend: an editable wheel is a .pth file
BACKEND = """
import os, zipfile
def build_editable(folder, config_settings=None, metadata_directory=None):
    name, info = "ml_portfolio_course-1.0-py3-none-any.whl", "ml_portfolio_course-1.0.dist-info/"
    files = {
        "course.pth": os.getcwd() + "\\n",
        info + "METADATA": "Metadata-Version: 2.1\\nName: ml-portfolio-course\\nVersion: 1.0\\n",
        info + "WHEEL": "Wheel-Version: 1.0\\nRoot-Is-Purelib: true\\nTag: py3-none-any\\n",
    }
    with zipfile.ZipFile(os.path.join(folder, name), "w") as wheel:
        for path, text in files.items():
            wheel.writestr(path, text)
        wheel.writestr(info + "RECORD", "".join(path + ",,\\n" for path in files))
    return name
"""
PYPROJECT = """
[build-system]
requires = []
build-backend = "backend"
backend-path = ["."]
[project]
name = "ml-portfolio-course"
version = "1.0"
requires-python = ">=3.11,<3.14"
dependencies = ["jupyterlab"]
[project.optional-dependencies]
pictures = ["pictures"]
[tool.course.without-dependencies]
core = ["penguins"]
"""
TITLES = """
[course]
title = "A small course"
release = "1"
[skills]
programming = "Programming"
[extras.pictures]
title = "Pictures"
what = "looks at pictures"
megabytes = 12
seconds = 100
[[roles]]
id = "reader"
title = "Reader"
summary = "Reads."
[roles.weights]
programming = 1
[[modules]]
id = "01_foundations"
title = "Foundations"
promise = "You begin."
[[lessons]]
id = "01_foundations/01_counting"
title = "Counting"
summary = "How many."
minutes = 20
skills = ["programming"]
datasets = []
requires = []
extras = []
concepts = []
"""


def wheel(
    folder: Path, name: str, files: dict[str, str], tag: str = "py3-none-any", needs: tuple[str, ...] = ()
) -> Path:
    """Write the wheel of one package, version 1.0."""
    info = f"{name}-1.0.dist-info/"
    metadata = f"Metadata-Version: 2.1\nName: {name}\nVersion: 1.0\n" + "".join(f"Requires-Dist: {n}\n" for n in needs)
    files = files | {
        info + "METADATA": metadata,
        info + "WHEEL": f"Wheel-Version: 1.0\nRoot-Is-Purelib: true\nTag: {tag}\n",
    }
    path = folder / f"{name}-1.0-{tag}.whl"
    with zipfile.ZipFile(path, "w") as archive:
        for member, text in files.items():
            archive.writestr(member, text)
        archive.writestr(info + "RECORD", "".join(f"{member},,\n" for member in files))
    return path


def pinned(*wheels: Path) -> str:
    lines = []
    for path in wheels:
        digest = hashlib.sha256(path.read_bytes()).hexdigest()
        lines.append(f"{path.name.split('-')[0]}==1.0 \\\n    --hash=sha256:{digest}\n")
    return "".join(lines)


@pytest.fixture(scope="session")
def make_wheel():
    """Return the function that writes a wheel: make_wheel(folder, name, files, tag, needs)."""
    return wheel


@pytest.fixture(scope="session")
def wheels(tmp_path_factory):
    """A folder of small wheels: uv, jupyterlab, its dependency, an extra, and a data package."""
    folder = tmp_path_factory.mktemp("wheels")
    return {
        "uv": wheel(folder, "uv", {"uv/__init__.py": "", "uv/__main__.py": FAKE_UV}),
        "jupyterlab": wheel(folder, "jupyterlab", {"jupyterlab/__init__.py": "", "jupyterlab/__main__.py": FAKE_LAB}),
        "pictures": wheel(folder, "pictures", {"pictures.py": "SEEN = 1\n"}),
        "penguins": wheel(folder, "penguins", {"penguins.csv": "a\n"}, needs=("something-huge",)),
    }


class Clone:
    """A small clone and its command line."""

    def __init__(self, root: Path, wheels: dict[str, Path]):
        self.root = root
        self.environment = {
            name: value
            for name, value in os.environ.items()
            if not name.startswith(("PIP_", "UV_", "CONDA_", "COURSE_", "JUPYTER"))
        } | {"PIP_NO_INDEX": "1", "PIP_FIND_LINKS": str(wheels["uv"].parent), "PIP_CONFIG_FILE": os.devnull}

    @property
    def state(self) -> Path:
        return self.root / ".venv" / "course-state.json"

    def command(self, *arguments) -> list[str]:
        return [BASE, "-m", "course", *map(str, arguments)]

    def run(self, *arguments, **variables) -> subprocess.CompletedProcess[str]:
        """Run `python -m course` with these arguments and environment variables."""
        return subprocess.run(
            self.command(*arguments),
            cwd=self.root,
            env=self.environment | variables,
            capture_output=True,
            encoding="utf-8",
            timeout=180,
            check=False,
        )

    def popen(self, *arguments, **variables) -> subprocess.Popen[str]:
        return subprocess.Popen(
            self.command(*arguments),
            cwd=self.root,
            env=self.environment | variables | {"PYTHONUNBUFFERED": "1"},
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            encoding="utf-8",
        )


def make_clone(root: Path, wheels: dict[str, Path]) -> Clone:
    package = root / "course"
    package.mkdir(parents=True)
    for name in CODE:
        shutil.copyfile(PACKAGE / f"{name}.py", package / f"{name}.py")
    for name in ("setup", "jupyter"):
        shutil.copytree(PACKAGE / name, package / name, ignore=shutil.ignore_patterns("__pycache__"))
    texts = {
        "pyproject.toml": PYPROJECT,
        "backend.py": BACKEND,
        "course/cli.py": FAKE_CLI,
        "course/course.toml": TITLES,
        "course/lessons/01_foundations/01_counting.py": "# %%\n1\n",
        "01_foundations/01_counting.ipynb": '{"cells": [], "nbformat": 4}\n',
        "requirements/uv.txt": pinned(wheels["uv"]),
        "requirements/core.txt": pinned(wheels["jupyterlab"]),
        "requirements/data.txt": pinned(wheels["penguins"]),
        "requirements/pictures.txt": pinned(wheels["pictures"]),
    }
    for name, text in texts.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8", newline="\n")
    return Clone(root, wheels)


@pytest.fixture
def clone(tmp_path, wheels):
    """A fresh small clone, in a folder with a space and letters beyond ASCII, with nothing set up."""
    return make_clone(tmp_path / "mein Kurs ñ 课程", wheels)


@pytest.fixture(scope="session")
def ready_clone(tmp_path_factory, wheels):
    """A small clone that is set up; what a test changes in it, it puts back."""
    clone = make_clone(tmp_path_factory.mktemp("ready") / "bereit für alles", wheels)
    done = clone.run("start", "--prepare-only")
    assert done.returncode == 0, done.stderr
    return clone
