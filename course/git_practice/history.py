"""What a repository holds, read with git's plumbing: the same answer whichever commands made it."""

from __future__ import annotations

import io
import json
import shutil
import subprocess
import sys
import tempfile
import zipfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from course.errors import PracticeError
from course.git_practice._program import SECONDS, git_program, must, run

UNDER_WAY = {
    "MERGE_HEAD": "merge", "rebase-merge": "rebase", "rebase-apply": "rebase", "CHERRY_PICK_HEAD": "cherry-pick",
    "REVERT_HEAD": "revert", "BISECT_LOG": "bisect",
}  # fmt: skip
CONFLICT_MARKS = ("<<<<<<< ", "=======\n", ">>>>>>> ")
CALL = """
import importlib, json, sys
module, name, arguments = json.load(sys.stdin)
sys.path.insert(0, ".")
print(json.dumps(getattr(importlib.import_module(module), name)(*arguments)))
"""


@dataclass(frozen=True)
class Commit:
    """One commit; `parents` are the hashes of those it was made on."""

    hash: str
    parents: tuple[str, ...]
    author: str
    subject: str
    body: str


def _tidy(subject: str) -> bool:
    """Three words or more, sixty letters or fewer, a capital first, no full stop last."""
    return len(subject.split()) >= 3 and len(subject) <= 60 and subject[0].isupper() and not subject.endswith(".")


class History:
    """The commits, branches and files of one repository. `place` is a clone's folder or a bare repository."""

    def __init__(self, place: Path, env: Mapping[str, str]):
        self._place, self._env = place, env

    def tip(self, name: str) -> str | None:
        """The hash that a branch, tag or other name stands for, or None where there is none of that name."""
        answer = run(["rev-parse", "--verify", "--quiet", f"{name}^{{commit}}"], cwd=self._place, env=self._env)
        return answer.out.strip() or None if answer.code == 0 else None

    @property
    def on(self) -> str | None:
        """The branch that is checked out, or None where none is."""
        return run(["symbolic-ref", "--short", "--quiet", "HEAD"], cwd=self._place, env=self._env).out.strip() or None

    @property
    def branches(self) -> tuple[str, ...]:
        return tuple(self._must("for-each-ref", "--format=%(refname:short)", "refs/heads").split())

    @property
    def tags(self) -> tuple[str, ...]:
        return tuple(self._must("for-each-ref", "--format=%(refname:short)", "refs/tags").split())

    @property
    def under_way(self) -> str | None:
        """What was begun and neither ended nor given up: a merge, a rebase, a bisect …"""
        folder = self._place / ".git" if (self._place / ".git").is_dir() else self._place
        return next((what for name, what in UNDER_WAY.items() if (folder / name).exists()), None)

    @property
    def uncommitted(self) -> tuple[str, ...]:
        """Tracked files that differ from the last commit."""
        lines = self._must("status", "--porcelain", "--untracked-files=no").splitlines()
        return tuple(line[3:] for line in lines)

    def ignores(self, name: str, path: str) -> bool:
        """Whether somebody who has that commit adds all files and this one is left out."""
        with self.checked_out(name) as folder:
            must(["init", "--quiet", "--template=", "."], cwd=folder, env=self._env)
            return run(["check-ignore", "--quiet", "--no-index", path], cwd=folder, env=self._env).code == 0

    def holds(self, name: str, earlier: str | None) -> bool:
        """Whether the commit `earlier` is among those that `name` leads back to."""
        if earlier is None or self.tip(earlier) is None:
            return False
        words = ["merge-base", "--is-ancestor", earlier, self._known(name)]
        return run(words, cwd=self._place, env=self._env).code == 0

    def commits(self, *names: str) -> tuple[Commit, ...]:
        """The commits that `names` lead back to, newest first; `^main` leaves out those of main."""
        known = [f"^{self._known(name[1:])}" if name.startswith("^") else self._known(name) for name in names]
        text = self._must("log", "--topo-order", "--format=%H%x1f%P%x1f%an%x1f%s%x1f%b%x1e", *known, "--")
        fields = (record.strip("\n").split("\x1f") for record in text.split("\x1e") if record.strip())
        return tuple(
            Commit(one, tuple(up.split()), who, subject, body.strip()) for one, up, who, subject, body in fields
        )

    def changed(self, earlier: str, name: str) -> tuple[str, ...]:
        """The files that differ between two commits."""
        return tuple(self._must("diff", "--name-only", self._known(earlier), self._known(name)).splitlines())

    def counted(self, earlier: str, name: str) -> tuple[str, ...]:
        """Lines added, lines taken away and name, with tabs between, of each file that differs."""
        return tuple(self._must("diff", "--numstat", self._known(earlier), self._known(name)).splitlines())

    def files(self, name: str) -> tuple[str, ...]:
        return tuple(self._must("ls-tree", "-r", "--name-only", self._known(name)).splitlines())

    def text(self, name: str, path: str) -> str:
        """A file as the commit holds it; "" where it holds none of that name."""
        return run(["cat-file", "blob", f"{self._known(name)}:{path}"], cwd=self._place, env=self._env).out

    def ever(self, path: str) -> tuple[str, ...]:
        """The subjects of the commits on any branch that touched the file."""
        return tuple(self._must("log", "--branches", "--format=%s", "--", path).splitlines())

    def keeps(self, words: str) -> bool:
        """Whether the words stand in anything that the repository keeps, be it in a file of a commit that no
        branch leads to any more: who knows such a commit's hash can still ask for it.
        """
        return words in self._must("cat-file", "--batch-all-objects", "--batch")

    def marked(self, name: str) -> tuple[str, ...]:
        """The files of a commit in which the marks of a conflict stand."""
        texts = ((path, self.text(name, path)) for path in self.files(name))
        return tuple(path for path, text in texts if any(mark in text for mark in CONFLICT_MARKS))

    def untidy(self, *names: str) -> tuple[str, ...]:
        """The subjects, of the commits that `names` lead to, that break the rules of the lesson for a subject."""
        subjects = (commit.subject for commit in self.commits(*names) if len(commit.parents) < 2)
        return tuple(subject for subject in subjects if not _tidy(subject))

    def passes(self, name: str, *, code_of: str | None = None) -> bool:
        """Whether all tests of the package pass at that commit, and there is one at least.

        With `code_of` the tests are those of `name` and the code is another commit's: a test of a repaired fault
        must fail on the code before.
        """
        with self.checked_out(name) as folder:
            if code_of is not None:
                shutil.rmtree(folder / "delays")
                with self.checked_out(code_of) as other:
                    shutil.copytree(other / "delays", folder / "delays")
            ended = self.python(["-m", "unittest", "discover"], folder)
        return ended.returncode == 0 and "Ran 0 tests" not in ended.stderr

    def call(self, name: str, function: str, *arguments: object) -> object:
        """What a function of the package, "delays.summary.late_share", returns at that commit."""
        module, _, called = function.rpartition(".")
        with self.checked_out(name) as folder:
            ended = self.python(["-c", CALL], folder, json.dumps([module, called, arguments]))
        if ended.returncode != 0:
            said = ended.stderr.strip().splitlines()
            raise PracticeError(f"{called} stopped: {said[-1] if said else 'without a word'}")
        return json.loads(ended.stdout.splitlines()[-1])

    @contextmanager
    def checked_out(self, name: str) -> Iterator[Path]:
        """The files of a commit in a folder that is gone afterwards."""
        # a zip: Python's tarfile takes nothing but what is safe only from 3.11.4 on
        words = [git_program(), "archive", "--format=zip", self._known(name)]
        packed = subprocess.run(words, cwd=self._place, env=self._env, capture_output=True, check=True)
        with tempfile.TemporaryDirectory(prefix="commit-", ignore_cleanup_errors=True) as folder:
            with zipfile.ZipFile(io.BytesIO(packed.stdout)) as archive:
                archive.extractall(folder)
            yield Path(folder)

    def python(self, words: list[str], folder: Path, feed: str = "") -> subprocess.CompletedProcess:
        command, env = [sys.executable, *words], dict(self._env) | {"PYTHONIOENCODING": "utf-8"}
        try:
            return subprocess.run(
                command, cwd=folder, env=env, input=feed, capture_output=True, encoding="utf-8", timeout=SECONDS
            )
        except subprocess.TimeoutExpired:
            raise PracticeError(f"the package did not end within {SECONDS} seconds") from None

    def _known(self, name: str) -> str:
        found = self.tip(name)
        if found is None:
            raise PracticeError(f"no branch, tag or commit is called {name!r}")
        return found

    def _must(self, *words: str) -> str:
        return must(list(words), cwd=self._place, env=self._env)
