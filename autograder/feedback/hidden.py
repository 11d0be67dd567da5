"""What no page may tell: the text of hidden tests.

A learner's code runs beside the checks, so it may read their text and print it. Outputs and values that hold a
line of it are left out. It is a fence against copying, not a proof: code can print a text in disguise. Where that
matters, hand out feedback once everybody has handed in, or without outputs.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from typing import Any

from autograder.feedback.sanitise import joined
from course.checks._place import HIDDEN_BEGINS, HIDDEN_ENDS

SHORTEST = 14  # letters and digits of a line that is worth hiding; `)` and `x = 1` are everywhere
TOLD = ("says", "help")  # what a hidden sub-check may say
LEFT_OUT = "(left out: it holds text of the course's checks)"


@dataclass(frozen=True)
class HiddenText:
    """The hidden lines of a lesson by their letters and digits, so that quotes and spaces make no difference."""

    lines: frozenset[str]

    @classmethod
    def of(cls, solved: Iterable[Mapping[str, Any]], released: Iterable[Mapping[str, Any]]) -> HiddenText:
        """Those of a solved lesson's cells, without what stands in the released notebook too."""
        known = _letters("\n".join(joined(cell["source"]) for cell in released))
        lines = {_letters(line) for cell in solved for line in _hidden_lines(joined(cell["source"]))}
        marks = {_letters(HIDDEN_BEGINS), _letters(HIDDEN_ENDS)}  # what shows them shows a check's own text
        return cls(frozenset(line for line in lines | marks if len(line) >= SHORTEST and line not in known))

    def is_in(self, text: str) -> bool:
        if len(text) < SHORTEST:
            return False
        letters = _letters(text)
        escaped = _letters(re.sub(r"\\[nrt]", " ", text))  # as `repr` writes a text of several lines
        return any(line in letters or line in escaped for line in self.lines)

    def without(self, text: str) -> str:
        """The text, or words in its place where it tells a hidden line."""
        return LEFT_OUT if self.is_in(text) else text


def _letters(text: str) -> str:
    return re.sub(r"[\W_]+", "", text)


def _hidden_lines(source: str) -> list[str]:
    lines, inside = [], False
    for line in _without_messages(source).splitlines():
        if line.strip() in (HIDDEN_BEGINS, HIDDEN_ENDS):
            inside = line.strip() == HIDDEN_BEGINS
        elif inside:
            lines.append(line)
    return lines


def _without_messages(source: str) -> str:
    """The source with the messages of its sub-checks blanked out."""
    lines = [line.encode("utf-8") for line in source.splitlines()]
    with suppress(SyntaxError, ValueError):
        for node in ast.walk(ast.parse(source)):
            if isinstance(node, ast.keyword) and node.arg in TOLD:
                assert node.end_lineno is not None and node.end_col_offset is not None
                for number in range(node.lineno, node.end_lineno + 1):
                    line = lines[number - 1]
                    begin = node.col_offset if number == node.lineno else 0
                    end = node.end_col_offset if number == node.end_lineno else len(line)
                    lines[number - 1] = line[:begin] + b" " * (end - begin) + line[end:]
    return "\n".join(line.decode("utf-8", "replace") for line in lines)
