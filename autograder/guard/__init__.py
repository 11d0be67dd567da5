"""Making forgery show: what an executor runs in place of a notebook, and what its outputs tell.

    guard(notebook)   a Guarded: the notebook with a witness before it and canaries in its check cells
    Guarded.examine   what came back, as if nothing had been added, and the first sign of forgery

A learner's code runs in the same process as the checks on it, so it can do to them whatever it likes. What it can't
do is to know what will be asked: which sub-checks of this run must fail, and what a seal has to say.
"""

from __future__ import annotations

from importlib import import_module
from typing import Any

__all__ = ["Examined", "Guarded", "guard", "is_added", "start_error"]


def __getattr__(name: str) -> Any:
    """What is on the side outside is imported when it is asked for: inside, nothing else may be."""
    if name in __all__:
        return getattr(import_module("autograder.guard.guarded"), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
