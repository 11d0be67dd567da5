"""Shows a value to the learner: short, the same on every run, and safe when the value's own `repr` is not."""

from __future__ import annotations

import re
import sys

from ._plain import Stranger, plain

LONGEST = 300
_ITEMS = 20
_ADDRESS = re.compile(r" at 0x[0-9a-fA-F]+")


def show(value: object, limit: int = LONGEST) -> str:
    """Return a text for `value` of at most `limit` characters, without memory addresses."""
    if "numpy" in sys.modules:
        from ._arrays import show_array

        text = show_array(value)
        if text is not None:
            return _cut(text, 3 * limit)
    known = plain(value)
    text = _own_words(value) if isinstance(known, Stranger) else _text(known)
    return _cut(text, limit)


def safe_text(value: object, limit: int = LONGEST) -> str:
    """Return `str(value)`, cut to `limit`, or words about its type when that fails."""
    try:
        text = str.__str__(str(value))
    except BaseException as error:
        if isinstance(error, KeyboardInterrupt):
            raise
        text = Stranger.of(value).words
    return _cut(text, limit)


def _own_words(value: object) -> str:
    stranger = Stranger.of(value).words
    try:
        text = str.__str__(repr(value))
    except BaseException as error:
        if isinstance(error, KeyboardInterrupt):
            raise
        return stranger
    named = text.startswith("<") or stranger.startswith(("a ", "the "))
    return stranger if named else f"{text}, {stranger}"


def _text(value: object, depth: int = 0) -> str:
    kind = type(value)
    if kind is Stranger:
        return f"<{value.words}>"
    if kind is float:
        return _number(value)
    if kind in (list, tuple, set, frozenset, dict) and depth > 4:
        return "…"
    if kind is dict:
        parts = [f"{_text(key, depth + 1)}: {_text(item, depth + 1)}" for key, item in list(value.items())[:_ITEMS]]
        return "{" + _joined(parts, len(value)) + "}"
    if kind in (set, frozenset):
        # The order of a set changes from run to run; a report must not.
        parts = sorted(_text(item, depth + 1) for item in value)
        return "{" + _joined(parts[:_ITEMS], len(value)) + "}" if value else f"{kind.__name__}()"
    if kind in (list, tuple):
        text = _joined([_text(item, depth + 1) for item in value[:_ITEMS]], len(value))
        if kind is list:
            return f"[{text}]"
        return f"({text},)" if len(value) == 1 else f"({text})"
    if kind in (str, bytes) and len(value) > LONGEST:
        return repr(value[:LONGEST]) + "…"
    if kind is int and value.bit_length() > 4 * LONGEST:
        return f"a whole number of {value.bit_length()} bits"
    return repr(value)


def _number(value: float) -> str:
    text = repr(value)
    return text if len(text) <= 12 else f"{value:.10g}"


def _joined(parts: list[str], total: int) -> str:
    more = [f"… {total} in all"] if total > len(parts) else []
    return ", ".join(parts + more)


def _cut(text: str, limit: int) -> str:
    text = _ADDRESS.sub("", text)
    return text if len(text) <= limit else text[: limit - 1] + "…"
