"""What happens inside: a fork goes through the wall, confines itself, and runs the cells it is sent.

Nothing here is trusted by the side outside. A notebook can do whatever this process can.
"""

from __future__ import annotations

import asyncio
import base64
import json
import os
import sys
import tempfile
from contextlib import suppress
from importlib import import_module
from pathlib import Path
from typing import Any

from autograder.guard.texts import codes
from autograder.kernels.fresh import become_fresh
from autograder.kernels.rehearsal import CELLS
from autograder.sandbox import confine
from autograder.sandbox.frames import HEAD
from autograder.sandbox.notebook_kernel import NotebookKernel
from autograder.sandbox.outbox import Outbox

COMPARISONS = ("numpy.testing", "pandas.testing", "sklearn.metrics")
_prepared: NotebookKernel | None = None


def main(message: dict[str, Any], files: list[int]) -> None:
    """Be a submission: `files` are requests, replies, status and, where there is a wall, the room behind it."""
    requests, replies, status, *room = files
    confine.die_with_parent()
    if room:
        confine.join(room[0], message["user"])
        os.close(room[0])
    child = os.fork()
    if child:
        os.close(requests)
        os.close(replies)
        _wait(child, status)
    confine.die_with_parent()
    os.close(status)
    become_fresh(message["environment"], message["folder"], stdio=None, keep=(requests, replies))
    if message["limits"] is not None:
        confine.limit_resources(message["limits"])
        confine.drop_privileges(message["user"])
    serve(requests, replies, message["cell_output_bytes"])


def _wait(child: int, status: int) -> None:
    """Tell the process id, then how it ended; never return. This process is seen by nobody inside."""
    os.write(status, json.dumps({"pid": child}).encode() + b"\n")
    _, ended = os.waitpid(child, 0)
    os.write(status, json.dumps({"ended": os.waitstatus_to_exitcode(ended)}).encode() + b"\n")
    os._exit(0)


def serve(requests: int, replies: int, cell_output_bytes: int) -> None:
    """Do what is asked until the other side is gone, then end this process."""
    kernel = _prepared or NotebookKernel()
    kernel.start(Outbox(replies, cell_output_bytes))
    status = 1
    try:
        kernel.loop.run_until_complete(_answer(requests, kernel))
        status = 0
    except (RuntimeError, KeyboardInterrupt, SystemExit):  # the notebook stopped the loop, as exit() does
        pass
    finally:
        os._exit(status)


async def _answer(requests: int, kernel: NotebookKernel) -> None:
    reader = asyncio.StreamReader()
    file = os.fdopen(requests, "rb", buffering=0)
    await kernel.loop.connect_read_pipe(lambda: asyncio.StreamReaderProtocol(reader), file)
    root = Path.cwd()
    while True:
        try:
            (length,) = HEAD.unpack(await reader.readexactly(HEAD.size))
            request = json.loads(await reader.readexactly(length))
        except asyncio.IncompleteReadError:
            return
        if request["do"] == "begin":
            _begin(root, request)
            kernel.enter(root / request["folder"])
            kernel.outbox.send({"kind": "ready"})
        elif request["do"] == "run":
            count = await kernel.run(request["source"], history=request["history"])
            kernel.outbox.send({"kind": "done", "cell": request["cell"], "execution_count": count})
        elif request["do"] == "collect":
            kernel.outbox.send({"kind": "files", "files": _collect(root, request["patterns"], request["most"])})


def _begin(root: Path, request: dict[str, Any]) -> None:
    """Put the files into the work folder, which is the learner's workspace as far as the course can see."""
    os.environ["COURSE_WORK"] = str(root)
    (root / request["folder"]).mkdir(parents=True, exist_ok=True)
    for name, text in request["files"].items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(base64.b64decode(text))


def _collect(root: Path, patterns: list[str], left: int) -> dict[str, str]:
    """The files that match, as many as fit into `left` bytes."""
    found = {}
    for path in sorted({path for pattern in patterns for path in root.glob(pattern) if path.is_file()}):
        data = path.read_bytes()
        if len(data) <= left:
            left -= len(data)
            found[path.relative_to(root).as_posix()] = base64.b64encode(data).decode("ascii")
    return found


def rehearse() -> None:
    """Run some cells as a submission would; this process is of no use to anyone afterwards."""
    with tempfile.TemporaryDirectory() as folder:
        os.chdir(folder)
        kernel = NotebookKernel()
        kernel.start(Outbox(os.open(os.devnull, os.O_WRONLY), 1 << 20))
        for cell in CELLS:
            kernel.loop.run_until_complete(kernel.run(cell))


def prepare() -> None:
    """Make the kernel that every fork of this process starts.

    What watches a notebook is compiled, and the comparisons of the libraries that are there are imported too, so that
    no notebook patches them unseen.
    """
    global _prepared
    for name in COMPARISONS:
        if name.partition(".")[0] in sys.modules:
            with suppress(ImportError):
                import_module(name)
    codes()
    _prepared = NotebookKernel()


if __name__ == "__main__":  # in a container, which has put up the wall already
    _requests, _replies = os.dup(0), os.dup(1)
    os.dup2(os.open(os.devnull, os.O_RDWR), 0)
    serve(_requests, _replies, int(sys.argv[1]))
