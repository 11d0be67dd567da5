"""The narrow seam: a sandbox makes rooms, and a room is a runner of cells behind walls.

A backend is a `Sandbox` and a `Room`; what is said to a room, what is believed of its replies and when it is
ended is the same for all of them (supervise.py).
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Mapping
from dataclasses import dataclass
from typing import ClassVar

from autograder.errors import GraderBroke
from autograder.sandbox.limits import Limits, Usage


@dataclass(frozen=True)
class Refusal:
    """Why this machine can't give a sandbox, and what to install or switch on."""

    what: str
    next_step: str


class SandboxUnavailable(GraderBroke):
    """The sandbox that was asked for can't be had here; without one nothing of a learner's is run."""


class Room(ABC):
    """A runner that waits for its first request; what is written to `requests` it does, `replies` is its answer.

    Both are file descriptors that close() closes. The room's end of `replies` is closed when its runner ends.
    """

    requests: int
    replies: int

    @abstractmethod
    def interrupt(self) -> None:
        """Send the notebook what Ctrl-C sends."""

    @abstractmethod
    def usage(self) -> Usage:
        """What everything in the room uses now; zeros where it can't be known."""

    def stands(self) -> bool:
        """Whether its runner is still there, as far as that can be told."""
        return True

    @abstractmethod
    def close(self) -> int | None:
        """End everything in the room and return how its runner ended, as subprocess does, where that is known."""

    def __enter__(self) -> Room:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()


class Sandbox(ABC):
    """Makes rooms. `safe` says whether its walls hold against code that wants to get out."""

    name: ClassVar[str]
    safe: ClassVar[bool] = True

    @abstractmethod
    def preflight(self) -> Refusal | None:
        """Try it, and say why it can't be used here; None where it can."""

    @abstractmethod
    def room(self, limits: Limits, environment: Mapping[str, str]) -> Room:
        """Open a room with an empty work folder. GraderBroke where that fails.

        A room may end with the thread that opened it, so it is used there.
        """

    def close(self) -> None:  # noqa: B027  most backends keep nothing
        """End what the sandbox keeps running between rooms."""

    def require(self) -> None:
        """Raise SandboxUnavailable, with what to do about it, where preflight refuses."""
        refusal = self.preflight()
        if refusal is not None:
            raise SandboxUnavailable(refusal.what, where=f"sandbox {self.name}", next_step=refusal.next_step)

    def __enter__(self) -> Sandbox:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()
