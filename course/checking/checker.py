"""Asking for a check: the workspace's resident process where there can be one, else an engine of one's own."""

from __future__ import annotations

import base64
import os
import socket
import subprocess
import sys
import time
from contextlib import suppress
from pathlib import Path
from typing import Any

from autograder.errors import GraderBroke
from autograder.kernels.zygote import why_not_warm
from course import errors
from course.checking._door import MARK, has_doors, hear, knock, say
from course.checking._stamp import stamp
from course.checking.answer import Answer, read_answer
from course.manifest import Lesson, Manifest
from course.paths import ROOT
from course.workspace import Workspace

START_SECONDS = 60.0  # until a new resident has opened its door
LONGEST_CHECK = 300.0  # the total limit of a notebook, and starting, and one check before it
HERE = "COURSE_CHECK_HERE"  # set: no process stays behind


class Checker:
    """Checks notebooks of one workspace; None where there is no workspace.

    Not for several threads at once: what it keeps when there is no resident is an Engine.
    """

    def __init__(self, workspace: Path | None):
        self._workspace = workspace if workspace and not why_not_resident(workspace) else None
        self._engine: Any = None

    def check(self, notebook: bytes, lesson: Lesson, manifest: Manifest, *, whole: bool = False) -> Answer:
        """The answer on a notebook's bytes; NotebookError, GraderBroke and BuildError as the engine raises them."""
        request = {
            "do": "check",
            "manifest": str(manifest.path),
            "lesson": lesson.id,
            "notebook": base64.b64encode(notebook).decode("ascii"),
            "whole": whole,
        }
        for _ in range(2):  # a resident that is too old, or about to end, makes room for another
            message = self._ask(request) or {"do": "gone"}
            if message["do"] == "error":
                raise _error(message)
            answer = read_answer(message["answer"]) if message["do"] == "answer" else None
            if answer is not None:
                return answer
        return self._own_engine().check(notebook, lesson, whole=whole)

    def warm(self) -> None:
        """Have the resident get ready, without waiting for it; nothing where there can be none."""
        if self._workspace is not None:
            link = knock(self._workspace, seconds=1)
            if link is None:
                _spawn(self._workspace)
                return
            with link, suppress(OSError):
                say(link, {"do": "hello", "stamp": stamp()})
                hear(link)

    def schedule_revision(self, workspace: Workspace, lesson: Lesson, manifest: Manifest) -> None:
        """Have what was hard in a lesson put into the schedule of revision, by the resident where there is one."""
        link = knock(self._workspace, seconds=1) if self._workspace else None
        if link is not None:
            request = {"do": "revise", "manifest": str(manifest.path), "lesson": lesson.id, "stamp": stamp()}
            with link, suppress(OSError):
                say(link, request)
                return
        from course.checking.revision import schedule_revision

        schedule_revision(workspace, lesson)

    def close(self) -> None:
        """End what this checker runs itself; a resident stays for whoever asks next."""
        if self._engine is not None:
            self._engine.close()
            self._engine = None

    def dismiss(self) -> None:
        """Tell the resident to end, and close."""
        if self._workspace is not None:
            link = knock(self._workspace, seconds=1)
            if link is not None:
                with link, suppress(OSError):
                    say(link, {"do": "leave", "stamp": stamp()})
        self.close()

    def _ask(self, request: dict[str, Any]) -> dict[str, Any] | None:
        """The resident's message; None where there is no resident to be had."""
        if self._workspace is None:
            return None
        link = knock(self._workspace, seconds=LONGEST_CHECK) or _start(self._workspace)
        if link is None:
            return None
        with link:
            try:
                say(link, request | {"stamp": stamp()})
            except OSError:
                return None
            return hear(link)

    def _own_engine(self) -> Any:
        if self._engine is None:
            from course.checking.engine import Engine  # seconds, and a resident has done it

            self._engine = Engine()
        return self._engine


def why_not_resident(workspace: Path) -> str | None:
    """Why no process can stay behind for this workspace, in a sentence; None where one can."""
    if os.environ.get(HERE):
        return f"{HERE} is set"
    reason = why_not_warm()
    if reason:
        return reason
    if not has_doors():
        return "this system has no socket files that tell who is at the other end"
    return None if os.access(workspace / MARK, os.W_OK) else "the work folder can't be written to"


def _start(workspace: Path) -> socket.socket | None:
    """Start a resident and return a connection to it; None where none opens its door."""
    process = _spawn(workspace)
    ends = time.monotonic() + START_SECONDS
    while time.monotonic() < ends:
        link = knock(workspace, seconds=LONGEST_CHECK)
        if link is not None or process.poll() not in (None, 0):
            return link
        time.sleep(0.05)
    return None


def _spawn(workspace: Path) -> subprocess.Popen[bytes]:
    environment = {name: value for name, value in os.environ.items() if name != "COURSE_WORK"}
    return subprocess.Popen(
        [sys.executable, "-P", "-m", "course.checking.resident", str(workspace)],
        cwd=workspace,
        env=environment | {"PYTHONPATH": str(ROOT)},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,  # it outlives this command, and Ctrl-C here is not for it
    )


def _error(message: dict[str, Any]) -> errors.CourseError:
    kind = getattr(errors, str(message.get("kind")), GraderBroke)
    return kind(message.get("what") or "", where=message.get("where"), next_step=message.get("next_step"))
