"""The handle of a warm process: start it, have it fork, ask after its children, end it."""

from __future__ import annotations

import atexit
import os
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Mapping, Sequence
from contextlib import suppress
from typing import Any

from autograder.errors import GraderBroke
from autograder.kernels._wire import receive, send
from autograder.kernels.environment import ONE_THREAD, read_at_start

START_SECONDS = 120.0
ANSWER_SECONDS = 30.0


class ZygoteError(GraderBroke):
    """The warm process could not be started, or is gone."""


def why_not_warm() -> str | None:
    """Why this machine has no warm kernels, in a sentence; None where it has.

    macOS has a fork, but Apple's numerical and graphical frameworks abort in a forked child.
    """
    if sys.platform == "linux":
        return None
    return f"a fork of a process that has imported the scientific stack is not safe on {sys.platform}"


class Zygote:
    """One warm process; safe to use from several threads of the process that made it, and of no other.

    `preload` names the modules to import; those that can't be are in `missing` afterwards. `targets` names
    the modules of which a child may run `main(message, files)`. `environment` is seen by the imports.
    """

    def __init__(
        self,
        preload: Sequence[str],
        targets: Sequence[str],
        *,
        environment: Mapping[str, str] | None = None,
        python: Sequence[str] = (sys.executable,),
    ):
        reason = why_not_warm()
        if reason:
            raise ZygoteError(reason)
        self.owner = os.getpid()
        self._lock = threading.Lock()
        environment = dict(os.environ if environment is None else environment) | ONE_THREAD
        early = read_at_start(environment)
        self._link, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
        with theirs:
            self._process = subprocess.Popen(
                [*python, "-P", "-m", "autograder.kernels._warm_process", str(theirs.fileno())],
                pass_fds=[theirs.fileno()],
                env=early,
                cwd="/",
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                start_new_session=True,  # Ctrl-C at the terminal is for the one who started us, not for it
            )
        atexit.register(self.close)
        late = {name: value for name, value in environment.items() if name not in early}
        order = {"environment": late, "preload": list(preload), "targets": list(targets)}
        try:
            answer = self._ask(order, within=START_SECONDS)
            if answer["threads"]:
                named = ", ".join(answer["threads"])
                raise ZygoteError(f"an imported module keeps threads, which a fork would lose: {named}")
        except BaseException:
            self.close()
            raise
        self.missing: tuple[str, ...] = tuple(answer["missing"])

    @property
    def pid(self) -> int:
        return self._process.pid

    @property
    def alive(self) -> bool:
        return self.owner == os.getpid() and self._process.poll() is None and self._link.fileno() >= 0

    def fork(self, target: str, message: Mapping[str, Any], files: Sequence[int] = ()) -> ForkedProcess:
        """Fork a child that runs `main(message, files)` of the module `target`; `files` are given to it."""
        answer = self._ask({**message, "do": "fork", "target": target}, files)
        return ForkedProcess(self, answer["pid"])

    def poll(self, pid: int) -> int | None:
        return self._ask({"do": "poll", "pid": pid})["status"]

    def close(self) -> None:
        """End the warm process, and with it whatever it forked."""
        atexit.unregister(self.close)
        self._link.close()
        if self.owner != os.getpid():
            return
        with suppress(subprocess.TimeoutExpired):
            self._process.wait(5)
        if self._process.poll() is None:
            self._process.kill()
            self._process.wait()

    def _ask(
        self, message: dict[str, Any], files: Sequence[int] = (), *, within: float = ANSWER_SECONDS
    ) -> dict[str, Any]:
        if self.owner != os.getpid():
            raise ZygoteError("a warm process belongs to the process that started it")
        with self._lock:
            try:
                self._link.settimeout(within)
                send(self._link, message, files)
                answer, _ = receive(self._link)
            except OSError as error:
                raise ZygoteError(f"the warm process does not answer: {error}") from error
        if answer is None:
            raise ZygoteError("the warm process ended")
        return answer

    def __enter__(self) -> Zygote:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()


class ForkedProcess:
    """A child of a warm process, with the part of subprocess.Popen's face that jupyter_client needs."""

    stdin = stdout = stderr = None

    def __init__(self, zygote: Zygote, pid: int):
        self.pid = pid
        self.returncode: int | None = None
        self._zygote = zygote

    def poll(self) -> int | None:
        if self.returncode is None:
            try:
                self.returncode = self._zygote.poll(self.pid)
            except ZygoteError:  # it takes its children along
                self.returncode = -signal.SIGKILL
        return self.returncode

    def wait(self, timeout: float | None = None) -> int:
        deadline = None if timeout is None else time.monotonic() + timeout
        pause = 0.001
        while self.poll() is None:
            if deadline is not None and time.monotonic() > deadline:
                raise subprocess.TimeoutExpired("forked kernel", timeout or 0)
            time.sleep(pause)
            pause = min(pause * 2, 0.02)
        assert self.returncode is not None
        return self.returncode

    def send_signal(self, number: int) -> None:
        if self.poll() is None:
            os.kill(self.pid, number)

    def terminate(self) -> None:
        self.send_signal(signal.SIGTERM)

    def kill(self) -> None:
        self.send_signal(signal.SIGKILL)
