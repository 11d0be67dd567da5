"""A kernel provisioner for jupyter_client: each kernel is a fork of a warm process.

It is chosen by the kernelspec in `jupyter/kernels/python3` and registered as the entry point `course-warm`.
Anything that starts kernels through jupyter_client (nbclient, nbgrader, nbval, papermill, JupyterLab) uses it
unchanged.
"""

from __future__ import annotations

import asyncio
import os
import shutil
import sys
import tempfile
import threading
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from subprocess import TimeoutExpired
from typing import Any

from jupyter_client.connect import KernelConnectionInfo
from jupyter_client.provisioning import LocalProvisioner
from traitlets import List, Unicode, default

from autograder.kernels.environment import preload, read_at_start
from autograder.kernels.zygote import ForkedProcess, Zygote, ZygoteError, why_not_warm

KERNEL = "autograder.kernels.kernel_child"
LONGEST_SOCKET_PATH = 100  # the kernel allows 107 bytes
LAST_BREATH = 0.05  # seconds

_zygotes: dict[tuple[object, ...], Zygote] = {}
_starting = threading.Lock()


class WarmProvisioner(LocalProvisioner):
    """Starts a kernel as a fork; as an ordinary process, with a warning, where no fork is to be had."""

    preload = List(Unicode(), help="modules to import before the first kernel; the manifest's by default").tag(
        config=True
    )
    _private: str | None = None

    @default("preload")
    def _preload_of_the_manifest(self) -> list[str]:
        return list(preload())

    async def pre_launch(self, **kwargs: Any) -> dict[str, Any]:
        if sys.platform == "linux" and self._private is None:
            self._use_private_sockets()
        return await super().pre_launch(**kwargs)

    def _use_private_sockets(self) -> None:
        """Have the kernel listen in a folder of its own instead of at ports that every user can reach."""
        manager = self.parent
        if manager is None or manager.transport != "tcp" or manager.shell_port or manager.has_kernel:
            return
        folder = tempfile.mkdtemp(prefix="kernel-")
        if len(folder) > LONGEST_SOCKET_PATH:
            shutil.rmtree(folder, ignore_errors=True)
            return
        self._private = folder
        manager.transport = "ipc"
        manager.ip = str(Path(folder) / "k")

    async def launch_kernel(self, cmd: list[str], **kwargs: Any) -> KernelConnectionInfo:
        try:
            self.process = await asyncio.to_thread(self._fork, cmd, kwargs)
        except ZygoteError as error:
            self.log.warning("an ordinary kernel is started, not a warm one: %s", error)
            return await super().launch_kernel(cmd, **kwargs)
        self.pid = self.pgid = self.process.pid  # the child leads a session, and so a group, of its own
        self.cwd = kwargs.get("cwd") or Path.cwd()
        return self.connection_info

    def _fork(self, cmd: list[str], kwargs: Mapping[str, Any]) -> ForkedProcess:
        python, arguments = _parts(cmd)
        environment = dict(kwargs.get("env") or os.environ)
        zygote = _zygote(python, tuple(self.preload), environment)
        message = {
            "environment": environment,
            "folder": str(kwargs.get("cwd") or Path.cwd()),
            "arguments": arguments,
        }
        output = [_descriptor(kwargs.get(name), standard) for name, standard in (("stdout", 1), ("stderr", 2))]
        return zygote.fork(KERNEL, message, output)

    async def kill(self, restart: bool = False) -> None:
        await super().kill(restart)
        if isinstance(self.process, ForkedProcess):
            # the manager looks at once, and then only every 0.1 s
            with suppress(TimeoutExpired):
                self.process.wait(LAST_BREATH)

    async def wait(self) -> int | None:
        if not isinstance(self.process, ForkedProcess):
            return await super().wait()
        while (ended := self.process.poll()) is None:
            await asyncio.sleep(0.005)
        self.process = None
        return ended

    async def cleanup(self, restart: bool = False) -> None:
        await super().cleanup(restart=restart)
        if self._private and not restart:
            shutil.rmtree(self._private, ignore_errors=True)
            self._private = None


def _parts(cmd: list[str]) -> tuple[tuple[str, ...], list[str]]:
    """The interpreter with its options, and the kernel's arguments; ZygoteError for another kind of kernel."""
    start = ["-m", "ipykernel_launcher"]
    for place in range(1, len(cmd) - 1):
        if cmd[place : place + 2] == start:
            return tuple(cmd[:place]), cmd[place + 2 :]
    raise ZygoteError(f"the kernelspec does not start an IPython kernel with {' '.join(start)}")


def _descriptor(given: object, standard: int) -> int:
    if isinstance(given, int) and given >= 0:
        return given
    return given.fileno() if hasattr(given, "fileno") else standard


def _zygote(python: tuple[str, ...], modules: tuple[str, ...], environment: Mapping[str, str]) -> Zygote:
    """The warm process for kernels of this kind, started at the first one and ended with this process."""
    reason = why_not_warm()
    if reason:
        raise ZygoteError(reason)
    early = read_at_start(environment)
    kind = (os.getpid(), python, modules, tuple(sorted(early.items())))
    with _starting:
        zygote = _zygotes.get(kind)
        if zygote is None or not zygote.alive:
            zygote = _zygotes[kind] = Zygote(modules, [KERNEL], environment=environment, python=python)
        return zygote
