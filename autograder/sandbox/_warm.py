"""The warm process behind the backends that fork their runners from one."""

from __future__ import annotations

import json
import os
import select
import tempfile
import threading
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any

from autograder._environment import kernel_environment
from autograder.errors import GraderBroke
from autograder.kernels import Zygote
from autograder.kernels.environment import preload
from autograder.kernels.zygote import ForkedProcess

RUNNER = "autograder.sandbox.inside"
PATIENCE = 10.0  # seconds


class WarmRunners:
    """Starts the warm process at the first runner, and again should it be gone; for several threads at once."""

    def __init__(self, modules: tuple[str, ...] | None):
        self._modules = modules
        self._starting = threading.Lock()
        self._zygote: Zygote | None = None

    def zygote(self) -> Zygote:
        with self._starting:
            if self._zygote is None or not self._zygote.alive:
                with tempfile.TemporaryDirectory(prefix="warm-", ignore_cleanup_errors=True) as private:
                    environment = kernel_environment(Path(private)) | {"PYDEVD_DISABLE_FILE_VALIDATION": "1"}
                    self._zygote = Zygote(self._modules or preload(), [RUNNER], environment=environment)
            return self._zygote

    def close(self) -> None:
        if self._zygote is not None:
            self._zygote.close()
            self._zygote = None


class Runner:
    """A forked runner, seen from outside: its pipes, and its process id once it has passed the wall.

    Between it and the warm process stands a process that waits for it and reports over a pipe of its own.
    """

    def __init__(self, zygote: Zygote, message: dict[str, Any], *, room: Sequence[int] = ()):
        requests, self.requests = os.pipe()
        self.replies, replies = os.pipe()
        self._reports, reports = os.pipe()
        self._said = b""
        try:
            self._waiting: ForkedProcess = zygote.fork(RUNNER, message, [requests, replies, reports, *room])
        except BaseException:
            self._close_files()
            raise
        finally:
            for file in (requests, replies, reports):
                os.close(file)
        report = self._report()
        if report is None:
            self._close_files()
            raise GraderBroke("a fork of the warm process could not start a runner", next_step="grade again")
        self.pid: int = report["pid"]

    def ended(self) -> int | None:
        """How it ended, None when it was not heard of in time; call it only when it ends or has ended."""
        report = self._report()
        return None if report is None else report["ended"]

    def close(self) -> None:
        """Wait until the process that waited is gone too. The runner must have ended."""
        while self._report() is not None:
            pass
        with suppress(Exception):  # a warm process that is gone has taken it along
            self._waiting.wait(PATIENCE)
        self._close_files()

    def _report(self) -> dict[str, int] | None:
        while b"\n" not in self._said:
            said = os.read(self._reports, 1000) if readable(self._reports, PATIENCE) else b""
            if not said:
                return None
            self._said += said
        line, _, self._said = self._said.partition(b"\n")
        return json.loads(line)

    def _close_files(self) -> None:
        for file in (self.requests, self.replies, self._reports):
            close_file(file)


def readable(file: int, seconds: float) -> bool:
    return bool(select.select([file], [], [], seconds)[0])


def close_file(file: int) -> None:
    with suppress(OSError):
        os.close(file)
