"""A sandbox for tests of what uses one: it runs nothing, and answers each cell as it is told to."""

from __future__ import annotations

import json
import os
import threading
from collections.abc import Callable, Mapping
from contextlib import suppress
from typing import Any, ClassVar

from autograder.sandbox.base import Refusal, Room, Sandbox
from autograder.sandbox.frames import Inlet, encode
from autograder.sandbox.limits import Limits, Usage

Answer = Callable[[str], list[dict[str, Any]]]


class FakeSandbox(Sandbox):
    """`answer(source)` gives the replies to a cell, as replies.py names them, without the last one, `done`.

    A reply that is bytes is sent as it is; an answer that raises EOFError ends the room as a dead kernel does.
    `usage` is what its rooms are seen to use, `interrupted` counts the interruptions.
    """

    name: ClassVar[str] = "fake"

    def __init__(self, answer: Answer | None = None, *, refusal: Refusal | None = None, usage: Usage | None = None):
        self.answer = answer or (lambda source: [])
        self._refusal = refusal
        self.usage = usage or Usage()
        self.interrupted = 0

    def preflight(self) -> Refusal | None:
        return self._refusal

    def room(self, limits: Limits, environment: Mapping[str, str]) -> Room:
        return _FakeRoom(self)


class _FakeRoom(Room):
    def __init__(self, sandbox: FakeSandbox):
        self._sandbox = sandbox
        self._in, self.requests = os.pipe()
        self.replies, self._out = os.pipe()
        self._thread = threading.Thread(target=self._talk, daemon=True)
        self._thread.start()

    def _talk(self) -> None:
        inlet = Inlet(1 << 30)
        with suppress(EOFError, OSError):
            while data := os.read(self._in, 1 << 16):
                for frame in inlet.feed(data):
                    for reply in self._replies(frame):
                        os.write(self._out, reply if isinstance(reply, bytes) else encode(reply))
        os.close(self._out)

    def _replies(self, frame: bytes) -> list[Any]:
        request = json.loads(frame)
        if request["do"] == "begin":
            return [{"kind": "ready"}]
        if request["do"] == "collect":
            return [{"kind": "files", "files": {}}]
        done = {"kind": "done", "cell": request["cell"], "execution_count": request["cell"] + 1}
        return [*self._sandbox.answer(request["source"]), done]

    def interrupt(self) -> None:
        self._sandbox.interrupted += 1

    def usage(self) -> Usage:
        return self._sandbox.usage

    def close(self) -> int | None:
        for name in ("requests", "replies"):
            file = getattr(self, name)
            if file >= 0:
                os.close(file)
                setattr(self, name, -1)
        return None
