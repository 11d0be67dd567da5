"""The resident checker of one workspace: a process that keeps an Engine warm and answers at its door.

    python -m course.checking.resident WORKSPACE

It answers one request at a time, in the order in which they come. It ends when nobody has asked for a while, when
the workspace is gone, when it is told to, and after a request from a newer course than its own.
"""

from __future__ import annotations

import base64
import os
import socket
import sys
import time
from contextlib import closing, suppress
from pathlib import Path
from typing import Any

from filelock import FileLock, Timeout

from course.checking._door import LOCK, MARK, hear, is_own, listen, say
from course.checking._stamp import stamp
from course.checking.engine import Engine
from course.checking.revision import schedule_revision
from course.errors import CourseError
from course.manifest import load_manifest
from course.workspace import Workspace

IDLE_SECONDS = 900.0
LOOK_SECONDS = 5.0
HAND_OVER_SECONDS = 3.0  # one that is about to end is waited for
PATIENCE = 5.0  # seconds for a request to arrive


def main(arguments: list[str]) -> int:
    """Serve the workspace that is named; 0 also when another resident does already."""
    workspace = Path(arguments[0])
    lock = FileLock(workspace / MARK / LOCK)
    try:
        lock.acquire(timeout=HAND_OVER_SECONDS)
    except Timeout:
        return 0
    with lock, closing(listen(workspace)) as door:
        Resident(workspace, Engine()).serve(door)
    return 0


class Resident:
    def __init__(self, workspace: Path, engine: Engine):
        self.workspace, self.engine = workspace, engine
        self.stamp = stamp()

    def serve(self, door: socket.socket) -> None:
        """Answer until it is time to end; the door is open while the engine warms up."""
        self.engine.warm()
        door.settimeout(LOOK_SECONDS)
        asked = time.monotonic()
        try:
            while time.monotonic() - asked < IDLE_SECONDS and (self.workspace / MARK).is_dir():
                try:
                    link, _ = door.accept()
                except TimeoutError:
                    continue
                with link, suppress(OSError):  # who asked may be gone
                    if is_own(link) and not self.answer(link, door):
                        return
                asked = time.monotonic()
        finally:
            self.engine.close()

    def answer(self, link: socket.socket, door: socket.socket) -> bool:
        """Answer one request; return whether to go on. The door is shut before the last answer."""
        link.settimeout(PATIENCE)
        request = hear(link)
        link.settimeout(None)
        if request is None:
            return True
        if request.get("stamp") != self.stamp or request.get("do") == "leave":
            door.close()
            say(link, {"do": "gone"})
            return False
        if request.get("do") == "revise":  # who asked does not wait
            with suppress(CourseError, KeyError):
                schedule_revision(
                    Workspace(self.workspace), load_manifest(request["manifest"]).lesson(request["lesson"])
                )
        say(link, self.check(request) if request.get("do") == "check" else {"do": "here", "pid": os.getpid()})
        return True

    def check(self, request: dict[str, Any]) -> dict[str, Any]:
        """The answer as a message, or the error that stood in its way."""
        try:
            lesson = load_manifest(request["manifest"]).lesson(request["lesson"])
            answer = self.engine.check(base64.b64decode(request["notebook"]), lesson, whole=bool(request.get("whole")))
        except CourseError as error:
            return {
                "do": "error", "kind": type(error).__name__,
                "what": error.what, "where": error.where, "next_step": error.next_step,
            }  # fmt: skip
        except Exception as error:  # a fault of ours must not end the process that others ask
            return {"do": "error", "kind": "GraderBroke", "what": f"the check broke: {error!r}"}
        return {"do": "answer", "answer": answer.to_json()}


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
