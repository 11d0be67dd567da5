"""The entry point: which Python it accepts, and what it does before anything is installed."""

import ast
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from course import __main__ as entry
from course.paths import PACKAGE, ROOT

BASE = getattr(sys, "_base_executable", None) or sys.executable


@pytest.fixture
def bare(tmp_path, monkeypatch):
    """The entry point in a clone where nothing is installed, run by a Python that has nothing."""
    monkeypatch.setattr(entry, "ROOT", str(tmp_path))
    monkeypatch.setattr(entry, "is_prepared", lambda: False)
    return tmp_path


def make_ready(root: Path, status: str = "ready", place: str | None = None) -> Path:
    python = root / ".venv" / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
    python.parent.mkdir(parents=True)
    python.touch()
    state = {"root": place or str(root), "status": status, "python": "3.12", "installed": {}}
    (root / ".venv" / "course-state.json").write_text(json.dumps(state), encoding="utf-8")
    return python


def test_an_old_python_can_read_the_file():
    text = (PACKAGE / "__main__.py").read_text(encoding="utf-8")
    assert text.isascii()
    assert ast.parse(text, feature_version=(3, 4))
    assert not any(isinstance(node, ast.JoinedStr) for node in ast.walk(ast.parse(text)))


@pytest.mark.parametrize("version", [(3, 6, 15), (3, 10, 13), (3, 14, 0)])
def test_another_python_is_told_which_it_needs(bare, version, monkeypatch, capsys):
    monkeypatch.setattr(sys, "version_info", version)
    assert entry.main(["start"]) == 2
    error = capsys.readouterr().err
    assert error.startswith(f"This is Python {version[0]}.{version[1]} (")
    assert "needs Python 3.11, 3.12 or 3.13" in error
    assert "\nNext: install one of them" in error
    assert not list(bare.iterdir())


def test_another_python_hands_over_where_set_up_is_done(bare, monkeypatch):
    python = make_ready(bare)
    calls = []
    monkeypatch.setattr(entry, "forward", lambda *call: calls.append(call) or 0)
    monkeypatch.setattr(sys, "version_info", (3, 9, 6))
    assert entry.main(["progress"]) == 0
    assert calls == [(str(python), ["progress"])]


@pytest.mark.parametrize("arguments", [["check", "x.ipynb"], ["portfolio"], [], ["--help"]])
def test_a_verb_that_needs_the_course_says_start_first(bare, arguments, capsys):
    assert entry.main(arguments) == 2
    error = capsys.readouterr().err
    assert error.rstrip().endswith("start")
    assert error.count("\n") == 2


@pytest.mark.parametrize(("status", "place"), [("installing", None), ("ready", "elsewhere")])
def test_an_unfinished_or_moved_environment_is_not_ready(bare, status, place):
    make_ready(bare, status, place)
    assert entry.ready_python() is None


def test_a_damaged_state_is_not_ready(bare):
    make_ready(bare)
    (bare / ".venv" / "course-state.json").write_bytes(b"{\xff")
    assert entry.ready_python() is None


def test_the_hand_over_mark_does_not_reach_further_programs(bare, monkeypatch):
    monkeypatch.setenv(entry.HANDED_OVER, "1")
    seen = []
    monkeypatch.setattr(entry, "command_line", lambda arguments: seen.append(os.environ.get(entry.HANDED_OVER)) or 0)
    assert entry.main(["test"]) == 0
    assert seen == [None]


def test_set_up_verbs_need_the_standard_library_alone():
    code = (
        "import sys; sys.modules['click'] = sys.modules['numpy'] = None; from course.__main__ import main\n"
        "code = main(['start', '--help'])\n"
        "third = [m for m in sys.modules.values() if 'site-packages' in str(getattr(m, '__file__', ''))]\n"
        "print(code, third)"
    )
    done = subprocess.run([BASE, "-S", "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
    assert done.stdout.splitlines()[-1] == "0 []"


def test_a_course_error_of_set_up_has_no_traceback(bare, monkeypatch, capsys):
    assert entry.main(["start", "--work", str(ROOT / "tests")]) == 2
    assert capsys.readouterr().err.startswith(f"{ROOT / 'tests'}: lies among the course's own files\nNext: ")
