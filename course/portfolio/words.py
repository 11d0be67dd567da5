"""A learner's text as evidence keeps it: trimmed, of a length that fits the page, or still to be written."""

from __future__ import annotations

from typing import Any

from course.errors import PortfolioError

OPEN = {"...", "…"}


def kept_text(value: Any, name: str, *, limit: int, needed: bool = False, lines: bool = False) -> str:
    """`value` without white space around it, on one line unless `lines`; PortfolioError calls it `name`."""
    if not isinstance(value, str):
        raise PortfolioError(f"{name} must be text, not {type(value).__name__}")
    text = value.strip().replace("\r\n", "\n")
    if not lines:
        text = " ".join(text.split())
    if needed and not text:
        raise PortfolioError(f"{name} is empty", next_step=f"write {name} in your own words")
    if len(text) > limit:
        raise PortfolioError(f"{name} has {len(text):,} letters; at most {limit:,} fit the page")
    return text


def is_open(value: Any) -> bool:
    """Whether a learner has still to write this: it is `...`, or a text of three dots, as a starter has it."""
    return value is ... or (isinstance(value, str) and value.strip() in OPEN)
