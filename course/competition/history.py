"""What happened on a board, in order: one JSON line a try, kept in a file or, for practice, in memory.

A file is replaced in one step by one that has a line more, under a lock that ends with its process: a kill, a crash or
a full disk leaves all lines that were there, and two terminals that submit at once both get their line.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Literal, Protocol

from filelock import FileLock, Timeout
from pydantic import TypeAdapter, ValidationError

from course.competition.contest import STRICT
from course.errors import CompetitionError
from course.files import write_atomically

VERSION = 1
PATIENCE = 20  # seconds to wait for another process, which holds the lock for well under one


@dataclass(frozen=True)
class Try:
    """One submission that counted. `sealed` holds its private score, `sha256` tells its predictions apart.

    `validation` is the score that the competitor expected, `late` says that the contest was closed already.
    """

    __pydantic_config__ = STRICT

    number: int
    at: datetime
    public: float
    sealed: str
    sha256: str
    note: str = ""
    validation: float | None = None
    late: bool = False
    event: Literal["try"] = "try"
    version: int = VERSION


@dataclass(frozen=True)
class Closed:
    """The end of a contest: `pick` is the number of the try that counts."""

    __pydantic_config__ = STRICT

    at: datetime
    pick: int | None
    event: Literal["closed"] = "closed"
    version: int = VERSION


Event = Try | Closed
_EVENT = TypeAdapter(Event)


class History(Protocol):
    """Where a board keeps its events."""

    def held(self):
        """A context in which nobody else adds an event."""

    def events(self) -> tuple[Event, ...]: ...

    def add(self, event: Event) -> None:
        """Add an event to the end; only while held."""


class MemoryHistory:
    """A history that ends with its process: for practice, and for tests."""

    def __init__(self) -> None:
        self._events: list[Event] = []

    @contextmanager
    def held(self) -> Iterator[None]:
        yield

    def events(self) -> tuple[Event, ...]:
        return tuple(self._events)

    def add(self, event: Event) -> None:
        self._events.append(event)


class FileHistory:
    """A history in a file of JSON lines."""

    def __init__(self, path: Path):
        self.path = path

    @contextmanager
    def held(self) -> Iterator[None]:
        self.path.parent.mkdir(parents=True, exist_ok=True)
        try:
            with FileLock(self.path.with_name(f".{self.path.name}.lock"), timeout=PATIENCE):
                yield
        except Timeout:
            raise CompetitionError(
                "another process has been using this board for 20 seconds",
                where=self.path,
                next_step="wait until it has ended, then type the same again",
            ) from None

    def events(self) -> tuple[Event, ...]:
        return tuple(self._read(number, line) for number, line in enumerate(self._lines(), start=1))

    def add(self, event: Event) -> None:
        lines = [*self._lines(), _EVENT.dump_json(event)]
        write_atomically(self.path, b"\n".join(lines) + b"\n")

    def _lines(self) -> list[bytes]:
        try:
            return [line for line in self.path.read_bytes().splitlines() if line.strip()]
        except FileNotFoundError:
            return []
        except OSError as error:
            raise CompetitionError(
                f"can't be read: {error.strerror}", where=self.path, next_step="check the rights of the file"
            ) from None

    def _read(self, number: int, line: bytes) -> Event:
        try:
            event = _EVENT.validate_json(line)
        except ValidationError:
            event = None
        if event is None or event.version != VERSION:
            raise CompetitionError(
                f"line {number} is not as the course wrote it",
                where=self.path,
                next_step="bring the file back from a backup, or rename it to begin a new board",
            )
        return event
