"""One set-up at a time in one folder."""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from course.setup.faults import explain_os

NAME = ".venv.claim"


@contextmanager
def claim(root: Path, say: Callable[[str], None], pause: float = 0.3) -> Iterator[tuple[int, ...]]:
    """Hold the folder's claim, after waiting for whoever holds it; yields the file descriptors to hand on.

    The operating system lets go of the claim when its last holder ends, however it ends, so there is no stale one.
    Programs that get the descriptors hold it too: an installer that outlives a killed `start` is waited for.
    """
    path = root / NAME
    try:
        handle = os.open(path, os.O_RDWR | os.O_CREAT, 0o666)
    except OSError as error:
        raise explain_os(error, root) from None
    try:
        waited = False
        while not _taken(handle):
            if not waited:
                say("Another set-up is at work in this folder; waiting until it is done.")
                waited = True
            time.sleep(pause)
        yield () if os.name == "nt" else (handle,)
    finally:
        os.close(handle)


if os.name == "nt":
    import msvcrt

    def _taken(handle: int) -> bool:
        try:
            msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)
        except OSError:
            return False
        return True

else:
    import errno
    import fcntl

    def _taken(handle: int) -> bool:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        except OSError as error:
            if error.errno not in (errno.ENOLCK, errno.ENOSYS, errno.EOPNOTSUPP):
                raise
        return True  # also on a network drive that has no locks: then there is none to wait for
