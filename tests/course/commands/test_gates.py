"""`python3 -m course gates`: findings by line, and an exit code."""

import shutil

import pytest
from click.testing import CliRunner

from course.commands import gates
from course.errors import ManifestError
from course.manifest import load_manifest
from course.paths import MANIFEST, PACKAGE

TEXT = """\
# %% [markdown]
# # Simply counting
"""


@pytest.fixture
def lesson(tmp_path, monkeypatch):
    """A course of one lesson, which breaks the rules; return its text's path."""
    folder = tmp_path / "course"
    path = folder / "lessons" / "01_foundations" / "01_counting.py"
    path.parent.mkdir(parents=True)
    path.write_text(TEXT, encoding="utf-8")
    shutil.copytree(PACKAGE / "datasets" / "cards", folder / "datasets" / "cards")
    text = MANIFEST.read_text(encoding="utf-8")
    text = text[: text.index("[[lessons]]")].rsplit("\n\n", 1)[0]
    text += """
[[lessons]]
id = "01_foundations/01_counting"
title = "Simply counting"
summary = "Counting."
minutes = 40
skills = ["programming"]
datasets = []
requires = []
extras = []
concepts = []
"""
    (folder / "course.toml").write_text(text, encoding="utf-8")
    monkeypatch.setattr(gates, "load_manifest", lambda: load_manifest(folder / "course.toml"))
    return path


def call(*arguments):
    return CliRunner().invoke(gates.command, arguments)


def test_a_finding_names_file_line_and_next_step_and_fails(lesson):
    result = call("01_counting", "--only", "voice")
    assert result.exit_code == 1
    assert "01_foundations/01_counting: voice … 1 finding\n" in result.output
    assert (
        "course/lessons/01_foundations/01_counting.py:2: the text says 'Simply'\n      Next: leave it out"
        in result.output
    )
    assert "1 finding; " in result.output


def test_gates_that_hold_are_one_line_and_no_failure(lesson):
    lesson.write_text(TEXT.replace("Simply c", "C"), encoding="utf-8")
    result = call("--only", "voice", "--only", "order")
    assert result.exit_code == 0
    assert result.output.splitlines()[-1] == "2 gates hold for 01_foundations/01_counting"


def test_a_text_that_is_no_lesson_is_told_without_a_traceback(lesson):
    lesson.write_text("x = 1\n", encoding="utf-8")
    result = call("--only", "anatomy")
    assert result.exit_code == 1
    assert "01_counting.py:1: a lesson starts with a cell marker" in result.output


def test_an_unknown_gate_and_an_unknown_lesson_are_refused(lesson):
    assert call("--only", "beauty").exit_code == 2
    assert isinstance(call("02_real_data/01_cleaning").exception, ManifestError)
