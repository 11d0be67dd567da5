"""Where in a TOML text a table or a key stands; tomllib does not tell."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterable

HEADER = re.compile(r"\s*\[\[?\s*([^\]]+?)\s*\]\]?\s*(#.*)?$")


class Lines:
    """The line numbers of a TOML text's tables and keys."""

    def __init__(self, text: str):
        self._lines = text.splitlines()

    def of(self, table: str, index: int = 0, key: str | None = None) -> int:
        """The 1-based line of `key` in the `index`-th table of that name, or of the table, or 1."""
        start = self._header(table, index)
        if start is None:
            return 1
        if key is not None:
            wanted = re.compile(rf"\s*[\"']?{re.escape(key)}[\"']?\s*=")
            for number in range(start + 1, len(self._lines) + 1):
                if HEADER.match(self._lines[number - 1]):
                    break
                if wanted.match(self._lines[number - 1]):
                    return number
        return start

    def last(self) -> int:
        return len(self._lines)

    def _header(self, table: str, index: int) -> int | None:
        seen = -1
        for number, line in enumerate(self._lines, start=1):
            match = HEADER.match(line)
            if match and match.group(1) == table:
                seen += 1
                if seen == index:
                    return number
        return None


def like(word: str, known: Iterable[str]) -> str:
    """The nearest known word as a question, or the known ones where none is near."""
    near = difflib.get_close_matches(word, list(known), 1)
    return f"; do you mean {near[0]!r}?" if near else f"; known are: {', '.join(sorted(known)) or 'none'}"
