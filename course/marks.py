"""The two marks of an author's sentence: `code` between backticks, and *stress* between asterisks."""

from __future__ import annotations

import re
from html import escape

_MARKS = re.compile(r"`([^`]+)`|(?<![\w*])\*(\w(?:[^*`]*\w)?)\*(?![\w*])")


def as_html(text: str, code: str = "<code>") -> str:
    """The sentence as HTML, escaped; `code` is the tag that opens what is set as code."""
    return _MARKS.sub(lambda found: f"{code}{found[1]}</code>" if found[1] else f"<em>{found[2]}</em>", escape(text))


def as_text(text: str) -> str:
    """The sentence for a terminal: backticks stay, since they show where code ends, and stress is left out."""
    return _MARKS.sub(lambda found: found[0] if found[1] else found[2], text)
