"""A package that jsonschema imports if it can, which takes a second: for a check of web addresses that nobody asks for.

nbformat imports jsonschema, so nearly every command would wait for it, and every process that grades.
"""

from __future__ import annotations

import sys

NAME = "rfc3987_syntax"


def leave_out() -> None:
    """Have this process take the package for one that is not installed."""
    sys.modules.setdefault(NAME, None)  # type: ignore[arg-type]  how Python marks what must not be imported


def let_in() -> None:
    """Undo that, for code that may ask for the package itself."""
    if sys.modules.get(NAME, NAME) is None:
        del sys.modules[NAME]
