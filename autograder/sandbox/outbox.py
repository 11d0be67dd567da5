"""What a notebook puts out, on its way out of the sandbox: cut to size, one frame at a time.

This runs inside, in the process of the notebook, so that an honest flood of text ends in a line that says so
and not in the end of the submission. What a hostile one sends is limited again outside.
"""

from __future__ import annotations

import os
import threading
from typing import Any

from autograder.sandbox.frames import encode, write_all

KEPT_DISPLAYS = 1000  # of one cell
KEPT_RESULTS = 20  # results and errors of one cell; a check's report is one
CUT = "\n… the rest of this output was cut off\n"


class Outbox:
    """Sends frames over `file`, a cell's text and pictures up to `cell_bytes`, its results besides."""

    def __init__(self, file: int, cell_bytes: int):
        self.file, self.cell_bytes = file, cell_bytes
        self._owner = os.getpid()
        self._lock = threading.Lock()
        self.next_cell()

    def next_cell(self) -> None:
        self._left = self.cell_bytes
        self._results = self._displays = 0

    def send(self, message: dict[str, Any]) -> None:
        self._put(encode(message))

    def _put(self, frame: bytes) -> None:
        if os.getpid() != self._owner:  # a process that the notebook forked must not break into a frame
            return
        with self._lock:
            write_all(self.file, frame)

    def text(self, name: str, text: str) -> None:
        """Send text of `name`, stdout or stderr, or as much of it as is left to the cell."""
        if self._left <= 0:
            return
        size = len(text.encode("utf-8", "replace"))
        if size > self._left:
            text = text.encode("utf-8", "replace")[: self._left].decode("utf-8", "ignore") + CUT
        self._left -= size
        self.send({"kind": "stream", "name": name, "text": text})

    def display(self, kind: str, content: dict[str, Any]) -> None:
        """Send a display or a result; a result comes through where displays no longer do."""
        result = kind == "execute_result"
        self._results += result
        self._displays += not result
        if self._results > KEPT_RESULTS or (not result and self._displays > KEPT_DISPLAYS):
            return
        frame = encode({"kind": kind, "content": content})
        if result and len(frame) > self.cell_bytes:
            frame = encode({"kind": kind, "content": {**content, "data": {"text/plain": CUT.strip()}, "metadata": {}}})
        elif not result:
            self._left -= len(frame)
            if self._left <= 0:
                return
        self._put(frame)

    def error(self, name: str, value: str, traceback: list[str]) -> None:
        self._results += 1
        if self._results > KEPT_RESULTS:
            return
        room = self.cell_bytes // 4
        lines = [line[:room] for line in traceback]
        while sum(map(len, lines)) > room and len(lines) > 2:
            del lines[len(lines) // 2]
        self.send({"kind": "error", "ename": name[:1000], "evalue": value[:room], "traceback": lines})
