"""Running a rebuilt notebook: one narrow seam, and the executor that uses an ordinary kernel.

An `Executor` runs code cells in order and returns the notebook with their outputs. Whatever a cell does,
the notebook comes back: a cell that ran out of time, killed its kernel or never ran carries an error
output that says so, which scores as zero as any error does.
"""

from __future__ import annotations

import asyncio
import copy
import sys
import tempfile
import time
from collections.abc import AsyncIterator, Callable, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import Protocol

from jupyter_client.manager import AsyncKernelManager
from nbclient.exceptions import CellTimeoutError, DeadKernelError
from nbformat import NotebookNode

from autograder._client import CappedClient
from autograder._environment import kernel_environment
from autograder._stopped import KERNEL_BROKEN, KERNEL_DIED, NOT_RUN, OUT_OF_TIME, note_interruption, stopped
from autograder.errors import GraderBroke
from autograder.guard import guard, is_added, start_error
from course.authoring.run import OwnKernel

TOTAL_SECONDS = 180.0
CELL_SECONDS = 30.0  # as stock nbgrader has it
START_SECONDS = 60
LONGEST_SOCKET_FOLDER = 80  # a socket's whole path has 103 characters on macOS, 107 on Linux


@dataclass(frozen=True)
class Executed:
    """A notebook that ran.

    `problem` is why it did not run to its end, `suspicion` why what its checks say can't be trusted; None where
    there is nothing of the kind.
    """

    notebook: NotebookNode
    seconds: float
    problem: str | None = None
    suspicion: str | None = None


class Executor(Protocol):
    def execute(
        self, notebook: NotebookNode, folder: Path, *, timeout_total: float, env: Mapping[str, str]
    ) -> Executed:
        """Run a copy of `notebook` with `folder` as working folder and `env` added to a clean environment.

        Ends within `timeout_total` seconds of wall time, apart from starting and stopping. GraderBroke when
        the notebook could not be run for a reason that is not its own.
        """


@dataclass(frozen=True)
class KernelExecutor:
    """Runs a notebook on an IPython kernel of this very Python, as a child process of its own.

    The kernel has a private home and no other variables of this process than those it needs to start, so
    neither a profile nor a secret of the person who grades reaches it. It is not a sandbox: code can still
    read and write what this user can.
    """

    cell_seconds: float = CELL_SECONDS
    cell_output_bytes: int = 2_000_000

    def execute(
        self,
        notebook: NotebookNode,
        folder: Path,
        *,
        timeout_total: float = TOTAL_SECONDS,
        env: Mapping[str, str] | None = None,
    ) -> Executed:
        guarded = guard(notebook)
        run = self._run(copy.deepcopy(guarded.notebook), Path(folder), timeout_total, env or {})
        executed = asyncio.run(run)
        examined = guarded.examine(executed.notebook)
        return replace(executed, notebook=examined.notebook, suspicion=examined.suspicion)

    async def _run(self, notebook: NotebookNode, folder: Path, total: float, env: Mapping[str, str]) -> Executed:
        client = CappedClient(
            notebook,
            cell_output_bytes=self.cell_output_bytes,
            startup_timeout=START_SECONDS,
            allow_errors=True,
            interrupt_on_timeout=True,
            error_on_timeout={"ename": OUT_OF_TIME, "evalue": "", "traceback": []},
            raise_on_iopub_timeout=True,
            iopub_timeout=5,
        )
        with tempfile.TemporaryDirectory(prefix="kernel-", ignore_cleanup_errors=True) as private:
            async with _kernel(client, Path(private), folder, env):
                return await _Run(client, total, self.cell_seconds).to_the_end()


@dataclass(frozen=True)
class Twice:
    """Runs a notebook by `executor`, and once more where the grader broke: a machine that was too busy may be free.

    An executor that breaks has not run the notebook, so its folder is as it was.
    """

    executor: Executor

    def execute(
        self,
        notebook: NotebookNode,
        folder: Path,
        *,
        timeout_total: float = TOTAL_SECONDS,
        env: Mapping[str, str] | None = None,
    ) -> Executed:
        run = partial(self.executor.execute, notebook, folder, timeout_total=timeout_total, env=env or {})
        return one_of_two(run, run)


def one_of_two(first: Callable[[], Executed], second: Callable[[], Executed]) -> Executed:
    """What the first try gives, or the second where the grader broke; GraderBroke in plain words where both did."""
    for run in (first, second):
        try:
            return run()
        except GraderBroke as error:
            broke = error  # the walls, or a machine too busy to start; not the notebook
    raise GraderBroke(
        f"this computer could not run the notebook, in two tries, which says nothing of the notebook: {broke.what}",
        next_step="close what else is busy on this computer and try again; if it stays so: python3 -m course doctor",
    )


class _Run:
    def __init__(self, client: CappedClient, total: float, cell_seconds: float):
        self.client, self.cell_seconds = client, cell_seconds
        self.began = time.monotonic()
        self.ends = self.began + total
        self.total = total

    async def to_the_end(self) -> Executed:
        problem = None
        cells = self.client.nb.cells
        for index, cell in enumerate(cells):
            if cell.cell_type != "code" or not cell.source.strip():
                continue
            if problem:
                cell.outputs = [stopped(NOT_RUN, problem)]
                continue
            problem = await self.cell(cell, index)
            if start_error(cell):
                break  # what came after it could not be graded
        return Executed(self.client.nb, round(time.monotonic() - self.began, 3), problem)

    async def cell(self, cell: NotebookNode, index: int) -> str | None:
        """Run one cell; return why nothing can run after it, or None."""
        left = self.ends - time.monotonic()
        limit = min(self.cell_seconds, left)
        if limit <= 0:
            return self.fail(cell, OUT_OF_TIME, f"the notebook took longer than {self.total:g} seconds in all")
        self.client.timeout_func = lambda _cell: limit
        try:
            async with asyncio.timeout(limit + 15):
                await self.client.async_execute_cell(cell, index, store_history=not is_added(cell))
        except DeadKernelError:
            if (task := asyncio.current_task()) and task.cancelling():
                raise asyncio.CancelledError from None  # nbclient takes Ctrl-C for a dead kernel
            return self.fail(cell, KERNEL_DIED, "the kernel died or stopped answering; nothing after it was run")
        except (CellTimeoutError, TimeoutError):
            return self.fail(cell, OUT_OF_TIME, "a cell could not be interrupted; nothing after it was run")
        except Exception as error:  # whatever a tampered-with kernel sends
            return self.fail(cell, KERNEL_BROKEN, f"the kernel's answers could not be read ({type(error).__name__})")
        if self.client.was_interrupted:
            note_interruption(cell, f"the cell took longer than {limit:.0f} seconds")
        return None

    @staticmethod
    def fail(cell: NotebookNode, name: str, problem: str) -> str:
        cell.outputs = [*cell.get("outputs", []), stopped(name, problem)]
        return problem


@asynccontextmanager
async def _kernel(client: CappedClient, private: Path, folder: Path, env: Mapping[str, str]) -> AsyncIterator[None]:
    """A kernel for the client, gone with all that it left behind when the context is left."""
    manager = AsyncKernelManager(
        kernel_spec_manager=OwnKernel(),
        connection_file=str(private / "kernel.json"),
        transport=_transport(private),
    )
    client.km = manager
    try:
        await manager.start_kernel(
            cwd=str(folder),
            env=kernel_environment(private) | dict(env),
        )
        await client.async_start_new_kernel_client()
    except Exception as error:
        await _stop(client, manager)
        raise GraderBroke(
            f"no kernel could be started: {error}", next_step="python3 -m course doctor, then grade again"
        ) from error
    try:
        yield
    finally:
        await _stop(client, manager)


def _transport(folder: Path) -> str:
    """Sockets in the private folder, where no other user can reach them, if the system has such and takes the path."""
    return "ipc" if sys.platform != "win32" and len(str(folder)) <= LONGEST_SOCKET_FOLDER else "tcp"


async def _stop(client: CappedClient, manager: AsyncKernelManager) -> None:
    if client.kc is not None:
        client.kc.stop_channels()
        client.kc = None
    if manager.has_kernel:
        await manager.shutdown_kernel(now=True)
    await manager.cleanup_resources()
