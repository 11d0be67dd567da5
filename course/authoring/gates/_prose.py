"""The sentences of a lesson: what is left of a cell when code, addresses and markup are taken away."""

from __future__ import annotations

import re

from course.authoring.text import Cell

FENCE = re.compile(r"(?ms)^ *(```|~~~).*?^ *\1 *$")
DISPLAY_MATHS = re.compile(r"(?s)\$\$.*?\$\$")
INLINE_MATHS = re.compile(r"\$(?=\S)[^$\n]+?(?<=\S)\$")
SPAN = re.compile(r"(?s)(?<!`)(`+)(?!`)(.+?)(?<!`)\1(?!`)")
ADDRESS = re.compile(r"(?<=\])\([^()\s]*(?:\s\"[^\"]*\")?\)")
TAG = re.compile(r"(?s)<!--.*?-->|</?[A-Za-z][^<>]*>")
COMMENT = re.compile(r"(?m)^# ?")


def is_prose(cell: Cell) -> bool:
    """Whether learners read the cell as text: Markdown, and hints, which become Markdown."""
    return (cell.kind == "markdown" or "hints" in cell.tags) and not {"author-note", "quiz"} & set(cell.tags)


def markdown(cell: Cell) -> str:
    """The cell's Markdown, on the lines of its source."""
    return COMMENT.sub("", cell.source) if cell.kind == "code" else cell.source


def without_code(text: str) -> str:
    """The Markdown with spaces in place of code, so that lines stay where they are."""
    for pattern in (FENCE, SPAN):
        text = pattern.sub(_blank, text)
    return text


def prose(cell: Cell) -> str:
    """The cell's Markdown without code, formulas, addresses and HTML, on the lines of its source."""
    text = without_code(markdown(cell))
    for pattern in (DISPLAY_MATHS, INLINE_MATHS, TAG, ADDRESS):
        text = pattern.sub(_blank, text)
    return text


def code_in(text: str) -> list[str]:
    """The pieces of code of a Markdown text: what stands in backticks and in fences."""
    fences = [re.sub(r"(?m)^ *(```|~~~).*$", "", match[0]) for match in FENCE.finditer(text)]
    return fences + [match[2].strip() for match in SPAN.finditer(FENCE.sub(_blank, text))]


def words(cell: Cell) -> int:
    """How many words a reader of the cell reads; code in a sentence counts, table rules and addresses don't."""
    text = ADDRESS.sub(_blank, TAG.sub(_blank, markdown(cell)))
    return sum(1 for word in text.split() if re.search(r"\w", word))


def _blank(match: re.Match) -> str:
    return re.sub(r"[^\n]", " ", match[0])
