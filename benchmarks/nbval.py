"""nbval over one solved notebook, beside nbclient running the same cells without comparing them."""

import sys

from benchmarks._process import side_by_side
from course.commands.test import NBVAL
from course.manifest import load_manifest
from course.paths import ROOT

PLAIN = (
    "import nbformat, sys; from nbclient import NotebookClient; NotebookClient(nbformat.read(sys.argv[1], 4)).execute()"
)


def main() -> None:
    """Print both costs and their ratio: what the comparison of outputs costs above running the cells."""
    lesson = load_manifest().lessons[0]
    source = str(lesson.source_path.relative_to(ROOT))
    side_by_side(
        f"nbval of {lesson.id}",
        [sys.executable, "-m", "pytest", "-q", *NBVAL[:-1], source],
        [sys.executable, "-c", PLAIN, source],
        cwd=ROOT,
        names=("pytest --nbval", "nbclient alone"),
    )
