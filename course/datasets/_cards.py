"""Data cards: where a data set comes from, what its columns mean, what it leaves out, whom it could harm."""

from __future__ import annotations

import functools
import tomllib
from dataclasses import dataclass
from pathlib import Path

from course.errors import DataError

_FOLDER = Path(__file__).resolve().parent / "cards"


@dataclass(frozen=True)
class Source:
    """The one file that a data set is read from: a path inside a pinned package, and its SHA-256."""

    package: str
    version: str
    file: str
    sha256: str
    install: str = "python3 -m course start"


@dataclass(frozen=True)
class Licence:
    """Under which terms the data may be used, and the text in which that was read."""

    name: str
    read_in: str


@dataclass(frozen=True)
class Column:
    """One column of a table, or one array; `missing` counts the values that were not recorded."""

    name: str
    dtype: str
    unit: str
    meaning: str
    missing: int
    shape: tuple[int, ...] | None = None


@dataclass(frozen=True)
class Card:
    """What a person should know before using a data set: `datasets.card("flights")`.

    `rows` counts the rows of the table, or the pictures; `row_is` says what one of them stands for;
    `reading` tells what to know about the loader, and may be empty.
    """

    name: str
    title: str
    summary: str
    rows: int
    row_is: str
    origin: str
    licence: Licence
    citation: str
    source: Source
    reading: str
    columns: tuple[Column, ...]
    leaves_out: tuple[str, ...]
    known_faults: tuple[str, ...]
    harms: tuple[str, ...]

    def markdown(self) -> str:
        """Return the card as Markdown with headings from level 2 down."""
        from course.datasets._card_pages import card_section

        return card_section(self)


@functools.cache
def names() -> tuple[str, ...]:
    """Return the names of all data sets, in alphabetical order."""
    return tuple(sorted(path.stem for path in _FOLDER.glob("*.toml")))


@functools.cache
def card(name: str) -> Card:
    """Return the data card of the data set `name`; raises DataError when there is none of that name."""
    if name not in names():
        raise DataError(f"there is no data set called {name!r}", next_step=f"choose one of {', '.join(names())}")
    table = tomllib.loads((_FOLDER / f"{name}.toml").read_text(encoding="utf-8"))
    return _card(name, table)


def cards_page() -> str:
    """Return one Markdown page with every data card."""
    from course.datasets._card_pages import page

    return page(tuple(card(name) for name in names()))


def _card(name: str, table: dict) -> Card:
    try:
        return Card(
            name=name,
            source=Source(**table.pop("source")),
            licence=Licence(**table.pop("licence")),
            columns=tuple(_column(column) for column in table.pop("columns")),
            leaves_out=tuple(table.pop("leaves_out")),
            known_faults=tuple(table.pop("known_faults")),
            harms=tuple(table.pop("harms")),
            reading=table.pop("reading", ""),
            **table,
        )
    except (KeyError, TypeError) as error:
        raise DataError(
            f"the card does not have the fields of a data card: {error}",
            where=f"course/datasets/cards/{name}.toml",
            next_step="compare it with another card in that folder",
        ) from error


def _column(table: dict) -> Column:
    shape = table.pop("shape", None)
    return Column(**table, shape=None if shape is None else tuple(shape))
