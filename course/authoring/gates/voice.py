"""Gate: no word that makes a reader who struggles feel small, no stock names, no shouting."""

from __future__ import annotations

import ast
import re

from course.authoring.gates._plots import parsed
from course.authoring.gates._prose import is_prose, prose
from course.authoring.gates.finding import Finding
from course.authoring.gates.studied import Studied
from course.authoring.text import Cell

# "bar" is a word of every chart, so it is wrong beside "foo" alone.
WORDS = (
    (
        re.compile(r"(?i)\b(simply|obviously|easy|easily|of\s+course)\b"),
        "leave it out: to a reader who struggles it says the opposite",
    ),
    (re.compile(r"(?i)\b(just)\b(?!\s+as\b)"), "leave it out, or say what is meant: only, a moment ago, exactly"),
    (re.compile(r"(?i)\b(foo|baz|foo\s+and\s+bar)\b"), "take a name from the data"),
    (re.compile(r"(?i)\b(iris)\b"), "take data that people recognise"),
)
SHOUT = re.compile(r"(?<=[\w)\]\"'*])!(?![=\[(])")
MOST_SHOUTS = 1


def voice(studied: Studied) -> list[Finding]:
    """Words that the course does not say in its texts, its hints and the messages of its checks."""
    findings, shouts = [], []
    for cell in studied.learner_cells:
        for line, text in _sentences(cell):
            for pattern, step in WORDS:
                findings += [_finding(line, text, match, step) for match in pattern.finditer(text)]
            shouts += [line + text.count("\n", 0, match.start()) for match in SHOUT.finditer(text)]
    if len(shouts) > MOST_SHOUTS:
        what = f"the lesson has {len(shouts)} exclamation marks"
        findings.append(Finding(shouts[MOST_SHOUTS], what, "end the sentence with a full stop; keep one at most"))
    return findings


def _finding(line: int, text: str, match: re.Match, step: str) -> Finding:
    word = " ".join(match[1].split())
    return Finding(line + text.count("\n", 0, match.start()), f"the text says {word!r}", step)


def _sentences(cell: Cell) -> list[tuple[int, str]]:
    """What a learner reads of a cell as sentences, each piece with the line that it starts on."""
    if is_prose(cell):
        return [(cell.at(0), prose(cell))]
    return _messages(cell) if cell.is_check else []


def _messages(cell: Cell) -> list[tuple[int, str]]:
    """The texts that a check's sub-checks say."""
    tree = parsed(cell.source)
    return [
        (cell.at(part.lineno - 1), part.value)
        for node in (ast.walk(tree) if tree else ())
        if isinstance(node, ast.keyword) and node.arg in {"help", "says"}
        for part in ast.walk(node.value)
        if isinstance(part, ast.Constant) and isinstance(part.value, str)
    ]
