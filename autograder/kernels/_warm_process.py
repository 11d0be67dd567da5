"""The warm process itself: it imports, waits, and forks. No notebook's code ever runs in it.

It stays single-threaded and makes no ZeroMQ context: a fork copies neither, and would leave locks held by
threads that are not there. Its own environment block, which every child can read in /proc, is all but empty:
what it needs arrives in the first message.
"""

from __future__ import annotations

import gc
import importlib
import json
import os
import signal
import socket
import sys
import threading
import time
from collections.abc import Callable
from contextlib import suppress
from functools import partial
from pathlib import Path
from typing import Any

from autograder.kernels._wire import receive, send
from course._slow_formats import leave_out, let_in

THREAD_GRACE = 3.0  # seconds; matplotlib's font search leaves a timer behind for a moment
TASKS = Path("/proc/self/task")


def main() -> None:
    link = socket.socket(fileno=int(sys.argv[1]))
    first, _ = receive(link)
    if first is None:
        return
    os.environ.update(first["environment"])
    leave_out()
    targets = {name: importlib.import_module(name) for name in first["targets"]}
    missing = [name for name in first["preload"] if not _imported(name)]
    for target in targets.values():
        _rehearse(target)
        getattr(target, "prepare", _nothing)()
    let_in()
    threads = _other_threads()
    send(link, {"missing": missing, "threads": threads})
    if threads:
        return
    gc.collect()
    gc.freeze()  # a collection in a child then leaves the shared pages alone
    child = _serve(link, targets)
    if child is not None:
        child()


def _nothing() -> None:
    pass


def _imported(name: str) -> bool:
    try:
        importlib.import_module(name)
    except Exception as error:  # a broken optional package must not keep every notebook from running
        print(f"warm kernel: {name} can't be imported: {error!r}", file=sys.stderr)
        return False
    return True


def _rehearse(target: Any) -> None:
    """Import what a first notebook would import, found by running one in a fork that is thrown away."""
    rehearse = getattr(target, "rehearse", None)
    if rehearse is None:
        return
    inlet, outlet = os.pipe()
    known = set(sys.modules)
    child = os.fork()
    if child == 0:
        with suppress(BaseException):
            rehearse()
        with suppress(BaseException):
            names = [name for name in sys.modules if name not in known]
            with os.fdopen(outlet, "w", encoding="utf-8") as report:
                json.dump(names, report)
        os._exit(0)
    os.close(outlet)
    with os.fdopen(inlet, encoding="utf-8") as report:
        text = report.read()
    os.waitpid(child, 0)
    for name in json.loads(text or "[]"):
        with suppress(Exception):  # a module that was made, not imported
            importlib.import_module(name)


def _other_threads() -> list[str]:
    """Names of the threads besides this one, after those that are about to end have ended."""
    deadline = time.monotonic() + THREAD_GRACE
    while (names := _thread_names()) and time.monotonic() < deadline:
        time.sleep(0.02)
    return names


def _thread_names() -> list[str]:
    if not TASKS.is_dir():
        return [thread.name for thread in threading.enumerate() if thread is not threading.main_thread()]
    names = []
    for task in TASKS.iterdir():
        if task.name != str(os.getpid()):
            with suppress(OSError):
                names.append((task / "comm").read_text(encoding="utf-8").strip())
    return names


def _serve(link: socket.socket, targets: dict[str, Any]) -> Callable[[], None] | None:
    """Answer requests until the other side is gone; in a child, return what the child is to do."""
    children: set[int] = set()
    while True:
        message, files = receive(link)
        if message is None:
            _kill(children)
            return None
        if message["do"] == "fork":
            child = os.fork()
            if child == 0:
                link.close()
                return partial(targets[message["target"]].main, message, files)
            children.add(child)
            for file in files:
                os.close(file)
            send(link, {"pid": child})
        elif message["do"] == "poll":
            status = _status(message["pid"], children)
            send(link, {"status": status})


def _status(child: int, children: set[int]) -> int | None:
    """The exit status of a child that ended, as subprocess gives it; a child is reaped here and only here.

    So its process id can't be given to another process while somebody may still send it a signal.
    """
    if child not in children:
        return -signal.SIGKILL
    ended, status = os.waitpid(child, os.WNOHANG)
    if ended == 0:
        return None
    children.discard(child)
    return os.waitstatus_to_exitcode(status)


def _kill(children: set[int]) -> None:
    for child in children:
        for kill in (os.killpg, os.kill):
            with suppress(OSError):
                kill(child, signal.SIGKILL)


if __name__ == "__main__":
    main()
