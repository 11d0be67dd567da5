"""The learner's own folder: their notebooks, their portfolio, and what the course remembers about them.

Needs the standard library alone, since `start` makes it before anything is installed.
"""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
from dataclasses import dataclass
from pathlib import Path

from course._start_page import start_page
from course.errors import WorkspaceError
from course.files import create_once, write_atomically
from course.manifest import Lesson, Manifest
from course.paths import ROOT

VARIABLE = "COURSE_WORK"
REMEMBERED = ".work"
MARK = ".course"
START_PAGE = "START.md"


@dataclass(frozen=True)
class Workspace:
    """A learner's folder; `work/` in the course's folder unless another was chosen."""

    root: Path

    @classmethod
    def locate(cls, start: Path | str | None = None) -> Workspace | None:
        """The workspace that `start` (default: the working directory) belongs to, or this clone's, or None.

        The variable COURSE_WORK decides first, then the nearest folder above `start` that holds `.course`, then the
        folder chosen with `--work`, then `work/`. WorkspaceError when the chosen folder is gone.
        """
        around = cls.around(start)
        if around is not None:
            return around
        chosen = remembered()
        if chosen is not None:
            return cls(chosen)
        return cls(ROOT / "work") if (ROOT / "work").is_dir() else None

    @classmethod
    def around(cls, start: Path | str | None = None) -> Workspace | None:
        """The workspace that COURSE_WORK names or that `start` lies in, else None.

        What a notebook saves goes by this: a lesson that is built or graded elsewhere must not write into the
        folder of whoever runs the build.
        """
        if os.environ.get(VARIABLE):
            return cls(Path(os.environ[VARIABLE]).absolute())
        here = Path(start or Path.cwd()).absolute()
        folders = (folder for folder in (here, *here.parents) if (folder / MARK).is_dir())
        return next((cls(folder) for folder in folders), None)

    @property
    def results(self) -> Path:
        return self.root / MARK / "results"

    @property
    def base(self) -> Path:
        """The released copies that the learner's notebooks began as: what an update is merged against."""
        return self.root / MARK / "base"

    @property
    def portfolio(self) -> Path:
        return self.root / "portfolio"

    def notebook(self, lesson: Lesson) -> Path:
        """The learner's copy of a lesson's notebook."""
        return self.root / f"{lesson.id}.ipynb"

    def base_of(self, lesson: Lesson) -> Path:
        """The copy of the release that the learner's notebook of a lesson was last brought to."""
        return self.base / f"{lesson.id}.ipynb"

    def is_behind(self, lesson: Lesson) -> bool:
        """Whether the learner's notebook of a lesson began as another release than that in the course's folder."""
        if not (self.notebook(lesson).is_file() and lesson.release_path.is_file()):
            return False
        base = self.base_of(lesson)
        return not base.is_file() or base.read_bytes() != lesson.release_path.read_bytes()


def remembered(root: Path | None = None) -> Path | None:
    """The folder that `--work` chose for this clone, or None; WorkspaceError when it is gone."""
    note = (root or ROOT) / REMEMBERED
    try:
        chosen = Path(note.read_text(encoding="utf-8").strip())
    except OSError:
        return None
    if not chosen.is_dir():
        raise WorkspaceError(
            "the work folder chosen earlier is not there (moved, or on a drive that is not plugged in?)",
            where=chosen,
            next_step="bring it back, or choose one: python3 -m course start --work FOLDER",
        )
    return chosen


def choose(folder: Path | str | None = None, root: Path | None = None) -> Workspace:
    """The workspace to start in: `folder` when given (and remembered from then on), else the usual one."""
    root = root or ROOT
    if folder is None:
        if os.environ.get(VARIABLE):
            return Workspace(Path(os.environ[VARIABLE]).absolute())
        return Workspace(remembered(root) or root / "work")
    path = Path(folder).expanduser().resolve()
    usual = root / "work"
    if (path == root or root in path.parents) and path != usual and usual not in path.parents:
        raise WorkspaceError(
            "lies among the course's own files",
            where=path,
            next_step="choose a folder outside the course's folder, or leave --work away",
        )
    _make(path)
    try:
        if path == usual:
            (root / REMEMBERED).unlink(missing_ok=True)
        else:
            write_atomically(root / REMEMBERED, f"{path}\n")
    except OSError as error:
        raise _refused(error, root / REMEMBERED) from None
    return Workspace(path)


def prepare(workspace: Workspace, manifest: Manifest) -> tuple[Path, ...]:
    """Put into the workspace what is not there yet, and return the notebooks that were copied.

    A learner's file is never replaced; the start page is rewritten only while it is as the course last wrote it.
    """
    _make(workspace.root)
    try:
        for folder in (workspace.results, workspace.base, workspace.portfolio):
            folder.mkdir(parents=True, exist_ok=True)
        copied = [lesson for lesson in manifest.lessons if _copy(lesson, workspace)]
        for folder in sorted({lesson.release_path.parent / "figures" for lesson in manifest.lessons}):
            _copy_figures(folder, workspace.root / folder.parent.name / "figures")
        _write_start_page(workspace, manifest)
    except OSError as error:
        raise _refused(error, error.filename or workspace.root) from None
    _begin_portfolio(workspace.portfolio)
    return tuple(workspace.notebook(lesson) for lesson in copied)


def _copy(lesson: Lesson, workspace: Workspace) -> bool:
    target = workspace.notebook(lesson)
    if target.exists() or not lesson.release_path.is_file():
        return False
    released = lesson.release_path.read_bytes()
    # the base first: a notebook without its base could never be updated
    write_atomically(workspace.base_of(lesson), released)
    return create_once(target, released)


def _copy_figures(source: Path, target: Path) -> None:
    for path in sorted(source.rglob("*")) if source.is_dir() else []:
        if path.is_file() and not (target / path.relative_to(source)).exists():
            create_once(target / path.relative_to(source), path.read_bytes())


def _write_start_page(workspace: Workspace, manifest: Manifest) -> None:
    page, note = workspace.root / START_PAGE, workspace.root / MARK / "start-page.sha256"
    text = start_page(manifest)
    current = page.read_bytes() if page.is_file() else None
    if current == text.encode("utf-8"):
        return
    last = note.read_text(encoding="utf-8").split() if note.is_file() else []
    if current is not None and hashlib.sha256(current).hexdigest() not in last:
        return
    # both digests while the page changes, so that a stop between the two writes does not disown the page
    new = hashlib.sha256(text.encode("utf-8")).hexdigest()
    write_atomically(note, "\n".join([*last, new]) + "\n")
    write_atomically(page, text)
    write_atomically(note, f"{new}\n")


def _begin_portfolio(folder: Path) -> None:
    """Make the portfolio a git repository where git is there; without git it is a plain folder."""
    git = shutil.which("git")
    if git and not (folder / ".git").exists():
        foreign = ("GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE")
        environment = {name: value for name, value in os.environ.items() if name not in foreign}
        command = [git, "init", "--quiet", "--initial-branch", "main", str(folder)]
        subprocess.run(command, env=environment, capture_output=True, check=False)


def _make(folder: Path) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise _refused(error, folder) from None


def _refused(error: OSError, path: Path | str) -> WorkspaceError:
    return WorkspaceError(
        f"can't be written: {error.strerror or error}",
        where=path,
        next_step="choose a folder of your own: python3 -m course start --work FOLDER",
    )
