"""Data cards as Markdown, for people to read."""

from __future__ import annotations

from collections.abc import Iterable

from course.datasets._cards import Card, Column

_INTRODUCTION = """\
<!-- Made from course/datasets/cards by `python3 -m course build`: edit the cards, not this page. -->

# Data cards

Every data set of this course is real. It comes from a package that is installed with the course, and is read
on your computer, without the network: `from course import datasets`, then for instance `datasets.penguins()`.
Read the card before you draw a conclusion. In Python, `datasets.card("penguins")` holds the same.
"""


def page(cards: Iterable[Card]) -> str:
    """Return one page: what is there, then each card."""
    cards = tuple(cards)
    contents = [
        "| Data set | What it is | Rows | Licence |",
        "| --- | --- | ---: | --- |",
        *(_row(f"[{c.name}](#{c.name})", c.summary, f"{c.rows:,}", c.licence.name) for c in cards),
    ]
    return "\n".join([_INTRODUCTION, *contents, "", *("\n" + card_section(c) for c in cards)])


def card_section(card: Card) -> str:
    """Return one card: a heading of level 2 with its name, then sections of level 3."""
    source = card.source
    blocks = [
        f"## {card.name}",
        f"**{card.title}.** {card.summary} {card.rows:,} rows; a row is {card.row_is}.",
        f"### Columns of {card.name}",
        _columns(card.columns),
        f"### Where {card.name} comes from",
        card.origin,
        f"Cite: {card.citation}",
        f"Licence: {card.licence.name}. Read in {card.licence.read_in}",
        f"Read from: `{source.file}` of the package {source.package} {source.version}, "
        f"SHA-256 `{source.sha256}`; installed by `{source.install}`.",
        card.reading,
        f"### What {card.name} leaves out",
        _bullets(card.leaves_out),
        f"### Known faults of {card.name}",
        _bullets(card.known_faults),
        f"### Whom a misuse of {card.name} could harm",
        _bullets(card.harms),
    ]
    return "\n\n".join(block for block in blocks if block) + "\n"


def _columns(columns: Iterable[Column]) -> str:
    return "\n".join(
        [
            "| Column | Type | Unit | Missing | Meaning |",
            "| --- | --- | --- | ---: | --- |",
            *(_row(f"`{c.name}`", _type(c), c.unit, f"{c.missing:,}", c.meaning) for c in columns),
        ]
    )


def _type(column: Column) -> str:
    if column.shape is None:
        return column.dtype
    return f"{column.dtype}, {' × '.join(f'{length:,}' for length in column.shape)}"


def _row(*cells: str) -> str:
    return "| " + " | ".join(cell.replace("|", r"\|") for cell in cells) + " |"


def _bullets(items: Iterable[str]) -> str:
    return "\n".join(f"- {item}" for item in items)
