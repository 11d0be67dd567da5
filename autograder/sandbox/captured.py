"""Standard output and error of a notebook: what Python prints, and what anything else writes to 1 and 2."""

from __future__ import annotations

import codecs
import io
import os
import threading
from collections.abc import Callable
from pathlib import Path

FLUSH_AT = 1 << 14  # characters


class CapturedStream(io.TextIOBase):
    """Gives its text, in the order in which it was written, to `publish(name, text)` when it is flushed.

    Descriptor `number` becomes an unlinked file in `folder`, so that what a C library or a child process
    writes is there the moment it is written, without a thread that would have to read a pipe.
    """

    encoding = "UTF-8"
    errors = "replace"

    def __init__(self, name: str, number: int, publish: Callable[[str, str], None], folder: Path | str):
        self.name = name
        self._number, self._publish = number, publish
        self._owner = os.getpid()
        self._lock = threading.RLock()
        self._parts: list[str] = []
        self._length = self._read = 0
        self._decoder = codecs.getincrementaldecoder("utf-8")("replace")
        path = Path(folder) / f".{name}"
        file = os.open(path, os.O_RDWR | os.O_CREAT | os.O_APPEND | os.O_TRUNC, 0o600)
        path.unlink()
        os.dup2(file, number)
        self._file = file

    def fileno(self) -> int:
        return self._number

    def writable(self) -> bool:
        return True

    def isatty(self) -> bool:
        return False

    def write(self, text: str) -> int:
        if not isinstance(text, str):
            raise TypeError(f"write() argument must be str, not {type(text)}")
        if os.getpid() != self._owner:  # in a process that the notebook forked
            os.write(self._number, text.encode("utf-8", "replace"))
            return len(text)
        with self._lock:
            self._absorb()
            self._add(text)
        return len(text)

    def writelines(self, lines) -> None:
        for line in lines:
            self.write(line)

    def flush(self) -> None:
        if os.getpid() != self._owner:
            return
        with self._lock:
            self._absorb()
            self._pass_on()

    def _absorb(self) -> None:
        """Add what was written to the descriptor since the last look."""
        try:
            size = os.fstat(self._file).st_size
            while self._read < size:
                data = os.pread(self._file, min(size - self._read, 1 << 16), self._read)
                if not data:
                    break
                self._read += len(data)
                self._add(self._decoder.decode(data))
        except OSError:  # the notebook closed it
            return

    def _add(self, text: str) -> None:
        self._parts.append(text)
        self._length += len(text)
        if self._length >= FLUSH_AT:
            self._pass_on()

    def _pass_on(self) -> None:
        text = "".join(self._parts)
        self._parts.clear()
        self._length = 0
        if text:
            self._publish(self.name, text)
