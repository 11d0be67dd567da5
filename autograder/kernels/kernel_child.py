"""What a fork does to become a kernel: IPython's own, told its arguments instead of a command line."""

from __future__ import annotations

import atexit
import os
import sys
import tempfile
from pathlib import Path
from typing import Any

import ipykernel.debugger  # noqa: F401  a kernel imports it at its start, with debugpy, which takes half a second
from ipykernel.kernelapp import IPKernelApp

from autograder.kernels.fresh import become_fresh
from autograder.kernels.rehearsal import CELLS

INLINE = "module://matplotlib_inline.backend_inline"


class ForkedKernelApp(IPKernelApp):
    """IPython's kernel, which leaves without a wait of ten seconds now and then.

    The thread that answers the shutdown request flushes the output through the thread that publishes it, and
    at exit the second is stopped first.
    """

    def start(self) -> None:
        super().start()
        if self.control_thread and self.control_thread.is_alive():
            self.control_thread.stop()
            self.control_thread.join()


def main(message: dict[str, Any], files: list[int]) -> None:
    """Be a kernel: `message` has its environment, folder and arguments, `files` its output and error."""
    environment = message["environment"]
    environment |= {"JPY_PARENT_PID": str(os.getppid())}
    environment.setdefault("MPLBACKEND", INLINE)
    become_fresh(environment, message["folder"], stdio=(files[0], files[1]))
    sys.argv = ["ipykernel_launcher", *message["arguments"]]
    status = 0
    try:
        # it ends when its parent, the warm process, does
        ForkedKernelApp.launch_instance(argv=message["arguments"], parent_handle=os.getppid())
    except SystemExit as leaving:
        status = leaving.code if isinstance(leaving.code, int) else int(leaving.code is not None)
    atexit._run_exitfuncs()
    sys.stdout.flush()
    sys.stderr.flush()
    os._exit(status)  # to take the interpreter apart would copy every page that it shares, for half a second


def rehearse() -> None:
    """Start a kernel and run some cells in it; this process is of no use to anyone afterwards."""
    folder = tempfile.mkdtemp(prefix="kernel-")
    os.environ["IPYTHONDIR"] = folder
    app = ForkedKernelApp.instance(parent_handle=os.getppid())
    app.initialize(["--transport=ipc", f"--ip={folder}/k", "-f", f"{folder}/kernel.json"])
    for cell in CELLS:
        app.kernel.shell.run_cell(cell)
    for name in sorted(Path(folder).rglob("*"), reverse=True):
        name.rmdir() if name.is_dir() else name.unlink()
    Path(folder).rmdir()
