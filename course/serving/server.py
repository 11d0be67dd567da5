"""Starts a service as a process of its own, hands out a client for it, and stops it whatever happens."""

from __future__ import annotations

import os
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any

from course.errors import ServingError
from course.paths import ROOT
from course.serving._announced import ANNOUNCED
from course.serving.write import FILE

if TYPE_CHECKING:
    import httpx2

# Imports of a cold machine included, and less than the 30 seconds that a cell may take when it is checked: a cell that
# is interrupted says nothing of the service.
START_SECONDS = 25
END_SECONDS = 5


class Live:
    """A running service: `get` and `post` ask it, `url` is where it answers, `log()` what it has written."""

    def __init__(self, client: httpx2.Client, url: str, started_in: float, reader: _Reader):
        self._client, self._reader = client, reader
        self.url = url
        self.started_in = started_in  # seconds from the start of the process to its first readiness

    def get(self, path: str, **more: Any) -> httpx2.Response:
        return self._client.get(path, **more)

    def post(self, path: str, **more: Any) -> httpx2.Response:
        return self._client.post(path, **more)

    def log(self) -> list[str]:
        """The lines that the service has written; after it was stopped, all of them."""
        return list(self._reader.lines)


class _Reader(threading.Thread):
    """Takes what the process writes as it comes, so that no full pipe ever holds the service up."""

    def __init__(self, process: subprocess.Popen):
        super().__init__(daemon=True)
        self.lines: list[str] = []
        self.port: int | None = None
        self._process, self.settled = process, threading.Event()

    def run(self) -> None:
        for line in self._process.stdout:
            if self.port is None and line.startswith(ANNOUNCED):
                self.port = int(line.removeprefix(ANNOUNCED))
                self.settled.set()
            else:
                self.lines.append(line.rstrip("\r\n"))
        self.settled.set()


@contextmanager
def running(place: Path, *, seconds: float = START_SECONDS) -> Iterator[Live]:
    """A service of the folder `place`, running while the block runs, on a free port of 127.0.0.1."""
    import httpx2

    if not (Path(place) / FILE).is_file():
        raise ServingError("holds no service", where=Path(place).name, next_step="write it first: write_service")
    began = time.monotonic()
    process = subprocess.Popen(
        [sys.executable, "-m", "course.serving._serve"],
        cwd=place, env=_environment(), stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
        text=True, encoding="utf-8", errors="replace",
    )  # fmt: skip
    reader = _Reader(process)
    try:
        reader.start()
        in_time = reader.settled.wait(seconds)
        if reader.port is None:
            process.kill()  # what never answered is not asked to finish: that would take seconds more
            name = Path(place).name
            raise _stopped(name, reader.lines) if in_time else _too_slow(name, reader.lines, seconds)
        url = f"http://127.0.0.1:{reader.port}"
        # trust_env: a proxy that is set for the internet must not be asked for this machine
        with httpx2.Client(base_url=url, timeout=30, trust_env=False) as client:
            yield Live(client, url, time.monotonic() - began, reader)
    finally:
        _stop(process)
        reader.join(END_SECONDS)


def _stop(process: subprocess.Popen) -> None:
    """End the process: closing its input asks it to finish, and what does not listen is ended."""
    with suppress(OSError):
        process.stdin.close()
    try:
        process.wait(END_SECONDS)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()


def _too_slow(name: str, lines: list[str], seconds: float) -> ServingError:
    said = f"; its last line: {_last(lines)}" if lines else ""
    return ServingError(f"did not start within {seconds:g} seconds{said}", where=name,
                        next_step="close what else is busy on this computer, and run the cell again")  # fmt: skip


def _stopped(name: str, lines: list[str]) -> ServingError:
    return ServingError(f"stopped before it answered; its last line: {_last(lines)}", where=name,
                        next_step=f"mend what the line names, write {FILE} again, and run the cell again")  # fmt: skip


def _last(lines: list[str]) -> str:
    return next((line for line in reversed(lines) if line.strip()), "nothing")


def _environment() -> dict[str, str]:
    """This process's environment with the course importable, and text as UTF-8 without delay."""
    kept = {name: value for name, value in os.environ.items() if not name.upper().startswith("PYTHON")}
    own = {"PYTHONPATH": str(ROOT), "PYTHONUTF8": "1", "PYTHONUNBUFFERED": "1"}
    threads = dict.fromkeys(("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"), "1")
    return kept | threads | own
