"""Runs git in a practice repository: the same on every machine, whatever its owner has configured."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from course.errors import PracticeError

OLDEST = (2, 32)  # June 2021: the first that can be told which configuration to read
SECONDS = 60
INSTALL = {
    "win32": "install it from https://git-scm.com/download/win, then close JupyterLab and start it again",
    "darwin": "type in a terminal: xcode-select --install",
    "linux": "type in a terminal: sudo apt install git (on Fedora: sudo dnf install git)",
}
# What every command is told before it reads the repository's own configuration.
SETTINGS = """\
[safe]
\tdirectory = *
[init]
\tdefaultBranch = main
[core]
\tautocrlf = false
\tquotePath = false
[merge]
\tconflictStyle = merge
[pull]
\trebase = false
[gc]
\tauto = 0
[maintenance]
\tauto = false
"""


@dataclass(frozen=True)
class Answer:
    """How a command ended, and what it wrote: `text` all of it, `out` without its messages."""

    code: int
    out: str
    text: str


@cache
def git_program() -> str:
    """The path of a git that is new enough; PracticeError says how to get one."""
    install = INSTALL.get(sys.platform, INSTALL["linux"])
    path = shutil.which("git")
    if path is None:
        raise PracticeError("git is not installed on this computer, and this lesson runs it", next_step=install)
    try:
        asked = subprocess.run([path, "--version"], capture_output=True, text=True, timeout=SECONDS)
    except (OSError, subprocess.TimeoutExpired):
        asked = None
    version = re.search(r"(\d+)\.(\d+)", asked.stdout) if asked else None
    if version is None:  # a Mac without its developer tools has a git that only asks for them
        raise PracticeError("git is there but does not run", where=path, next_step=install)
    if (int(version[1]), int(version[2])) < OLDEST:
        what = f"this git is version {version[0]}; the lesson needs {OLDEST[0]}.{OLDEST[1]} or newer"
        raise PracticeError(what, where=path, next_step=install)
    return path


def environment(settings: Path, given: Mapping[str, str] | None = None) -> dict[str, str]:
    """This process's environment without what steers git or Python elsewhere; `settings` is a folder of ours."""
    path = settings / "settings"
    if not path.is_file():
        settings.mkdir(parents=True, exist_ok=True)
        path.write_text(SETTINGS, encoding="utf-8", newline="\n")
    kept = {name: value for name, value in os.environ.items() if not name.upper().startswith(("GIT_", "PYTHON"))}
    # `python` in a command is the notebook's own
    search = os.pathsep.join([str(Path(sys.executable).parent), kept.get("PATH", os.defpath)])
    own = {
        "PATH": search, "LC_ALL": "C", "LANGUAGE": "C", "TZ": "UTC", "PYTHONDONTWRITEBYTECODE": "1",
        "GIT_CONFIG_GLOBAL": str(path), "GIT_CONFIG_NOSYSTEM": "1", "GIT_ATTR_NOSYSTEM": "1",
        "XDG_CONFIG_HOME": str(settings),  # or a global ignore file of the learner's would hide files
        "GIT_CEILING_DIRECTORIES": str(settings.parent), "GIT_TERMINAL_PROMPT": "0", "GIT_PAGER": "cat",
        "GIT_EDITOR": ":", "GIT_SEQUENCE_EDITOR": ":", "GIT_MERGE_AUTOEDIT": "no",
    }  # fmt: skip
    return kept | own | dict(given or {})


def run(words: Sequence[str], *, cwd: Path, env: Mapping[str, str], feed: bytes | None = None) -> Answer:
    """Run git with `words` in `cwd`; a command that fails is an Answer too."""
    given = {"stdin": subprocess.DEVNULL} if feed is None else {"input": feed}
    try:
        ended = subprocess.run(
            [git_program(), *words],
            cwd=cwd,
            env=dict(env),
            capture_output=True,
            timeout=SECONDS,
            **given,
        )
    except subprocess.TimeoutExpired:
        what = f"git {words[0]} did not end within {SECONDS} seconds"
        raise PracticeError(what, where=cwd.name, next_step="does a command of yours wait for something?") from None
    out, messages = (text.decode("utf-8", "replace").replace("\r\n", "\n") for text in (ended.stdout, ended.stderr))
    # as a terminal has them: the words on a switch or a push come before the state they led to
    return Answer(ended.returncode, out, out + messages if ended.returncode else messages + out)


def must(words: Sequence[str], *, cwd: Path, env: Mapping[str, str], feed: bytes | None = None) -> str:
    """What git writes; PracticeError with git's own words where it fails."""
    answer = run(words, cwd=cwd, env=env, feed=feed)
    if answer.code != 0:
        said = answer.text.strip().splitlines()
        raise PracticeError(f"git {words[0]} failed: {said[-1] if said else answer.code}", where=cwd.name)
    return answer.out
