"""The journal of a cohort: every result, one file a submission. It is the truth; the gradebook is written from it.

    .autograder/results/MODULE/LESSON/LEARNER.jsonl   line 1 the entry, line 2 the graded notebook
    .autograder/earlier/MODULE/LESSON/LEARNER.jsonl   what it took the place of, of the very same submission
    .autograder/broken/MODULE/LESSON/LEARNER.json     why the grader broke on it, until it does not
    .autograder/accepted/MODULE/LESSON/LEARNER.json   which withheld result a person has accepted
    .autograder/rounds/MODULE.json                    which --force is under way
    .autograder/lock                                  held by the one process that grades

A file appears whole or not at all, so a process may be killed at any moment. One that was damaged by something
else is set aside, named, and its submission graded again.
"""

from __future__ import annotations

import hashlib
import json
import uuid
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from pathlib import Path

from filelock import FileLock, Timeout
from pydantic import TypeAdapter, ValidationError

from autograder.cohort.versions import STRICT
from autograder.cohort.work import Result
from autograder.errors import CohortError
from course import files
from course.files import write_atomically

FOLDER = ".autograder"
HALF_WRITTEN = ".*.new"  # as course.files names them
VERSION = 1
KEPT_EARLIER = 20  # entries of one submission, to see whether the same work always gets the same verdict


@dataclass(frozen=True)
class Entry:
    """A result that was kept, without its notebook, whose SHA-256 is `notebook`; `id` differs for each grading."""

    __pydantic_config__ = STRICT

    id: str
    learner: str
    lesson_id: str
    graded_at: datetime
    result: Result
    notebook: str
    round: str | None = None
    version: int = VERSION


@dataclass(frozen=True)
class Round:
    """A forced grading of everything `wanted`; entries with its id are those that it has got to."""

    __pydantic_config__ = STRICT

    id: str
    wanted: str
    began_at: datetime


@dataclass(frozen=True)
class Entries:
    """What is kept of a module by (learner, lesson id), and the damaged files that were set aside while reading."""

    entries: dict[tuple[str, str], Entry] = field(default_factory=dict)
    set_aside: tuple[Path, ...] = ()


_ENTRY = TypeAdapter(Entry)
_ROUND = TypeAdapter(Round)


@contextmanager
def locked(path: Path, otherwise: str) -> Iterator[None]:
    """Hold a lock that ends with this process, however it ends; CohortError when another one holds it."""
    path.parent.mkdir(parents=True, exist_ok=True)
    try:
        with FileLock(path, timeout=0):
            yield
    except Timeout:
        raise CohortError(otherwise, next_step="wait until it has ended, or end it") from None


def sweep(left_over: Iterable[Path]) -> None:
    """Remove what a killed process had begun to write beside a file."""
    for path in left_over:
        path.unlink(missing_ok=True)


class Journal:
    def __init__(self, root: Path):
        self.folder = root / FOLDER
        self.results = self.folder / "results"

    @contextmanager
    def held(self) -> Iterator[None]:
        """Hold the journal, so that nobody else grades; CohortError when somebody does."""
        with locked(self.folder / "lock", "this course is being graded by another process"):
            for kind in ("results", "earlier", "broken", "accepted", "rounds"):
                sweep((self.folder / kind).rglob(HALF_WRITTEN))
            yield

    def entries(self, module_id: str, *, set_aside: bool = True) -> Entries:
        """What is kept of a module; files that are damaged are renamed, unless that is switched off."""
        entries, damaged = {}, []
        for path, entry in self._read_all(module_id):
            if entry is None:
                damaged.append(files.set_aside(path) if set_aside else path)
            else:
                entries[entry.learner, entry.lesson_id] = entry
        return Entries(entries, tuple(damaged))

    def each(self, module_id: str) -> Iterator[Entry]:
        """Each entry that is kept of a module, one at a time, in the order of lessons and learners."""
        return (entry for _, entry in self._read_all(module_id) if entry is not None)

    def learners(self, module_id: str) -> list[str]:
        """Who has an entry in a module."""
        return sorted({path.stem for path in (self.results / module_id).glob("*/*.jsonl")})

    def entry(self, learner: str, lesson_id: str) -> Entry | None:
        """What is kept of one submission; None where that is nothing, or damaged."""
        return _read(self._place("results", lesson_id, learner), (learner, lesson_id))

    def earlier(self, entry: Entry) -> tuple[Entry, ...]:
        """The results of earlier gradings of the very same submission, lesson and checks, the oldest first."""
        found = []
        with suppress(OSError):
            for line in self._place("earlier", entry.lesson_id, entry.learner).read_bytes().splitlines():
                with suppress(ValidationError):
                    found.append(_ENTRY.validate_json(line, strict=True))
        return tuple(each for each in found if each.result.key == entry.result.key)

    def _read_all(self, module_id: str) -> Iterator[tuple[Path, Entry | None]]:
        for path in sorted((self.results / module_id).glob("*/*.jsonl")):
            yield path, _read(path, (path.stem, f"{module_id}/{path.parent.name}"))

    def _keep_earlier(self, entry: Entry) -> None:
        """Keep the entry that `entry`, on the same submission, is about to replace; what is on another one goes."""
        before = self.entry(entry.learner, entry.lesson_id)
        path = self._place("earlier", entry.lesson_id, entry.learner)
        if before is None or before.result.key != entry.result.key:
            path.unlink(missing_ok=True)
            return
        kept = [*self.earlier(entry), before][-KEPT_EARLIER:]
        if len({each.id for each in kept}) == len(kept):  # else a killed process had got as far as this
            write_atomically(path, b"".join(_ENTRY.dump_json(each) + b"\n" for each in kept))

    def keep(self, learner: str, lesson_id: str, result: Result, round_id: str | None = None) -> tuple[Entry, str]:
        """Write a result that is a grade, in the place of the last one; return its entry and its notebook."""
        assert result.notebook is not None
        text = json.dumps(json.loads(result.notebook), separators=(",", ":"))  # one line, whatever it was
        entry = Entry(
            id=uuid.uuid4().hex,
            learner=learner,
            lesson_id=lesson_id,
            graded_at=datetime.now(UTC),
            result=replace(result, notebook=None),
            notebook=_digest(text),
            round=round_id,
        )
        self._keep_earlier(entry)
        write_atomically(self._path(entry), f"{_ENTRY.dump_json(entry).decode()}\n{text}\n")
        self._broken(learner, lesson_id).unlink(missing_ok=True)
        return entry, text

    def notebook(self, entry: Entry) -> str | None:
        """The graded notebook of an entry as JSON; None where the file was damaged or replaced since."""
        try:
            with self._path(entry).open(encoding="utf-8") as file:
                file.readline()
                text = file.readline().rstrip("\n")
        except (OSError, UnicodeDecodeError):
            return None
        return text if _digest(text) == entry.notebook else None

    def accept(self, entry: Entry) -> None:
        """Write down that a person has looked at this very result and lets it count."""
        write_atomically(self._accepted(entry), json.dumps({"entry": entry.id}) + "\n")

    def withholds(self, entry: Entry) -> str | None:
        """Why the grade of an entry is not to be written, until a person has accepted it; None where it is."""
        if not entry.result.withheld:
            return None
        with suppress(OSError, ValueError, KeyError, TypeError):
            if json.loads(self._accepted(entry).read_text(encoding="utf-8"))["entry"] == entry.id:
                return None
        return entry.result.withheld

    def note_broken(self, learner: str, lesson_id: str, problem: str) -> None:
        """Write down why there is no grade; what was found before stays."""
        write_atomically(self._broken(learner, lesson_id), json.dumps({"problem": problem}) + "\n")

    def broken(self, module_id: str) -> dict[tuple[str, str], str]:
        """Why the grader broke, by learner and lesson id."""
        found = {}
        for path in sorted((self.folder / "broken" / module_id).glob("*/*.json")):
            with suppress(OSError, ValueError, KeyError):
                problem = json.loads(path.read_text(encoding="utf-8"))["problem"]
                found[path.stem, f"{module_id}/{path.parent.name}"] = str(problem)
        return found

    def round(self, module_id: str, wanted: str | None) -> tuple[Round | None, bool]:
        """The forced grading that `wanted` names, and whether it goes on with one that was stopped.

        None ends one that is under way: the next --force begins anew.
        """
        path = self.folder / "rounds" / f"{module_id}.json"
        if wanted is None:
            path.unlink(missing_ok=True)
            return None, False
        with suppress(OSError, ValidationError):
            under_way = _ROUND.validate_json(path.read_bytes())
            if under_way.wanted == wanted:
                return under_way, True
        begun = Round(uuid.uuid4().hex, wanted, datetime.now(UTC))
        write_atomically(path, _ROUND.dump_json(begun) + b"\n")
        return begun, False

    def _path(self, entry: Entry) -> Path:
        return self._place("results", entry.lesson_id, entry.learner)

    def _place(self, kind: str, lesson_id: str, learner: str) -> Path:
        return self.folder / kind / lesson_id / f"{learner}.jsonl"

    def _accepted(self, entry: Entry) -> Path:
        return self.folder / "accepted" / entry.lesson_id / f"{entry.learner}.json"

    def _broken(self, learner: str, lesson_id: str) -> Path:
        return self.folder / "broken" / lesson_id / f"{learner}.json"


def _read(path: Path, place: tuple[str, str]) -> Entry | None:
    """The entry in a file; None where it is damaged or about something else than its place says."""
    try:
        with path.open("rb") as file:
            entry = _ENTRY.validate_json(file.readline(), strict=True)
    except (OSError, ValidationError):
        return None
    return entry if entry.version == VERSION and (entry.learner, entry.lesson_id) == place else None


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
