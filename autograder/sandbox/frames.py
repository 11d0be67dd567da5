"""JSON objects over a byte stream, each behind its length: four bytes, the lowest last."""

from __future__ import annotations

import json
import os
import select
import struct
from typing import Any

HEAD = struct.Struct(">I")


class FrameTooLong(Exception):
    """The other side announced more than it may send at once."""


def encode(message: dict[str, Any]) -> bytes:
    """The bytes of a message. What is not text (half a surrogate pair) becomes a question mark."""
    body = json.dumps(message, ensure_ascii=False, separators=(",", ":"), default=str).encode("utf-8", "replace")
    return HEAD.pack(len(body)) + body


def write_all(file: int, data: bytes) -> None:
    """Write to a blocking descriptor, however many calls that takes."""
    view = memoryview(data)
    while view:
        view = view[os.write(file, view) :]


class Inlet:
    """Takes whatever bytes have come and gives whole frames; FrameTooLong beyond `longest` bytes."""

    def __init__(self, longest: int):
        self.longest = longest
        self._bytes = bytearray()

    def feed(self, data: bytes) -> list[bytes]:
        self._bytes += data
        frames = []
        while len(self._bytes) >= HEAD.size:
            (length,) = HEAD.unpack_from(self._bytes)
            if length > self.longest:
                raise FrameTooLong
            if len(self._bytes) < HEAD.size + length:
                break
            frames.append(bytes(self._bytes[HEAD.size : HEAD.size + length]))
            del self._bytes[: HEAD.size + length]
        return frames


class Outlet:
    """Writes to a descriptor whose reader may have stopped reading, without ever waiting for it."""

    def __init__(self, file: int):
        self.file = file
        self._waiting = bytearray()
        os.set_blocking(file, False)

    @property
    def pending(self) -> bool:
        return bool(self._waiting)

    def put(self, message: dict[str, Any]) -> None:
        self._waiting += encode(message)
        self.push()

    def push(self) -> None:
        """Write what fits. A reader that is gone is noticed by its own end of file, not here."""
        while self._waiting and select.select([], [self.file], [], 0)[1]:
            try:
                written = os.write(self.file, self._waiting[: 1 << 16])
            except BlockingIOError:
                return
            except OSError:
                self._waiting.clear()
                return
            del self._waiting[:written]
