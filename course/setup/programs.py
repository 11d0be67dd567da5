"""Running pip, uv and their like: how far they are is shown, and their words are kept for when they fail."""

from __future__ import annotations

import os
import queue
import subprocess
import sys
import threading
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from course.errors import SetupError
from course.paths import ROOT
from course.setup.progress import Meter

# Another environment's settings would make the installer, or its Python, look in the wrong place.
FOREIGN = ("PYTHONHOME", "PYTHONPATH", "PYTHONSTARTUP", "VIRTUAL_ENV", "PIP_TARGET", "PIP_PREFIX", "PIP_USER")
PAUSE = 0.5  # seconds of silence after which the shown line is redrawn


@dataclass(frozen=True)
class Finished:
    """How a program ended and what it wrote."""

    code: int
    text: str

    @property
    def failed(self) -> bool:
        return self.code != 0


def clean_environment(extra: Mapping[str, str] | None = None) -> dict[str, str]:
    """The process environment without what points an installer elsewhere, plus `extra`."""
    kept = {name: value for name, value in os.environ.items() if name not in FOREIGN}
    return kept | {"PYTHONNOUSERSITE": "1", "PYTHONIOENCODING": "utf-8"} | dict(extra or {})


def run_program(
    command: Sequence[str],
    *,
    environment: Mapping[str, str] | None = None,
    hold: tuple[int, ...] = (),
    quiet: bool = False,
) -> Finished:
    """Run `command` in the course's folder to its end, and show how far it is unless `quiet`.

    `hold` are descriptors of a claim, which the program keeps while it lives. SetupError when it can't be started.
    """
    process = _started(command, clean_environment(environment), hold)
    lines: queue.SimpleQueue[str | None] = queue.SimpleQueue()
    threading.Thread(target=_read, args=(process, lines), daemon=True).start()
    meter = None if quiet else Meter(sys.stdout, live=sys.stdout.isatty())
    try:
        text = _followed(lines, meter)
        return Finished(process.wait(), text)
    except BaseException:
        process.kill()
        process.wait()
        raise
    finally:
        if meter:
            meter.close()


def _read(process: subprocess.Popen[str], lines: queue.SimpleQueue[str | None]) -> None:
    with process.stdout as output:
        for line in output:
            lines.put(line)
    lines.put(None)


def _followed(lines: queue.SimpleQueue[str | None], meter: Meter | None) -> str:
    """All that a program writes, shown by the meter as it comes."""
    read: list[str] = []
    while True:
        try:
            line = lines.get(timeout=PAUSE)
        except queue.Empty:
            if meter:
                meter.tick()
            continue
        if line is None:
            return "".join(read)
        read.append(line)
        if meter:
            meter.read(line)


def _started(command: Sequence[str], environment: dict[str, str], hold: tuple[int, ...]) -> subprocess.Popen[str]:
    options = {"pass_fds": hold} if hold else {}
    try:
        return subprocess.Popen(
            list(command),
            cwd=ROOT,
            env=environment,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            encoding="utf-8",
            errors="replace",
            **options,
        )
    except OSError as error:
        raise SetupError(
            f"can't be started: {error.strerror or error}",
            where=command[0],
            next_step="check that no security program blocks it, then type the same command again",
        ) from None
