"""Running a solved notebook in an ordinary kernel of this environment."""

from __future__ import annotations

import asyncio
import copy
import os
import sys
import tempfile
import time
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

import psutil
from jupyter_client.kernelspec import KernelSpec, KernelSpecManager
from jupyter_client.manager import AsyncKernelManager
from nbclient import NotebookClient
from nbclient.exceptions import CellExecutionError, CellTimeoutError, DeadKernelError
from nbconvert.filters import strip_ansi
from nbformat import NotebookNode

from course.errors import NotebookError
from course.paths import ROOT
from course.portfolio.evidence import EVIDENCE

# One thread: two BLAS threads on a busy machine are slower, and sum in another order.
ENVIRONMENT = {"OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1", "MKL_NUM_THREADS": "1", "PYTHONHASHSEED": "0"}
SECONDS = 180
_FAULTS = {
    CellExecutionError: "raised an error",
    CellTimeoutError: f"did not end within {SECONDS} seconds",
    DeadKernelError: "killed the kernel",
}


@dataclass(frozen=True)
class Run:
    """An executed notebook, the seconds it took with its kernel's start, and the kernel's peak memory in bytes.

    `evidence` holds the files that it saved for a portfolio, by their path below `portfolio/evidence`.
    """

    notebook: NotebookNode
    seconds: float
    peak_bytes: int
    evidence: Mapping[str, bytes] = field(default_factory=dict)


class OwnKernel(KernelSpecManager):
    """Finds one kernel, ipykernel of this very interpreter, whatever a user has installed elsewhere."""

    def get_kernel_spec(self, kernel_name: str) -> KernelSpec:
        argv = [sys.executable, "-Xfrozen_modules=off", "-m", "ipykernel_launcher", "-f", "{connection_file}",
                "--HistoryManager.hist_file=:memory:"]  # fmt: skip
        return KernelSpec(argv=argv, display_name="Python 3 (ipykernel)", language="python")


def run(notebook: NotebookNode, *, where: str, allow_errors: bool = False) -> Run:
    """Execute a copy of `notebook` in an empty folder.

    NotebookError names the cell that raised, unless `allow_errors`, that took too long, or that killed the kernel.
    """
    executed = copy.deepcopy(notebook)
    with tempfile.TemporaryDirectory(prefix="course-run-") as folder:
        work = str(Path(folder) / "work")
        Path(work).mkdir()
        manager = AsyncKernelManager(kernel_spec_manager=OwnKernel(), **_transport(folder))
        peak = PeakMemory(manager)
        client = NotebookClient(
            executed,
            km=manager,
            on_cell_executed=peak.look,
            timeout=SECONDS,
            allow_errors=allow_errors,
            record_timing=False,
            ipython_hist_file="",  # the kernel's own arguments say so already
            resources={"metadata": {"path": work}},
        )
        started = time.perf_counter()
        try:
            # nbclient leaves a kernel that it was handed alive unless it is told to clean up
            asyncio.run(client.async_execute(cleanup_kc=True, env=_environment(folder), cwd=work))
        except (CellExecutionError, CellTimeoutError, DeadKernelError) as error:
            what = f"a cell {_FAULTS[type(error)]}\n{strip_ansi(str(error)).strip()}"
            raise NotebookError(what, where=where, next_step="mend that cell of the lesson's text") from None
        seconds, evidence = time.perf_counter() - started, _evidence(Path(folder))
    executed.metadata = copy.deepcopy(notebook.metadata)  # the run writes its Python's version into it
    return Run(executed, seconds, peak.bytes, evidence)


def _evidence(workspace: Path) -> dict[str, bytes]:
    saved = workspace / "portfolio" / "evidence"
    return {path.relative_to(saved).as_posix(): path.read_bytes() for path in saved.rglob("*") if path.is_file()}


def _environment(folder: str) -> dict[str, str]:
    """This process's environment with the course importable, no workspace, and nobody's own start-up files."""
    environment = {k: v for k, v in os.environ.items() if k != "COURSE_WORK"} | ENVIRONMENT
    environment["PYTHONPATH"] = os.pathsep.join(filter(None, [str(ROOT), os.environ.get("PYTHONPATH")]))
    environment[EVIDENCE] = str(Path(folder) / "portfolio")  # no workspace: a build gives what a check elsewhere gives
    environment["IPYTHONDIR"] = str(Path(folder) / "ipython")
    return environment


def _transport(folder: str) -> dict[str, str]:
    """Sockets in a private folder rather than ports that other users could reach, where the system has them."""
    if sys.platform == "win32":
        return {}
    return {"transport": "ipc", "connection_file": str(Path(folder) / "kernel.json")}


class PeakMemory:
    """The most memory that a kernel was seen to hold, looked at after each cell."""

    def __init__(self, manager: AsyncKernelManager):
        self.manager = manager
        self.bytes = 0

    def look(self, **_: object) -> None:
        process = psutil.Process(self.manager.provisioner.pid)
        self.bytes = max(self.bytes, process.memory_info().rss, _high_water_mark(process.pid))


def _high_water_mark(pid: int) -> int:
    """Linux keeps the true peak; elsewhere 0, and what was seen between cells has to do."""
    try:
        status = Path(f"/proc/{pid}/status").read_text(encoding="ascii")
    except OSError:
        return 0
    return next((int(line.split()[1]) * 1024 for line in status.splitlines() if line.startswith("VmHWM")), 0)
