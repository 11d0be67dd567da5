"""The verbs of `autograder`, and what a mistake in a command line says."""

import subprocess
import sys

import pytest

from autograder.cli import VERBS, main
from course.paths import ROOT


@pytest.mark.parametrize("verb", VERBS)
def test_every_verb_explains_itself(verb, capsys):
    assert main([verb, "--help"]) == 0
    assert "Usage: autograder" in capsys.readouterr().out


def test_an_unknown_verb_is_one_line_and_exit_2(capsys):
    assert main(["fly"]) == 2
    assert "fly" in capsys.readouterr().err


def test_a_course_error_is_told_without_a_traceback(capsys, tmp_path):
    assert main(["status", "--course", str(tmp_path)]) == 2
    told = capsys.readouterr().err
    assert told.startswith(f"{tmp_path}: holds no course.toml\nNext: ")


def test_ctrl_c_says_that_nothing_is_lost(capsys, monkeypatch):
    def stopped(**_):
        raise KeyboardInterrupt

    monkeypatch.setattr("autograder.cli.autograder.main", stopped)
    assert main(["status"]) == 130
    assert "the same command goes on" in capsys.readouterr().err


def test_it_is_a_module_too_and_help_imports_nothing_heavy():
    code = "import sys, runpy; sys.argv[1:] = ['--help']\ntry: runpy.run_module('autograder', run_name='__main__')\n"
    code += "except SystemExit: print(sorted(sys.modules))"
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
    assert "Grade a cohort's notebooks" in done.stdout
    assert "'nbgrader'" not in done.stdout
    assert "'distributed'" not in done.stdout
