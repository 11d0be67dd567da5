"""Writing files so that a crash, a kill or a full disk leaves the old text whole."""

from __future__ import annotations

import contextlib
import os
import tempfile
from pathlib import Path


def write_atomically(path: Path | str, content: str | bytes) -> None:
    """Replace the file at `path` by `content` in one step; on any error the old file stays as it was."""
    path = Path(path)
    mode = path.stat().st_mode & 0o777 if path.exists() else _new_file_mode()
    beside = _written_beside(path, content, mode)
    try:
        beside.replace(path)
    finally:
        beside.unlink(missing_ok=True)


def create_once(path: Path | str, content: str | bytes) -> bool:
    """Write `content` to `path` only where nothing is there yet; return whether it was written.

    The file appears whole or not at all, and two processes that try at once can't both succeed.
    """
    path = Path(path)
    if path.exists():
        return False
    beside = _written_beside(path, content, _new_file_mode())
    try:
        path.hardlink_to(beside)
    except FileExistsError:
        return False
    except OSError:  # a file system without hard links (exFAT, some network drives)
        if path.exists():
            return False
        beside.replace(path)
    finally:
        beside.unlink(missing_ok=True)
    return True


def append_line(path: Path, line: str) -> None:
    """Add a line to the file in one write, so that two windows can't mix their lines.

    Where the last line was cut off, as by a power cut, the new one begins below it.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    file = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o644)
    try:
        data = path.read_bytes()
        begin = "\n" if data and not data.endswith(b"\n") else ""
        os.write(file, f"{begin}{line}\n".encode())
    finally:
        os.close(file)


def set_aside(path: Path) -> Path:
    """Rename the file to one that no reader takes for a result; return where it is now."""
    number = 1
    while (beside := path.with_name(f"{path.name}.damaged-{number}")).exists():
        number += 1
    with contextlib.suppress(OSError):  # on a read-only disk it stays, and is named all the same
        path.rename(beside)
        return beside
    return path


def _written_beside(path: Path, content: str | bytes, mode: int) -> Path:
    """A new file in the same folder that holds all of `content`, safely on the disk."""
    data = content.encode("utf-8") if isinstance(content, str) else content
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(prefix=f".{path.name}.", suffix=".new", dir=path.parent)
    beside = Path(name)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        beside.chmod(mode)
    except BaseException:
        beside.unlink(missing_ok=True)
        raise
    return beside


def _new_file_mode() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return 0o666 & ~mask
