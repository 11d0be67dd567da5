"""Running a stranger's notebook where it can do no harm.

    Limits            how much a submission may use
    Sandbox, Room     the narrow seam that a backend fills: bubblewrap, a container, none, a fake
    run_notebook      drives a notebook through a new room and returns an Execution
    SandboxExecutor   the same as grading's Executor
    sandbox_named     a backend by the name that the command line takes

Names that need more than the standard library are imported when they are first asked for.
"""

from __future__ import annotations

import sys
from importlib import import_module
from typing import Any

from autograder.sandbox.base import Refusal, Room, Sandbox, SandboxUnavailable
from autograder.sandbox.limits import Limits, Stop, Usage

_BACKENDS = {
    "bubblewrap": ("autograder.sandbox.bubblewrap", "BubblewrapSandbox"),
    "docker": ("autograder.sandbox.container", "docker"),
    "podman": ("autograder.sandbox.container", "podman"),
    "none": ("autograder.sandbox.unsafe", "UnsafeSandbox"),
}
_LATER = {
    "Execution": "autograder.sandbox.supervise",
    "run_notebook": "autograder.sandbox.supervise",
    "SandboxExecutor": "autograder.sandbox.executor",
}
NAMES = tuple(_BACKENDS)

__all__ = [
    "NAMES", "Execution", "Limits", "Refusal", "Room", "Sandbox", "SandboxExecutor", "SandboxUnavailable", "Stop",
    "Usage", "default_name", "run_notebook", "sandbox_named",
]  # fmt: skip


def default_name() -> str:
    """The sandbox of this platform: bubblewrap on Linux, a container elsewhere."""
    return "bubblewrap" if sys.platform == "linux" else "docker"


def sandbox_named(name: str | None = None) -> Sandbox:
    """Return the backend of this name (one of NAMES; this platform's by default); call require() before use.

    "none" has no walls: only for someone who has asked for it in so many words.
    """
    name = name or default_name()
    if name not in _BACKENDS:
        raise SandboxUnavailable(f"there is no sandbox {name!r}", next_step=f"choose one of {', '.join(NAMES)}")
    module, maker = _BACKENDS[name]
    return getattr(import_module(module), maker)()


def __getattr__(name: str) -> Any:
    if name in _LATER:
        return getattr(import_module(_LATER[name]), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
