"""A workspace of the tests' own, on a machine whose owner has configured git in every hostile way."""

from __future__ import annotations

import pytest

from course.git_practice import _program, fresh_clone

HOSTILE = """\
[user]
\tname = Somebody Else
\temail = else@example.org
[commit]
\tgpgSign = true
[tag]
\tgpgSign = true
[gpg]
\tprogram = /nonexistent/gpg
[core]
\tautocrlf = true
\thooksPath = HOOKS
\teditor = /nonexistent/editor
\texcludesFile = IGNORED
[init]
\tdefaultBranch = trunk
[pull]
\trebase = true
[merge]
\tconflictStyle = diff3
\tff = false
[rebase]
\tautoSquash = true
[push]
\tdefault = nothing
[color]
\tui = always
[alias]
\tlast = log -1
"""


@pytest.fixture
def hostile(tmp_path, monkeypatch):
    """The home of somebody whose hooks refuse every commit, whose git signs, and who ignores `token.txt`."""
    home = tmp_path / "home"
    hooks = home / "hooks"
    hooks.mkdir(parents=True)
    for name in ("pre-commit", "commit-msg", "pre-push", "post-checkout", "reference-transaction"):
        (hooks / name).write_text("#!/bin/sh\nexit 1\n", encoding="utf-8")
        (hooks / name).chmod(0o755)
    (home / "ignored").write_text("token.txt\nREADME.md\n", encoding="utf-8")
    text = HOSTILE.replace("HOOKS", str(hooks)).replace("IGNORED", str(home / "ignored"))
    (home / ".gitconfig").write_text(text, encoding="utf-8")
    (home / ".config" / "git").mkdir(parents=True)
    (home / ".config" / "git" / "ignore").write_text("token.txt\n", encoding="utf-8")
    (home / ".config" / "git" / "attributes").write_text("* text eol=crlf\n", encoding="utf-8")
    monkeypatch.setenv("HOME", str(home))
    monkeypatch.setenv("GIT_DIR", str(tmp_path / "elsewhere"))
    monkeypatch.setenv("GIT_INDEX_FILE", str(tmp_path / "index"))
    monkeypatch.setenv("GIT_AUTHOR_NAME", "Somebody Else")
    monkeypatch.setenv("PYTHONSAFEPATH", "1")
    return home


@pytest.fixture
def work(tmp_path, monkeypatch):
    """A learner's work folder, with a blank and letters beyond ASCII in its path."""
    folder = tmp_path / "my wörk 书"
    folder.mkdir()
    monkeypatch.setenv("COURSE_WORK", str(folder))
    return folder


@pytest.fixture
def clone(work):
    """Makes a fresh clone of a scene in the tests' own work folder."""
    return fresh_clone


@pytest.fixture
def unasked():
    """git_program forgets what it found, before and after."""
    _program.git_program.cache_clear()
    yield
    _program.git_program.cache_clear()
