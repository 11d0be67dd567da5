"""Making a forked child what a newly started process would be: nothing of its parent's or siblings' shows."""

from __future__ import annotations

import multiprocessing.process
import os
import random
import signal
import sys
import tempfile
import time
from collections.abc import Iterable, Mapping
from contextlib import suppress
from pathlib import Path

NO_SIGNAL = {signal.SIGKILL, signal.SIGSTOP}
IGNORED_BY_PYTHON = {"SIGPIPE", "SIGXFSZ", "SIGXFZ"}


def become_fresh(
    environment: Mapping[str, str], folder: Path | str, *, stdio: tuple[int, int] | None, keep: Iterable[int] = ()
) -> None:
    """Give this child its own environment, working folder, files, signals and random numbers.

    `stdio` is what to use as standard output and error, None for nothing at all; `keep` stays open too.
    """
    fresh_signals()
    fresh_files(stdio, keep)
    os.environ.clear()
    os.environ.update(environment)
    os.chdir(folder)
    os.umask(0o022)
    tempfile.tempdir = None
    time.tzset()
    fresh_secrets()
    fresh_matplotlib()


def fresh_signals() -> None:
    """A session of its own, every signal as Python has it at its start, none blocked."""
    with suppress(PermissionError):  # already the leader of one
        os.setsid()
    signal.setitimer(signal.ITIMER_REAL, 0)
    for number in signal.valid_signals() - NO_SIGNAL:
        ignored = getattr(number, "name", "") in IGNORED_BY_PYTHON
        with suppress(OSError, ValueError):  # the C library keeps two for itself
            signal.signal(number, signal.SIG_IGN if ignored else signal.SIG_DFL)
    signal.signal(signal.SIGINT, signal.default_int_handler)
    signal.pthread_sigmask(signal.SIG_SETMASK, ())


def fresh_files(stdio: tuple[int, int] | None, keep: Iterable[int]) -> None:
    """Leave open only standard input (nothing), output and error, and the descriptors in `keep`."""
    nothing = os.open(os.devnull, os.O_RDWR)
    os.dup2(nothing, 0)
    for target, source in zip((1, 2), stdio or (nothing, nothing), strict=True):
        os.dup2(source, target)
    low = 3
    for file in sorted({file for file in keep if file > 2}):
        os.closerange(low, file)
        low = file + 1
    os.closerange(low, max(os.sysconf("SC_OPEN_MAX"), low))


def fresh_secrets() -> None:
    """Random numbers and keys that no sibling has. (Python reseeds `random` itself at a fork; numpy does not.)"""
    random.seed()
    multiprocessing.process.current_process().authkey = os.urandom(32)
    numpy_random = sys.modules.get("numpy.random")
    if numpy_random is not None:
        numpy_random.seed()


def fresh_matplotlib() -> None:
    """The backend that this environment names, and the inline one not yet imported.

    A process reads the name when it imports matplotlib; and to import the inline backend is what tells the
    shell that is there at that moment to show figures after a cell.
    """
    matplotlib = sys.modules.get("matplotlib")
    backend = os.environ.get("MPLBACKEND")
    if matplotlib is not None and backend:
        matplotlib.rcParams["backend"] = backend
    if sys.modules.pop("matplotlib_inline.backend_inline", None):
        del sys.modules["matplotlib_inline"].backend_inline
