"""A learner's clone of the practice team's repository, beside the bare remote that it came from."""

from __future__ import annotations

import re
import shlex
import tempfile
from datetime import UTC, datetime, timedelta
from functools import cache
from pathlib import Path
from types import EllipsisType

from course.errors import PracticeError
from course.git_practice._make import HIDDEN, REMOTE, YOU, all_series, fingerprint, make
from course.git_practice._program import environment, git_program, must, run
from course.git_practice.history import History
from course.git_practice.scenes import SCENES
from course.workspace import Workspace

FOLDER = "git-practice"
MORNING = datetime(2026, 3, 17, 14, tzinfo=UTC)  # when your first command runs; each later one a minute later
MARKED = re.compile(r"(?ms)^<<<<<<< .*?^>>>>>>> [^\n]*\n")


class Clone:
    """A folder with your clone, and the commands that work in it. Anything else may work in it too."""

    def __init__(self, scene: str, place: Path, begun: str):
        self._scene, self._place, self._begun, self._minutes = scene, place, begun, 0

    @property
    def folder(self) -> Path:
        """Where the files of your clone are."""
        return self._place / SCENES[self._scene].folder

    @property
    def name(self) -> str:
        """The folder as it is found in the learner's work folder."""
        return f"{FOLDER}/{self._place.name}/{self.folder.name}"

    def git(self, *words: str) -> None:
        """Run a git command as a terminal would, and print what it says.

        Write it in one text, `git("commit -m 'Sort the airports'")`, or word by word.
        """
        asked = _split(words)
        print(f"$ git {_typed(words, asked)}")
        text = _shown(self._run(asked).text, self._place)
        if text:
            print(text)

    def ask(self, *words: str) -> str:
        """Run a git command and return what it says as a text; PracticeError where it fails."""
        asked = _split(words)
        answer = self._run(asked)
        if answer.code != 0:
            raise PracticeError(f"git {' '.join(asked)} failed: {_shown(answer.text, self._place)}")
        return answer.out.strip()

    def read(self, path: str) -> str:
        """The text of a file in your folder."""
        return self._file(path).read_text(encoding="utf-8")

    def write(self, path: str, text: str) -> None:
        """Write a file in your folder, as an editor's save does; nothing is committed."""
        file = self.folder / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8", newline="\n")

    def change(self, path: str, old: str, new: str) -> None:
        """Put `new` in place of `old` in a file of your folder; PracticeError unless `old` is there once."""
        text = self.read(path)
        if text.count(old) != 1:
            what = f"holds {old!r} {text.count(old)} times, not once"
            raise PracticeError(what, where=path, next_step="copy the words from the file, and enough of them")
        self.write(path, text.replace(old, new))

    def resolve(self, path: str, text: str) -> None:
        """Put `text` in place of the marked lines of a conflict, the marks included, and stage the file."""
        marked = MARKED.findall(self.read(path))
        if len(marked) != 1:
            what = f"holds {len(marked)} conflicts, not one"
            raise PracticeError(what, where=path, next_step="merge or rebase first, then look at the file")
        self.change(path, marked[0], text if text.endswith("\n") else f"{text}\n")
        self.git("add", path)

    def test(self) -> None:
        """Run the package's tests on the files as they are in your folder, and print what they say."""
        ended = History(self.folder, self._environment()).python(["-m", "unittest"], self.folder)
        told = re.sub(r" in \d+\.\d+s", "", _shown(ended.stderr, self._place))
        print(told.rpartition("-" * 70)[2].strip() if ended.returncode == 0 else told)

    def call(self, name: str, function: str, *arguments: object) -> object:
        """What a function, "delays.summary.late_share", returns as it stands at a commit, branch or tag."""
        return History(self.folder, self._environment()).call(name, function, *arguments)

    def theirs(self, branch: str) -> str:
        """The hash of what a colleague pushed to a branch when the exercise began."""
        scene = SCENES[self._scene]
        series = (dict(scene.remote) | dict(scene.meanwhile)).get(branch)
        name = f"{HIDDEN}/{series}" if series else "main"
        return must(["rev-parse", name], cwd=all_series(), env=self._environment()).strip()

    @property
    def history(self) -> History | EllipsisType:
        """What your clone holds, or `...` while clone and remote are as they were at the beginning."""
        return ... if self.untouched else History(self.folder, self._environment())

    @property
    def remote(self) -> History | EllipsisType:
        """What the remote holds, or `...` while clone and remote are as they were at the beginning."""
        return ... if self.untouched else History(self._place / REMOTE, self._environment())

    @property
    def untouched(self) -> bool:
        return fingerprint(self.folder, self._environment()) == self._begun

    def _run(self, asked: list[str]):
        self._minutes += 1
        return run(asked, cwd=self.folder, env=self._environment())

    def _environment(self) -> dict[str, str]:
        now = (MORNING + timedelta(minutes=self._minutes)).isoformat()
        return environment(_settings(self._place), YOU | {"GIT_AUTHOR_DATE": now, "GIT_COMMITTER_DATE": now})

    def _file(self, path: str) -> Path:
        file = self.folder / path
        if not file.is_file():
            raise PracticeError("is not in your folder", where=path, next_step="is the right branch checked out?")
        return file


def fresh_clone(scene: str) -> Clone:
    """A clone as the scene begins, in a folder of its own; an earlier one that was worked in stays as it is."""
    if scene not in SCENES:
        raise PracticeError(f"no scene is called {scene!r}", next_step=f"name one of: {', '.join(SCENES)}")
    git_program()
    root = _root(SCENES[scene].passing)
    taken = sorted((path for path in root.glob(f"{scene}*") if _number(path, scene)), key=lambda p: _number(p, scene))
    if taken and (begun := _begun(taken[-1], scene)):
        clone = Clone(scene, taken[-1], begun)
        if clone.untouched:
            return clone
    place = root / (f"{scene}-{_number(taken[-1], scene) + 1}" if taken else scene)
    place.mkdir(parents=True)
    environ = environment(_settings(place))
    make(SCENES[scene], place, environ)
    begun = fingerprint(place / SCENES[scene].folder, environ)
    (place / "begun").write_text(begun, encoding="utf-8")
    return Clone(scene, place, begun)


def _number(path: Path, scene: str) -> int:
    """Which of the scene's folders it is: 1 for `unit`, 2 for `unit-2`, 0 for none of them."""
    match = re.fullmatch(rf"{re.escape(scene)}(?:-(\d+))?", path.name)
    return int(match[1] or 1) if match else 0


def _begun(place: Path, scene: str) -> str | None:
    note, folder = place / "begun", place / SCENES[scene].folder
    return note.read_text(encoding="utf-8") if note.is_file() and (folder / ".git").is_dir() else None


def _root(passing: bool) -> Path:
    workspace = None if passing else Workspace.around()
    return (Path(_nowhere().name) if workspace is None else workspace.root) / FOLDER


@cache
def _nowhere() -> tempfile.TemporaryDirectory:
    """A folder that lives as long as this process: a build or a test has no workspace."""
    return tempfile.TemporaryDirectory(prefix="practice-", ignore_cleanup_errors=True)


def _settings(place: Path) -> Path:
    return place.parent / ".settings"


def _split(words: tuple[str, ...]) -> list[str]:
    if not words or not all(isinstance(word, str) for word in words):
        raise PracticeError("git takes a command in quotes", next_step='for example git("status --short")')
    try:
        asked = shlex.split(words[0]) if len(words) == 1 else list(words)
    except ValueError:
        what = f"a quote is opened and not closed in: {words[0]}"
        next_step = "write \"commit -m 'Sort the airports'\", with both kinds, and no apostrophe in the message"
        raise PracticeError(what, next_step=next_step) from None
    asked = asked[1:] if asked[:1] == ["git"] else asked
    if not asked:
        raise PracticeError("no command after git", next_step='for example git("status --short")')
    return asked


def _typed(words: tuple[str, ...], asked: list[str]) -> str:
    return words[0].strip().removeprefix("git ") if len(words) == 1 else shlex.join(asked)


def _shown(text: str, place: Path) -> str:
    """What git wrote, without redrawn lines, advice that changes from version to version, and this machine's paths."""
    lines = (line.rpartition("\r")[2].replace("\x1b[K", "").rstrip() for line in text.split("\n"))
    shown = "\n".join(line for line in lines if not line.startswith(("hint:", "Rebasing (")))
    for form in {str(place), place.as_posix(), str(place.resolve()), place.resolve().as_posix()}:
        shown = shown.replace(form, f"{FOLDER}/{place.name}")
    return shown.strip("\n")
