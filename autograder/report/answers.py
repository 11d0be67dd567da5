"""Learners' answers as examples: alike ones counted once, without names and remarks."""

from __future__ import annotations

import ast
import hashlib
import re
import warnings
from collections.abc import Iterable, Mapping
from functools import lru_cache
from typing import Any

from autograder.feedback.sanitise import plain

MOST_CODE = 1_500  # characters of one example
REMARK = re.compile(r"[ \t]*#.*$", re.MULTILINE)
HIDDEN_NAME = "…"


def answer_of(cells: Iterable[Mapping[str, Any]]) -> str:
    """What a learner wrote in the cells of an exercise, one below the other."""
    return "\n".join(cell["source"] for cell in cells if cell["cell_type"] == "code")


@lru_cache(maxsize=4096)
def normalised(code: str) -> str:
    """The code without remarks, and spaces and quotes all in one way, so that alike answers are equal."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", SyntaxWarning)
            return ast.unparse(ast.parse(code))
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        lines = (line.rstrip() for line in REMARK.sub("", code).splitlines())
        return "\n".join(line for line in lines if line)


def digest(code: str) -> bytes:
    """Eight bytes that are equal for alike answers."""
    return hashlib.blake2b(normalised(code).encode("utf-8", "replace"), digest_size=8).digest()


def anonymous(code: str, learner: str) -> str:
    """An answer to show to others: normalised, without the learner's id, cut to a bearable length."""
    shown = normalised(code)
    if len(learner) > 2:
        shown = re.sub(re.escape(learner), HIDDEN_NAME, shown, flags=re.IGNORECASE)
    return plain(shown, MOST_CODE)
