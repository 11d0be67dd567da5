"""Installing an extra from the home page: the same command as in a terminal, its lines passed on as they come."""

from __future__ import annotations

import os
import subprocess
import sys
import threading
from collections import deque
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any

from course.paths import ROOT

KEPT_LINES = 12


@dataclass
class Addition:
    """One installation: its latest lines, and its exit code once it has ended."""

    lines: deque[str] = field(default_factory=lambda: deque(maxlen=KEPT_LINES))
    code: int | None = None

    @property
    def running(self) -> bool:
        return self.code is None


class Additions:
    """Runs one installation at a time; two pip or uv at once would write into the same folder."""

    def __init__(self, tell: Callable[[dict[str, Any]], None], *, command: Sequence[str] | None = None):
        self.tell = tell
        self.command = list(command or [sys.executable, "-P", "-m", "course", "add"])
        self.known: dict[str, Addition] = {}
        self._lock = threading.Lock()

    def start(self, name: str) -> bool:
        """Begin to install the extra `name`; False where an installation runs already."""
        with self._lock:
            if any(addition.running for addition in self.known.values()):
                return False
            addition = self.known[name] = Addition()
        threading.Thread(target=self._run, args=(name, addition), name=f"add {name}", daemon=True).start()
        return True

    def _run(self, name: str, addition: Addition) -> None:
        try:
            process = subprocess.Popen(
                [*self.command, name],
                cwd=ROOT,
                env=os.environ | {"PYTHONPATH": str(ROOT), "PYTHONUNBUFFERED": "1"},
                stdin=subprocess.DEVNULL,
                stdout=subprocess.PIPE,
                stderr=subprocess.STDOUT,
                encoding="utf-8",
                errors="replace",
            )
        except OSError as error:
            self._line(name, addition, f"It could not be started: {error}")
            addition.code = 1
        else:
            for line in process.stdout or ():
                self._line(name, addition, line.rstrip())
            addition.code = process.wait()
        self.tell({"kind": "added", "extra": name, "ok": addition.code == 0})

    def _line(self, name: str, addition: Addition, line: str) -> None:
        if line:
            addition.lines.append(line)
            self.tell({"kind": "adding", "extra": name, "line": line})
