"""The door of a workspace's resident checker: a socket file that only its owner can open."""

from __future__ import annotations

import json
import os
import socket
import struct
from contextlib import closing, suppress
from pathlib import Path
from typing import Any

MARK = ".course"  # as course.workspace has it
NAME, LOCK = "checker.sock", "checker.lock"
MOST_BYTES = 80_000_000


def has_doors() -> bool:
    """Whether this system has what a door needs."""
    return hasattr(socket, "AF_UNIX") and hasattr(socket, "SO_PEERCRED") and Path("/proc/self/fd").is_dir()


def listen(workspace: Path) -> socket.socket:
    """A listening socket in the workspace; one that was left behind goes. The caller holds the lock."""
    door = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
    old_mask = os.umask(0o177)
    try:
        with _Folder(workspace) as folder:
            Path(f"{folder}/{NAME}").unlink(missing_ok=True)
            door.bind(f"{folder}/{NAME}")
        door.listen(8)
    except BaseException:
        door.close()
        raise
    finally:
        os.umask(old_mask)
    return door


def knock(workspace: Path, *, seconds: float) -> socket.socket | None:
    """A connection to the resident of a workspace, which is this user's own process; None where there is none."""
    link = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
    link.settimeout(seconds)
    try:
        with _Folder(workspace) as folder:
            link.connect(f"{folder}/{NAME}")
        if is_own(link):
            return link
    except OSError:
        pass
    link.close()
    return None


def is_own(link: socket.socket) -> bool:
    """Whether the process at the other end belongs to this user."""
    told = link.getsockopt(socket.SOL_SOCKET, socket.SO_PEERCRED, struct.calcsize("3i"))
    return struct.unpack("3i", told)[1] == os.geteuid()


def say(link: socket.socket, message: dict[str, Any]) -> None:
    link.sendall(json.dumps(message).encode("utf-8") + b"\n")


def hear(link: socket.socket) -> dict[str, Any] | None:
    """The next message; None where the other side is gone, silent for too long, or talks nonsense."""
    with suppress(OSError, ValueError), closing(link.makefile("rb")) as lines:
        line = lines.readline(MOST_BYTES)
        message = json.loads(line) if line.endswith(b"\n") else None
        return message if isinstance(message, dict) else None
    return None


class _Folder:
    """A short name for the workspace's own folder: a socket's path has 107 characters at most."""

    def __init__(self, workspace: Path):
        self._path = workspace / MARK

    def __enter__(self) -> str:
        self._file = os.open(self._path, os.O_RDONLY | os.O_DIRECTORY)
        return f"/proc/self/fd/{self._file}"

    def __exit__(self, *_: object) -> None:
        os.close(self._file)
