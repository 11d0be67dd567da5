"""What runs the cells: the running IPython as it was, whose code a function is, and hooks that are called in a check.

Its text is run inside, in front of that of witness.py, so it imports nothing of ours.
"""

from __future__ import annotations

import gc
import os
import sys
from operator import is_
from pathlib import Path
from signal import getsignal, valid_signals
from types import FunctionType

from autograder.guard.remembered import OURS, hiding

# Attributes of the running shell by which a cell becomes outputs; an instance may hide its class's method.
SHELL_PARTS = ("displayhook", "display_pub", "display_formatter", "compile", "input_transformer_manager", "CustomTB")
SHOWING = ("displayhook", "display_pub", "display_formatter", "compile")
TRANSFORMS = ("cleanup_transforms", "line_transforms", "token_transformers")
SIGNALS = sorted(valid_signals())


def library_folders():
    """Where code lies that no learner wrote."""
    yield Path(os.__file__).parent
    yield from (path for path in sys.path if Path(path).name in ("site-packages", "dist-packages"))
    yield from (Path(sys.modules[name].__file__).parent for name in OURS if name in sys.modules)


def remember_shell(w):
    shell = w.shell
    kernel = getattr(shell, "kernel", None)
    owners = (shell, kernel, getattr(kernel, "session", None), *(getattr(shell, name) for name in SHOWING))
    w.owners = [owner for owner in owners if owner is not None]
    w.parts = [(name, getattr(shell, name, None)) for name in SHELL_PARTS]
    w.hidden_methods = [hiding(owner) for owner in w.owners]
    w.transforms = _transforms(shell)


def touched_hooks(w):
    """What is called in the midst of a check, at a moment that it chooses: it is given frames, or can race."""
    names = ["gc.callbacks"] if any(foreign(w, hook) for hook in gc.callbacks) else []
    if w.checking and any(foreign(w, getsignal(number)) for number in SIGNALS):
        names.append("a signal handler")
    return names


def touched_shell(w):
    shell = w.shell
    names = [f"shell.{name}" for name, part in w.parts if getattr(shell, name, None) is not part]
    for owner, before in zip(w.owners, w.hidden_methods, strict=True):
        names += [f"{type(owner).__name__}.{name}" for name in sorted(hiding(owner) - before)]
    now = _transforms(shell)
    if any(len(a) != len(b) or not all(map(is_, a, b)) for a, b in zip(now, w.transforms, strict=True)):
        names.append("input or syntax tree transformers")
    if shell.custom_exceptions:
        names.append("custom exception handlers")
    for event, hooks in shell.events.callbacks.items():
        names += [f"a hook on {event}" for hook in hooks if foreign(w, hook)]
    formatter = shell.display_formatter
    for part in (formatter.mimebundle_formatter, formatter.ipython_display_formatter):
        kinds = [kind for kind in part.type_printers if getattr(kind, "__module__", "").startswith(OURS)]
        kinds += [kind for kind in part.deferred_printers if str(kind[0]).startswith(OURS)]
        names += [f"how {kind} is shown" for kind in kinds]
    return names


def _transforms(shell):
    manager = shell.input_transformer_manager
    lists = [shell.ast_transformers, shell.input_transformers_post]
    lists += [getattr(manager, name) for name in TRANSFORMS]
    return [list(some) for some in lists]


def trusts(w, filename) -> bool:
    """Whether a file is a library's; a name that begins with a library's folder may still lead out of it."""
    return filename.startswith(w.trusted) and f"{os.sep}.." not in filename


def foreign(w, hook) -> bool:
    """Whether a callback is code of the notebook's own."""
    hook = getattr(hook, "__func__", getattr(hook, "func", hook))
    return type(hook) is FunctionType and not trusts(w, hook.__code__.co_filename)
