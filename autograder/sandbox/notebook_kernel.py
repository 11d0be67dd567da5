"""IPython's kernel without its sockets: the same shell, magics, displays and tracebacks, in this process.

Everything that ipykernel publishes goes through one method of its session, `send`; here that puts it into
the outbox. So a notebook sees what it sees in JupyterLab, and a cell costs no round trip.
"""

from __future__ import annotations

import asyncio
import logging
import os
import sys
import threading
from collections.abc import Callable
from contextvars import ContextVar
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import ipykernel.debugger
from ipykernel import zmqshell
from ipykernel.ipkernel import IPythonKernel
from jupyter_client.session import Session
from tornado.ioloop import IOLoop
from traitlets.config import Config

from autograder.sandbox.captured import CapturedStream
from autograder.sandbox.outbox import Outbox

INLINE = "module://matplotlib_inline.backend_inline"
DISPLAYS = ("display_data", "update_display_data", "execute_result")


class OutboxSession(Session):
    """Puts outputs into the outbox; what only a front end needs (status, comms) goes nowhere."""

    outbox: Outbox | None = None

    def send(self, stream, msg_or_type, content=None, parent=None, *args, **kwargs):  # its own signature
        message = msg_or_type if isinstance(msg_or_type, dict) else self.msg(msg_or_type, content, parent=parent)
        kind, content = message["msg_type"], message["content"]
        if self.outbox is None:
            return message
        if kind in DISPLAYS:
            self.outbox.display(kind, _bundle(content))
        elif kind == "error":
            self.outbox.error(content["ename"], content["evalue"], content["traceback"])
        elif kind == "clear_output":
            self.outbox.send({"kind": kind, "wait": bool(content["wait"])})
        return message


def _bundle(content: dict[str, Any]) -> dict[str, Any]:
    bundle = {"data": content["data"], "metadata": content.get("metadata") or {}}
    if content.get("execution_count") is not None:
        bundle["execution_count"] = content["execution_count"]
    display_id = (content.get("transient") or {}).get("display_id")
    if display_id is not None:
        bundle["display_id"] = str(display_id)
    return bundle


class ZMQInteractiveShell(zmqshell.ZMQInteractiveShell):
    """ipykernel's shell, under its name, which prepares a cell once where ipykernel and IPython each do it anew.

    What it keeps lies in a context variable, which other threads of the notebook have no part in.
    """

    def transform_cell(self, raw_cell: str) -> str:
        return _once(_transformed, raw_cell, lambda: super(ZMQInteractiveShell, self).transform_cell(raw_cell))

    def should_run_async(self, raw_cell: str, *, transformed_cell=None, preprocessing_exc_tuple=None) -> bool:
        def asked():
            return super(ZMQInteractiveShell, self).should_run_async(
                raw_cell, transformed_cell=transformed_cell, preprocessing_exc_tuple=preprocessing_exc_tuple
            )

        return asked() if preprocessing_exc_tuple else _once(_awaits, transformed_cell, asked)


_Kept = ContextVar[tuple[str, Any] | None]
_transformed: _Kept = ContextVar("transformed", default=None)
_awaits: _Kept = ContextVar("awaits", default=None)


def _once(kept: _Kept, source: str, make: Callable[[], Any]) -> Any:
    """What `make` gave when it was asked about this very text before, or gives now; it is kept for one more time.

    So when a check runs, its text with the hidden part is not to be found here.
    """
    made = kept.get()
    if made is not None and made[0] is source:
        kept.set(None)
        return made[1]
    gives = make()
    kept.set((source, gives))
    return gives


class NotebookKernel:
    """Runs the cells of one notebook, in a process that it takes over.

    It is made in the warm process, which takes most of the time, and started in a fork of that. Making it
    needs no thread, no event loop and no ZeroMQ context.
    """

    def __init__(self) -> None:
        os.environ.setdefault("MPLBACKEND", INLINE)
        ipykernel.debugger._is_debugpy_available = False  # nobody debugs here
        config = Config()
        config.HistoryManager.hist_file = ":memory:"  # on disk it would need a thread
        self.session = OutboxSession()
        self.kernel = IPythonKernel.instance(
            session=self.session, shell_class=ZMQInteractiveShell, config=config, log=logging.getLogger("ipykernel")
        )
        self.kernel.shell.events.register("post_execute", _draw_once)
        # asked for when a cell awaits something
        self.kernel.shell_channel_thread = SimpleNamespace(parent_thread=threading.main_thread())

    def start(self, outbox: Outbox) -> None:
        """Take over this process: its event loop, standard output and error, and the present folder."""
        self.outbox = self.session.outbox = outbox
        self.loop = asyncio.new_event_loop()
        asyncio.set_event_loop(self.loop)
        self.kernel.io_loop = IOLoop.current()
        folder = Path.cwd()
        self.streams = [CapturedStream(name, number, outbox.text, folder) for name, number in _STANDARD]
        sys.stdout, sys.stderr = self.streams
        sys.argv = ["ipykernel_launcher.py", "-f", "kernel.json"]  # as of a kernel that was started
        if "" not in sys.path:
            sys.path.insert(0, "")  # the notebook's folder, as a kernel has it
        shell = self.kernel.shell
        shell.init_environment()
        shell.init_ipython_dir(None)
        shell.init_profile_dir(None)
        self.enter(folder)

    def enter(self, folder: Path) -> None:
        """Make `folder` the one that the notebook is in."""
        os.chdir(folder)
        self.kernel.shell.starting_dir = str(folder)
        self.kernel.shell.history_manager.dir_hist[:] = [str(folder)]

    async def run(self, source: str, *, history: bool = True) -> int | None:
        """Run one cell and send what it puts out; return its execution count, which without `history` stays."""
        kernel = self.kernel
        self.outbox.next_cell()
        kernel.set_parent([], self.session.msg("execute_request", {"code": source}))
        kernel.pre_handler_hook()
        try:
            reply = await kernel.do_execute(source, False, store_history=history)
        except KeyboardInterrupt:  # between the last line of the cell and here
            reply = {}
        finally:
            kernel.post_handler_hook()
            self.flush()
        return reply.get("execution_count")

    def flush(self) -> None:
        for stream in self.streams:
            stream.flush()


def _draw_once() -> None:
    """Keep pyplot from drawing after a cell what the inline backend, called next, draws and closes anyway.

    Registered before pyplot's own hook, which draws every figure that is stale.
    """
    inline = sys.modules.get("matplotlib_inline.backend_inline")
    if inline and inline.show._draw_called and inline.InlineBackend.instance().close_figures:
        for manager in inline.Gcf.get_all_fig_managers():
            manager.canvas.figure.stale = False


_STANDARD = (("stdout", 1), ("stderr", 2))
