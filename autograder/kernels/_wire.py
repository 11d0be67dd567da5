"""One JSON object a packet, with open files beside it: how the warm process is spoken to."""

from __future__ import annotations

import json
import socket
from collections.abc import Sequence
from typing import Any

MAX_PACKET = 1 << 20
MAX_FILES = 8


def send(link: socket.socket, message: dict[str, Any], files: Sequence[int] = ()) -> None:
    socket.send_fds(link, [json.dumps(message).encode()], list(files))


def receive(link: socket.socket) -> tuple[dict[str, Any] | None, list[int]]:
    """The next message and its open files; None when the other side is gone."""
    data, files, _flags, _address = socket.recv_fds(link, MAX_PACKET, MAX_FILES)
    return (json.loads(data) if data else None), files
