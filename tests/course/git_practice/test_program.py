"""git runs the same whatever the machine's owner has configured, and where it is missing we say how to get it."""

from __future__ import annotations

import subprocess
import sys
from types import SimpleNamespace

import pytest

from course.errors import PracticeError
from course.git_practice import _program


@pytest.mark.parametrize(
    ("platform", "words"),
    [("win32", "git-scm.com"), ("darwin", "xcode-select --install"), ("linux", "apt install git")],
)
def test_a_missing_git_is_told_with_the_way_to_install_it_here(platform, words, unasked, clone, monkeypatch):
    monkeypatch.setattr(sys, "platform", platform)
    monkeypatch.setattr(_program.shutil, "which", lambda name: None)
    with pytest.raises(PracticeError, match="not installed") as told:
        clone("history")
    assert words in str(told.value)


@pytest.mark.parametrize("said", ["", "xcode-select: note: no developer tools were found"])
def test_a_git_that_does_not_run_counts_as_missing(said, unasked, monkeypatch):
    monkeypatch.setattr(_program.shutil, "which", lambda name: "/usr/bin/git")
    monkeypatch.setattr(_program.subprocess, "run", lambda *a, **k: SimpleNamespace(stdout=said))
    with pytest.raises(PracticeError, match="does not run"):
        _program.git_program()


@pytest.mark.parametrize(("version", "enough"), [("2.31.9", False), ("2.32.0", True), ("3.0.1", True), ("1.99", False)])
def test_an_old_git_is_refused_with_the_version_that_is_needed(version, enough, unasked, monkeypatch):
    monkeypatch.setattr(_program.shutil, "which", lambda name: "/usr/bin/git")
    answer = SimpleNamespace(stdout=f"git version {version}.windows.1\n")
    monkeypatch.setattr(_program.subprocess, "run", lambda *a, **k: answer)
    if enough:
        assert _program.git_program() == "/usr/bin/git"
    else:
        with pytest.raises(PracticeError, match=r"needs 2\.32"):
            _program.git_program()


def test_nothing_that_steers_git_elsewhere_is_kept(hostile, tmp_path):
    env = _program.environment(tmp_path / "settings")
    assert "GIT_DIR" not in env
    assert "GIT_INDEX_FILE" not in env
    assert "PYTHONSAFEPATH" not in env
    listed = _program.run(["config", "--list", "--show-scope"], cwd=tmp_path, env=env).out
    assert "Somebody Else" not in listed
    assert "gpgsign" not in listed


def test_python_in_a_command_is_the_notebooks_own(tmp_path):
    env = _program.environment(tmp_path / "settings")
    asked = subprocess.run(["git", "-c", "alias.where=!python -c 'import sys; print(sys.prefix)'", "where"],
                           env=env, cwd=tmp_path, capture_output=True, text=True)  # fmt: skip
    assert asked.stdout.strip() == sys.prefix


def test_a_command_that_fails_is_an_answer_and_must_makes_it_an_error(tmp_path):
    env = _program.environment(tmp_path / "settings")
    answer = _program.run(["rev-parse", "HEAD"], cwd=tmp_path, env=env)
    assert answer.code != 0
    assert "not a git repository" in answer.text
    with pytest.raises(PracticeError, match="rev-parse failed"):
        _program.must(["rev-parse", "HEAD"], cwd=tmp_path, env=env)


def test_a_command_that_waits_is_ended(tmp_path, monkeypatch):
    monkeypatch.setattr(_program, "SECONDS", 0.2)
    env = _program.environment(tmp_path / "settings")
    with pytest.raises(PracticeError, match="did not end"):
        _program.run(["-c", "alias.wait=!sleep 5", "wait"], cwd=tmp_path, env=env)
