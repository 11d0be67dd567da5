"""Makes a scene: a bare remote, a clone of it, and what happened in both before the exercise begins."""

from __future__ import annotations

import hashlib
import tempfile
from collections.abc import Mapping
from functools import cache
from pathlib import Path

from course.git_practice._program import environment, must
from course.git_practice.scenes import SCENES, Scene

SERIES = Path(__file__).resolve().parent / "series"
REMOTE = "remote.git"
RELEASE = ("v1.0", "Report by airport")
HIDDEN = "refs/series"


def _person(name: str, email: str) -> dict[str, str]:
    return {f"GIT_{role}_{what}": value for role in ("AUTHOR", "COMMITTER")
            for what, value in (("NAME", name), ("EMAIL", email))}  # fmt: skip


TEAM, YOU = _person("Maya Lindqvist", "maya@example.org"), _person("You", "you@example.org")
# For whoever works in the folder from a terminal, where the settings of the machine's owner hold.
CONFIG = """\
[user]
\tname = You
\temail = you@example.org
[core]
\tautocrlf = false
\thooksPath = .git/hooks
[commit]
\tgpgSign = false
[tag]
\tgpgSign = false
[pull]
\trebase = false
"""


def make(scene: Scene, place: Path, env: Mapping[str, str]) -> None:
    """Put remote and clone into the empty folder `place`."""
    source, clone, remote = all_series(), place / scene.folder, place / REMOTE
    if scene.alone is None:
        must(["clone", "--quiet", "--bare", "--no-local", "--template=", str(source), REMOTE], cwd=place, env=env)
        _push(source, remote, scene.remote, env)
        must(["clone", "--quiet", "--no-local", "--template=", REMOTE, scene.folder], cwd=place, env=env)
        # a path from here, so that the folder can be moved and no output names this machine
        must(["remote", "set-url", "origin", f"../{REMOTE}"], cwd=clone, env=env)
    else:
        begin = ["init", "--quiet", "--template=", "--initial-branch=main"]
        must([*begin, "--bare", REMOTE], cwd=place, env=env)
        must([*begin, scene.folder], cwd=place, env=env)
        must(["remote", "add", "origin", f"../{REMOTE}"], cwd=clone, env=env)
        _take(source, clone, "main", scene.alone, shared=False, env=env)
    with (clone / ".git" / "config").open("a", encoding="utf-8", newline="\n") as file:
        file.write(CONFIG)
    for tag, name in scene.tags.items():
        must(["tag", tag, name], cwd=clone, env=env)
    for branch, series in scene.yours.items():
        _take(source, clone, branch, series, shared=branch in scene.remote, env=env)
    if scene.on != "main":
        must(["switch", "--quiet", scene.on], cwd=clone, env=env)
    _push(source, remote, scene.meanwhile, env)
    for path, text in scene.files.items():
        (clone / path).write_text(text, encoding="utf-8", newline="\n")


def _push(source: Path, remote: Path, branches: Mapping[str, str], env: Mapping[str, str]) -> None:
    for branch, series in branches.items():
        must(["push", "--quiet", str(remote), f"{HIDDEN}/{series}:refs/heads/{branch}"], cwd=source, env=env)


def _take(source: Path, clone: Path, branch: str, series: str, *, shared: bool, env: Mapping[str, str]) -> None:
    """Give the clone a branch of its own; one that is on the remote follows it there."""
    if shared:
        must(["branch", "--quiet", "--track", branch, f"origin/{branch}"], cwd=clone, env=env)
        return
    must(
        ["fetch", "--quiet", "--no-write-fetch-head", "--no-tags", str(source), f"{HIDDEN}/{series}"],
        cwd=clone,
        env=env,
    )
    tip = must(["rev-parse", f"{HIDDEN}/{series}"], cwd=source, env=env).strip()
    if branch == "main":
        must(["reset", "--quiet", "--hard", tip], cwd=clone, env=env)
    else:
        must(["branch", "--quiet", "--no-track", branch, tip], cwd=clone, env=env)


def fingerprint(clone: Path, env: Mapping[str, str]) -> str:
    """A text that differs as soon as a branch, the staged files or a file of the clone's folder does."""
    told = hashlib.sha256()
    for folder in (clone, clone.parent / REMOTE):
        told.update(must(["for-each-ref", "--format=%(refname) %(objectname)"], cwd=folder, env=env).encode())
    told.update((clone / ".git" / "HEAD").read_bytes())
    told.update(must(["ls-files", "--stage"], cwd=clone, env=env).encode())
    for path in sorted(clone.rglob("*")):
        inside = path.relative_to(clone)
        if path.is_file() and not {".git", "__pycache__", ".ipynb_checkpoints"} & set(inside.parts):
            told.update(inside.as_posix().encode() + path.read_bytes())
    return told.hexdigest()


@cache
def _kept() -> tempfile.TemporaryDirectory:
    return tempfile.TemporaryDirectory(prefix="series-", ignore_cleanup_errors=True)


@cache
def all_series() -> Path:
    """A repository with the team's history on main and every series under refs/series, made once a process."""
    folder = Path(_kept().name) / "source"
    folder.mkdir()
    env = environment(folder.parent / ".settings", TEAM)
    must(["init", "--quiet", "--template=", "--initial-branch=main", "."], cwd=folder, env=env)
    _apply("main", folder, env)
    release = must(["log", "--format=%H", "--fixed-strings", f"--grep={RELEASE[1]}", "main"], cwd=folder, env=env)
    must(["tag", RELEASE[0], release.split()[-1]], cwd=folder, env=env)
    alone = {scene.alone for scene in SCENES.values()}
    for series in sorted(path.name for path in SERIES.iterdir() if path.is_dir() and path.name != "main"):
        if series in alone:
            must(["switch", "--quiet", "--orphan", "begin"], cwd=folder, env=env)
            _apply(series, folder, env | YOU)
        else:
            must(["switch", "--quiet", "--detach", "main"], cwd=folder, env=env)
            _apply(series, folder, env)
        must(["update-ref", f"{HIDDEN}/{series}", "HEAD"], cwd=folder, env=env)
    must(["switch", "--quiet", "main"], cwd=folder, env=env)
    must(["branch", "--quiet", "-D", "begin"], cwd=folder, env=env)  # or each team's remote would have it
    return folder


def _apply(series: str, folder: Path, env: Mapping[str, str]) -> None:
    paths = sorted((SERIES / series).glob("*.patch"))
    # read as text: a checkout on Windows may have turned the line ends
    mail = "".join(path.read_text(encoding="utf-8") for path in paths).encode("utf-8")
    must(["am", "--quiet", "--committer-date-is-author-date", "--no-gpg-sign"], cwd=folder, env=env, feed=mail)
