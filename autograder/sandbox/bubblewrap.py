"""The sandbox of a Linux machine: bubblewrap builds each submission a room, and a warm fork walks into it.

bwrap makes the namespaces and the file system (walls.py). A fork of the warm process joins them, gives up its
privileges and runs the cells (inside.py). The warm process itself stays outside: nothing inside can see it,
signal it or speak to it. Bubblewrap's --disable-userns keeps the inside from making namespaces of its own.
"""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import asdict
from typing import ClassVar

from autograder.errors import GraderBroke
from autograder.kernels import Zygote
from autograder.sandbox._warm import Runner, WarmRunners, close_file, readable
from autograder.sandbox.base import Refusal, Room, Sandbox
from autograder.sandbox.limits import Limits, Usage
from autograder.sandbox.spare import Spares
from autograder.sandbox.visible import WORK, WRITABLE, View, course_view, inside_environment
from autograder.sandbox.walls import ALLOW, INSTALL, SHARED_MEMORY, Walls
from autograder.sandbox.watch import Watch

OLDEST = (0, 8)  # the first with --disable-userns


class BubblewrapSandbox(WarmRunners, Sandbox):
    """One warm process, and a room of its own for every submission. Several threads may use it at once.

    `modules` are those that the warm process imports, the manifest's by default.
    """

    name: ClassVar[str] = "bubblewrap"

    def __init__(self, *, modules: tuple[str, ...] | None = None, view: View | None = None):
        super().__init__(modules)
        self._view = view
        self._spares = Spares(self._built)

    @property
    def view(self) -> View:
        if self._view is None:
            self._view = course_view()
        return self._view

    def preflight(self) -> Refusal | None:
        if sys.platform != "linux":
            return Refusal("bubblewrap is for Linux", "grade on Linux, or with --sandbox docker")
        bwrap = shutil.which("bwrap")
        if bwrap is None:
            return Refusal("the program bwrap is not installed", INSTALL)
        version = _version(bwrap)
        if version < OLDEST:
            return Refusal(f"bwrap {'.'.join(map(str, version))} is too old", INSTALL)
        try:
            Walls(Limits(), self.view).close()
        except GraderBroke as error:
            return Refusal(error.what, ALLOW)
        return None

    def room(self, limits: Limits, environment: Mapping[str, str]) -> Room:
        return self._spares.take(limits, environment)

    def close(self) -> None:
        self._spares.close()
        super().close()

    def _built(self, limits: Limits, environment: Mapping[str, str]) -> Room:
        zygote = self.zygote()
        walls = Walls(limits, self.view)
        try:
            return _BubblewrapRoom(walls, zygote, limits, environment)
        except BaseException:
            walls.close()
            raise


class _BubblewrapRoom(Room):
    def __init__(self, walls: Walls, zygote: Zygote, limits: Limits, environment: Mapping[str, str]):
        self._walls = walls
        self._watch = Watch(walls.inmate_pid, (WRITABLE, SHARED_MEMORY), limits)
        message = {
            "environment": inside_environment(dict(environment)),
            "folder": WORK,
            "limits": asdict(limits),
            "user": walls.user,
            "cell_output_bytes": limits.cell_output_bytes,
        }
        try:
            self._runner = Runner(zygote, message, room=[walls.inmate])
        except BaseException:
            self._watch.close()
            raise
        self.requests, self.replies = self._runner.requests, self._runner.replies
        self._process = os.pidfd_open(self._runner.pid)
        self._closed = False
        self._ended: int | None = None

    def interrupt(self) -> None:
        with suppress(OSError):
            signal.pidfd_send_signal(self._process, signal.SIGINT)

    def usage(self) -> Usage:
        return Usage() if self._closed else self._watch.usage()

    def stands(self) -> bool:
        return not self._closed and not readable(self._process, 0)

    def close(self) -> int | None:
        if not self._closed:
            self._closed = True
            if readable(self._process, 0):  # it has ended by itself
                self._ended = self._runner.ended()
            self._watch.close()
            self._walls.close()
            self._runner.close()
            close_file(self._process)
        return self._ended


def _version(bwrap: str) -> tuple[int, ...]:
    """The version that the program tells, (0,) where it tells none."""
    told = subprocess.run([bwrap, "--version"], capture_output=True, text=True, encoding="utf-8").stdout
    numbers = told.rpartition(" ")[2].strip().split(".")
    return tuple(int(number) for number in numbers) if all(map(str.isdigit, numbers)) else (0,)
