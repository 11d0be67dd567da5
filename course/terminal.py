"""Text for a terminal of any width, with or without colour, and for a file when there is no terminal."""

from __future__ import annotations

import io
import re
import sys

from rich.console import Console
from rich.text import Text

CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")
SMALLEST = 10


class Page:
    """Prints lines with a hanging indent; a file gets each line whole, a terminal gets it wrapped.

    What a learner's code put into a value can't move the cursor, colour text or turn its direction: control
    characters show as a question mark. Colours follow NO_COLOR and the terminal, and never tell more than the
    words do.
    """

    def __init__(self, console: Console | None = None):
        if console is None and isinstance(sys.stdout, io.TextIOWrapper):
            sys.stdout.reconfigure(errors="replace")  # a Windows code page lacks most letters of the world
        self.console = console or Console(highlight=False)

    @property
    def width(self) -> int:
        return self.console.width if self.console.is_terminal else 10_000

    def line(self, words: str = "", style: str = "", *, label: str = "", indent: int = 0) -> None:
        """Print one paragraph: `label` in `style`, then `words`, all but the first line indented below the words."""
        indent = min(indent, self.width // 4)
        text, lead = Text(safe(words), style="" if label else style), Text(" " * indent)
        hang = indent + len(label)
        if hang <= self.width // 2:
            lead.append(label, style)
        else:  # too narrow for a column of labels: the words run on behind theirs
            text, hang = Text.assemble((label, style), text), indent + 2
        room = max(self.width - hang, SMALLEST)
        for part in text.wrap(self.console, room, no_wrap=not self.console.is_terminal) or [Text()]:
            part.rstrip()
            whole = Text.assemble(lead, part)
            whole.rstrip()
            self.console.print(whole, soft_wrap=True)
            lead = Text(" " * hang)


def safe(words: str) -> str:
    """The words without control characters; line ends and tabs stay."""
    return CONTROL.sub("?", words)


def count(number: int, one: str, many: str | None = None) -> str:
    """ "1 lesson", "2 lessons", "1,200 lessons"."""
    return f"{number:,} {one if number == 1 else many or one + 's'}"
