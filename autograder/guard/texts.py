"""What runs inside, where no module leads to it: two texts, what stands around the checks and what watches.

A process that is going to run many notebooks calls codes() before the first; elsewhere the texts travel in a cell.
"""

from __future__ import annotations

import base64
import re
import zlib
from functools import lru_cache
from pathlib import Path
from types import CodeType

HERE = Path(__file__).parent
AROUND = ("around",)
WATCHING = ("remembered", "passes", "running", "whose", "hiding", "witness")  # each before those that import it
FILENAME = "<frozen witness>"
OURS_IMPORTED = re.compile(r"^from (?:__future__|autograder\.\S+) import (?:\([^)]*\)|.*)$", re.MULTILINE)


def texts() -> tuple[str, str]:
    """What stands around the checks, and what watches; each file's imports of the others are left out."""
    return _together(AROUND), _together(WATCHING)


def _together(names: tuple[str, ...]) -> str:
    first, *others = ((HERE / f"{name}.py").read_text(encoding="utf-8") for name in names)
    return "\n".join([first, *(OURS_IMPORTED.sub("", text) for text in others), ""])


@lru_cache(maxsize=1)
def codes() -> tuple[CodeType, CodeType]:
    """The same, compiled."""
    around, watching = (compile(text, FILENAME, "exec") for text in texts())
    return around, watching


@lru_cache(maxsize=1)
def packed() -> str:
    """Both texts in letters that need no escape, since IPython looks at every character of a cell several times."""
    return base64.b64encode(zlib.compress("\0".join(texts()).encode(), 9)).decode("ascii")
