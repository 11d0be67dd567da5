"""A room kept ready: while one notebook runs, the room of the next is built."""

from __future__ import annotations

import threading
from collections.abc import Callable, Mapping
from concurrent.futures import Future, ThreadPoolExecutor

from autograder.sandbox.base import Room
from autograder.sandbox.limits import Limits

Build = Callable[[Limits, Mapping[str, str]], Room]


class Spares:
    """Gives out rooms that `build` makes, from the second one on made ahead, on the guess that the next is alike.

    All are built on one thread, which lives until close(), since a room may end with the thread that opened it:
    the rooms that were given out must be closed before. Several threads may take rooms at once.
    """

    def __init__(self, build: Build):
        self._build = build
        self._changing = threading.Lock()
        self._builder: ThreadPoolExecutor | None = None
        self._ahead: tuple[object, Future[Room]] | None = None

    def take(self, limits: Limits, environment: Mapping[str, str]) -> Room:
        """A room that nobody was in. Whatever keeps one from being built is raised here, not ahead."""
        wanted = (limits, dict(environment))
        with self._changing:
            ahead, self._ahead = self._ahead, None
            builder, asked_before = self._builder, self._builder is not None
            if builder is None:
                builder = self._builder = ThreadPoolExecutor(1, thread_name_prefix="rooms")
        room = _usable(ahead, wanted) or builder.submit(self._build, *wanted).result()
        if asked_before:  # whoever grades a single notebook needs no second room
            self._build_ahead(builder, wanted)
        return room

    def _build_ahead(self, builder: ThreadPoolExecutor, wanted: tuple[Limits, dict[str, str]]) -> None:
        with self._changing:
            if self._ahead is None and self._builder is builder:
                self._ahead = (wanted, builder.submit(self._build, *wanted))

    def close(self) -> None:
        """Close the room that nobody took."""
        with self._changing:
            ahead, self._ahead = self._ahead, None
            builder, self._builder = self._builder, None
        _usable(ahead, None)
        if builder is not None:
            builder.shutdown()


def _usable(ahead: tuple[object, Future[Room]] | None, wanted: object) -> Room | None:
    """The room that was made ahead if it is as wanted and still stands; one that is not is closed."""
    if ahead is None:
        return None
    made_for, future = ahead
    if future.exception() is not None:
        return None
    room = future.result()
    if made_for == wanted and room.stands():
        return room
    room.close()
    return None
