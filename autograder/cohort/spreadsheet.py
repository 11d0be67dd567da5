"""Tables that are safe to open in a spreadsheet: no cell is taken for a formula, none breaks a row."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence

# A spreadsheet calculates what begins so, after blanks too; some take the full-width signs for the same.
BEGINS_A_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "\uff1d", "\uff0b", "\uff0d", "\uff20")


def table(columns: Sequence[str], rows: Iterable[Sequence[object]]) -> str:
    """The table as CSV."""
    text = io.StringIO(newline="")
    # with another line end, a carriage return in a cell would not be quoted, and end the row
    csv.writer(text, lineterminator="\r\n").writerows([columns, *([cell(value) for value in row] for row in rows)])
    return text.getvalue()


def cell(value: object) -> str:
    """The value as text; a word that a spreadsheet would calculate is made a word again by an apostrophe.

    >>> cell("=1+1"), cell(-0.5), cell(None)
    ("'=1+1", '-0.5', '')
    """
    if value is None:
        return ""
    if isinstance(value, str) and (value.startswith(BEGINS_A_FORMULA) or value.lstrip().startswith(BEGINS_A_FORMULA)):
        return f"'{value}"
    return str(value)
