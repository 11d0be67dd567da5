"""The verbs, and what a mistake in a command line says."""

import subprocess
import sys

import pytest

from course.cli import VERBS, main
from course.paths import ROOT


@pytest.mark.parametrize("verb", VERBS)
def test_every_verb_explains_itself(verb, capsys):
    assert main([verb, "--help"]) == 0
    assert "Usage: python3 -m course" in capsys.readouterr().out


def test_an_unknown_verb_is_one_line_and_exit_2(capsys):
    assert main(["fly"]) == 2
    assert "fly" in capsys.readouterr().err


def test_a_course_error_is_told_without_a_traceback(capsys):
    assert main(["build", "09_none"]) == 2
    error = capsys.readouterr().err
    assert error.startswith("there is no lesson '09_none'\nNext: name one of:")


def test_listing_the_verbs_imports_nothing_heavy():
    code = "import sys; from course.cli import main; main(['--help']); print(sorted(sys.modules))"
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
    assert "'course.commands.build'" in done.stdout
    assert "'numpy'" not in done.stdout
    assert "'jupyterlab'" not in done.stdout
