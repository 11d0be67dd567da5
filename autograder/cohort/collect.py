"""What learners handed in: nbgrader's folder `submitted/`, and what is put there from a folder or an archive."""

from __future__ import annotations

import hashlib
import shutil
from collections.abc import Collection, Iterator
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

from nbgrader.utils import parse_utc

from autograder.cohort._recognise import Recogniser, learner_problem
from autograder.cohort.journal import FOLDER, HALF_WRITTEN, locked, sweep
from autograder.cohort.platforms import is_rubbish
from autograder.cohort.safely import Found, Refused, in_archive, in_folder, read_regular
from autograder.cohort.settings import Settings
from autograder.errors import CohortError
from course.files import write_atomically
from course.manifest import Module

TIMESTAMP = "timestamp.txt"
SOURCES = "give the path of a folder or of a ZIP archive"


@dataclass(frozen=True)
class Refusal:
    """One thing that was not taken: whose it is, or where it lies, and why."""

    who: str
    why: str

    def __str__(self) -> str:
        return f"{self.who}: {self.why}"


@dataclass(frozen=True)
class HandIn:
    """What a learner handed in of a module: when, in UTC, and the folder of the notebooks."""

    learner: str
    folder: Path
    received: datetime | None = None
    problem: str | None = None

    def has(self, stem: str) -> bool:
        path = self.folder / f"{stem}.ipynb"
        return path.is_symlink() or path.exists()

    def read(self, stem: str) -> bytes:
        """The bytes of the notebook of that lesson; Refused where it is not a file to be read."""
        return read_regular(self.folder / f"{stem}.ipynb")


@dataclass(frozen=True)
class HandIns:
    found: tuple[HandIn, ...]
    refusals: tuple[Refusal, ...]


def handed_in(settings: Settings, module: Module, only: Collection[str] = ()) -> HandIns:
    """What lies in `submitted/` for a module, of all learners or of those named; CohortError when that is nothing."""
    found, refusals = [], []
    names = sorted(path.name for path in settings.submitted.iterdir()) if settings.submitted.is_dir() else []
    for learner in names:
        folder = settings.submitted / learner / module.id
        if (only and learner not in only) or not (folder.is_symlink() or folder.is_dir()):
            continue
        why = learner_problem(learner)
        if folder.is_symlink() or folder.parent.is_symlink():
            why = "the folder is a symbolic link"
        elif not why and not any(HandIn(learner, folder).has(lesson.stem) for lesson in module.lessons):
            why = f"the folder holds no notebook of {module.id}"
        if why:
            refusals.append(Refusal(learner, f"{why}, so nothing of it was graded"))
            continue
        received, problem = _received(folder)
        found.append(HandIn(learner, folder, received, problem))
    missing = sorted(set(only) - {hand_in.learner for hand_in in found} - {refusal.who for refusal in refusals})
    if missing or not (found or refusals):
        who = ", ".join(missing) or "nobody"
        raise CohortError(
            f"{who} handed in nothing of {module.id}" if missing else f"nobody handed in anything of {module.id}",
            where=settings.submitted,
            next_step=f"autograder collect {module.id} FOLDER_OR_ZIP",
        )
    return HandIns(tuple(found), tuple(refusals))


def timestamp(received: datetime) -> str:
    """The text of a timestamp file that nbgrader reads as this time, which is in UTC."""
    return f"{received.isoformat(sep=' ')} UTC\n"


def _received(folder: Path) -> tuple[datetime | None, str | None]:
    path = folder / TIMESTAMP
    if not (path.exists() or path.is_symlink()):
        return None, None
    try:
        text = read_regular(path, limit=1000).decode("utf-8").strip()
        return (parse_utc(text) if text else None), None
    except Refused as refused:
        return None, f"{TIMESTAMP} {refused}; taken as handed in without a time"
    except (ValueError, AttributeError, TypeError, OverflowError):
        return None, f"{TIMESTAMP} holds no time; taken as handed in without one"


@dataclass
class Collected:
    """What a collection put into `submitted/`: notebooks by (learner, lesson), and what it did not take."""

    taken: set[tuple[str, str]] = field(default_factory=set)
    unchanged: set[tuple[str, str]] = field(default_factory=set)
    refusals: list[Refusal] = field(default_factory=list)


def collect(source: Path, settings: Settings, module: Module, *, pattern: str | None = None) -> Collected:
    """Put the notebooks of a module that lie in a folder or a ZIP archive into `submitted/`.

    Whose a notebook is and of which lesson is told by its path, see Recogniser. What was refused has one line
    each. `submitted/` changes only after all was read; a notebook that is replaced is kept below `.autograder/`.
    """
    recogniser = Recogniser(module, pattern)
    own = settings.root / FOLDER
    with locked(own / "collect.lock", "another process is collecting for this course"):
        staged = own / "collecting"
        shutil.rmtree(staged, ignore_errors=True)  # of a process that was killed
        sweep(settings.submitted.glob(f"*/{module.id}/{HALF_WRITTEN}"))
        staged.mkdir()
        try:
            return _Collection(settings, module, recogniser, staged).run(_files(source))
        finally:
            shutil.rmtree(staged, ignore_errors=True)


def _files(source: Path) -> Iterator[Found]:
    if source.is_dir():
        yield from in_folder(source)
        return
    if not source.is_file():
        raise CohortError("there is no such folder or archive", where=source, next_step=SOURCES)
    try:
        yield from in_archive(source)
    except Refused as refused:
        raise CohortError(str(refused), where=source, next_step=SOURCES) from None


class _Collection:
    def __init__(self, settings: Settings, module: Module, recogniser: Recogniser, staged: Path):
        self.settings, self.module, self.recogniser, self.staged = settings, module, recogniser, staged
        self.done = Collected()
        self.sources: dict[tuple[str, str], list[str]] = {}
        self.received: dict[str, datetime] = {}

    def run(self, files: Iterator[Found]) -> Collected:
        for file in files:
            if not is_rubbish(file.path):
                self.stage(file)
        for (learner, stem), sources in sorted(self.sources.items()):
            if len(sources) > 1:
                why = f"{len(sources)} notebooks for {stem}, none was taken: {', '.join(sources)}"
                self.done.refusals.append(Refusal(learner, why))
            else:
                self.take(learner, stem)
        self.done.refusals.sort(key=str)
        return self.done

    def stage(self, file: Found) -> None:
        """Keep a notebook beside `submitted/` until it is known that there is only one for its lesson."""
        if file.refused:
            self.done.refusals.append(Refusal(str(file.path), file.refused))
            return
        whose = self.recogniser.recognise(file.path, file.data)
        if isinstance(whose, str):
            self.done.refusals.append(Refusal(str(file.path), whose))
            return
        path = self.staged / whose.learner / f"{whose.stem}.ipynb"
        if path.exists() and path.read_bytes() == file.data:
            return
        self.sources.setdefault((whose.learner, whose.stem), []).append(str(file.path))
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(file.data)
        if whose.received:
            self.received[whose.learner] = max(whose.received, self.received.get(whose.learner, whose.received))

    def take(self, learner: str, stem: str) -> None:
        folder = self.settings.submitted / learner / self.module.id
        target = folder / f"{stem}.ipynb"
        data = (self.staged / learner / f"{stem}.ipynb").read_bytes()
        if folder.is_symlink() or folder.parent.is_symlink() or target.is_symlink():
            self.done.refusals.append(Refusal(learner, "a symbolic link stands in its place in submitted/"))
            return
        old = target.read_bytes() if target.is_file() else None
        if old == data:
            self.done.unchanged.add((learner, stem))
            return
        if old is not None:
            name = f"{stem}-{hashlib.sha256(old).hexdigest()[:12]}.ipynb"
            write_atomically(self.settings.root / FOLDER / "replaced" / self.module.id / learner / name, old)
        write_atomically(target, data)
        self.done.taken.add((learner, stem))
        if learner in self.received:
            write_atomically(folder / TIMESTAMP, timestamp(self.received[learner]))
