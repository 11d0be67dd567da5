"""Every solved notebook runs, to its stored outputs, on a machine that has no network at all."""

import json
import subprocess
import sys

import pytest

from course.manifest import load_manifest
from course.paths import ROOT

RUN = """
import json, socket, sys
try:
    socket.create_connection(("192.0.2.1", 80), timeout=2)
    reached = True
except OSError:
    reached = False
from course.authoring.products import lesson_products
from course.manifest import load_manifest
manifest = load_manifest()
lesson = manifest.lesson(sys.argv[1])
print(json.dumps([reached, lesson_products(lesson, manifest)[lesson.source_path].decode()]))
"""


def texts(notebook):
    """All that the outputs of a notebook say, pictures left out."""
    outputs = [output for cell in notebook["cells"] for output in cell.get("outputs", [])]
    return [output.get("text") or output.get("data", {}).get("text/plain") for output in outputs]


@pytest.mark.parametrize("lesson", load_manifest().lessons, ids=lambda lesson: lesson.id)
def test_runs_without_a_network(lesson, program):
    wall = [program("bwrap"), "--dev-bind", "/", "/", "--unshare-net", "--die-with-parent", "--"]
    done = subprocess.run(
        [*wall, sys.executable, "-c", RUN, lesson.id], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr[-3000:]
    reached, made = json.loads(done.stdout.splitlines()[-1])
    assert not reached
    assert texts(json.loads(made)) == texts(json.loads(lesson.source_path.read_text(encoding="utf-8")))
