"""Set-up as a whole: from a fresh copy of the course and a bare Python to JupyterLab."""

import os
import re
import shutil
import subprocess
import threading
import time
import urllib.error
import urllib.request
from pathlib import Path

import pytest

from course.manifest import load_manifest
from course.paths import ROOT


def address(output) -> str:
    """The address that JupyterLab prints."""
    said = []
    for line in output:
        said.append(line)
        if match := re.search(r"http://127\S+", line):
            return match[0]
    pytest.fail("".join(said))


def answered(url: str) -> int:
    """The status of a page of a server that prints its address a moment before it listens."""
    for _ in range(100):
        try:
            with urllib.request.urlopen(url, timeout=60) as answer:
                return answer.status
        except urllib.error.URLError:
            time.sleep(0.1)
    pytest.fail(f"nothing answers at {url}")


def test_a_fresh_copy_of_the_course_itself_gets_from_a_bare_python_to_jupyterlab(tmp_path, clone, program):
    """The whole way with the real packages: about a minute where they are in the cache, more where not."""
    root = tmp_path / "Kurs mit Leerzeichen ü 课程"
    listed = [program("git"), "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    names = subprocess.run(listed, cwd=ROOT, capture_output=True, encoding="utf-8", check=True).stdout.split("\0")
    for name in filter(None, names):
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        if (ROOT / name).is_file():
            shutil.copyfile(ROOT / name, root / name)
    python = Path(clone.command()[0])
    own = ("CONDA_", "COURSE_", "JUPYTER")
    variables = {name: value for name, value in os.environ.items() if not name.startswith(own)}
    variables |= {"JUPYTER_RUNTIME_DIR": str(tmp_path / "runtime"), "PYTHONUNBUFFERED": "1"}
    variables |= {"PIP_DEFAULT_TIMEOUT": "20", "UV_HTTP_TIMEOUT": "20"}  # a connection that hangs is tried again
    variables["PATH"] = str(python.parent)
    command = [str(python), "-m", "course", "start", "--no-browser"]
    pipes = {"stdout": subprocess.PIPE, "stderr": subprocess.STDOUT, "encoding": "utf-8"}
    with subprocess.Popen(command, cwd=root, env=variables, **pipes) as process:
        limit = threading.Timer(240, process.kill)  # what it said until then is the failure's text
        limit.start()
        try:
            assert answered(address(process.stdout)) == 200
        finally:
            limit.cancel()
            process.kill()
    for lesson in load_manifest().lessons:
        assert (root / "work" / f"{lesson.id}.ipynb").read_bytes() == lesson.release_path.read_bytes()
    started = time.monotonic()
    again = subprocess.run(
        [*command[:-1], "--prepare-only"], cwd=root, env=variables, capture_output=True, text=True, check=False
    )
    assert (again.returncode, time.monotonic() - started < 1) == (0, True), again.stderr
    doctor = subprocess.run(
        [*command[:3], "doctor"], cwd=root, env=variables, capture_output=True, text=True, check=False
    )
    assert doctor.returncode == 0, doctor.stdout
    assert "all as listed" in doctor.stdout
    progress = subprocess.run([*command[:3], "progress"], cwd=root, env=variables, capture_output=True, check=False)
    assert progress.returncode == 0, progress.stderr
