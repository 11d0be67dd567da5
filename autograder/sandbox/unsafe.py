"""No walls: a fork of the warm process in a temporary folder. For notebooks of one's own, and marked as such.

The limits on time and output hold; everything that this user can read or write, the notebook can.
"""

from __future__ import annotations

import os
import shutil
import signal
import tempfile
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from typing import ClassVar

from autograder._environment import kernel_environment
from autograder.kernels import Zygote, why_not_warm
from autograder.sandbox._warm import Runner, WarmRunners
from autograder.sandbox.base import Refusal, Room, Sandbox
from autograder.sandbox.limits import Limits, Usage


class UnsafeSandbox(WarmRunners, Sandbox):
    """The face of a sandbox without the walls of one. Where there is no fork, KernelExecutor does the same."""

    name: ClassVar[str] = "none"
    safe: ClassVar[bool] = False

    def __init__(self, *, modules: tuple[str, ...] | None = None):
        super().__init__(modules)

    def preflight(self) -> Refusal | None:
        reason = why_not_warm()
        return Refusal(reason, "use autograder.execute.KernelExecutor, an ordinary kernel") if reason else None

    def room(self, limits: Limits, environment: Mapping[str, str]) -> Room:
        return _UnsafeRoom(self.zygote(), limits, environment)


class _UnsafeRoom(Room):
    def __init__(self, zygote: Zygote, limits: Limits, environment: Mapping[str, str]):
        self._private = Path(tempfile.mkdtemp(prefix="room-"))
        work = self._private / "work"
        work.mkdir()
        message = {
            "environment": kernel_environment(self._private) | dict(environment),
            "folder": str(work),
            "limits": None,
            "user": None,
            "cell_output_bytes": limits.cell_output_bytes,
        }
        try:
            self._runner = Runner(zygote, message)
        except BaseException:
            shutil.rmtree(self._private, ignore_errors=True)
            raise
        self.requests, self.replies = self._runner.requests, self._runner.replies
        self._closed = False
        self._ended: int | None = None

    def interrupt(self) -> None:
        with suppress(OSError):
            os.kill(self._runner.pid, signal.SIGINT)

    def usage(self) -> Usage:
        return Usage()

    def close(self) -> int | None:
        if not self._closed:
            self._closed = True
            with suppress(OSError):
                os.killpg(self._runner.pid, signal.SIGKILL)  # it leads a group of its own
            self._ended = self._runner.ended()
            self._runner.close()
            shutil.rmtree(self._private, ignore_errors=True)
        return self._ended
