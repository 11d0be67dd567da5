"""One thing that a gate found wrong."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Finding:
    """`what` is wrong at `line` of the lesson's text, and the `next_step` for its author."""

    line: int
    what: str
    next_step: str

    def __str__(self) -> str:
        return f"line {self.line}: {self.what}\n    {self.next_step}"
