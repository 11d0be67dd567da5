"""The example portfolio holds what it states: every notebook of it runs again, as whoever doubts it would run them."""

import subprocess
import sys

from course.authoring.example import FOLDER
from course.paths import ROOT


def test_the_example_portfolio_verifies():
    done = subprocess.run(
        [sys.executable, "-m", "course", "verify", str(FOLDER)],
        cwd=ROOT,
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    assert ", 0 do not," in done.stdout
