"""pandas tables and series: read cell by cell, compared as sets of rows or in order."""

from __future__ import annotations

from collections import Counter

import pandas as pd
from pandas import (
    CategoricalIndex,
    DataFrame,
    DatetimeIndex,
    Index,
    MultiIndex,
    NaT,
    RangeIndex,
    Series,
    Timedelta,
    TimedeltaIndex,
    Timestamp,
)

from course.errors import LessonError

from ._compare import Difference, Tolerance, close_difference
from ._plain import Stranger, plain
from ._show import show

_INDEXES = frozenset((Index, RangeIndex, MultiIndex, DatetimeIndex, TimedeltaIndex, CategoricalIndex))
# What `.unique()`, `.array` and `.values` give.
_COLUMNS = frozenset(getattr(pd.arrays, name) for name in pd.arrays.__all__)
COLUMNS = ("same set", "same order", "at least")


def is_frame(value: object) -> bool:
    """Return whether `value` is exactly a DataFrame or a Series."""
    return type(value) in (DataFrame, Series)


def plain_pandas(value: object) -> object:
    """Return a series, an index or a pandas scalar as plain values; anything else comes back as it is."""
    kind = type(value)
    if kind is Series:
        return [_cell(item) for item in Series.tolist(value)]
    if kind in _INDEXES or kind in _COLUMNS:
        return [_cell(item) for item in value.tolist()]
    if kind is Timestamp:
        return Timestamp.to_pydatetime(value, warn=False)
    if kind is Timedelta:
        return Timedelta.to_pytimedelta(value)
    return None if value is NaT or value is pd.NA else value


def show_frame(value: object) -> str | None:
    """Return the first six rows of a table as text, with its size; None for anything else."""
    if not is_frame(value):
        return None
    try:
        text = type(value).to_string(value.head(6))
    except Exception:
        return Stranger.of(value).words
    rows = f"{len(value)} rows"
    size = f"{rows} × {value.shape[1]} columns" if type(value) is DataFrame else rows
    return f"{text}\n({size})"


def frame_difference(
    got: object, expected: DataFrame | Series, *, order: bool, index: bool, within: float, columns: str
) -> Difference | None:
    """Return how a table or series differs from `expected`, naming the first differing cell, or None."""
    if not is_frame(expected) or columns not in COLUMNS:
        raise LessonError(f"expect.frame compares with a DataFrame or Series, and columns= is one of {COLUMNS}")
    if type(got) is not type(expected):
        return Difference(_kind(got), _kind(expected))
    if type(expected) is Series:
        got, expected = Series.to_frame(got, name="value"), Series.to_frame(expected, name="value")
    names = _names_difference(got, expected, columns)
    if names:
        return names
    if len(got) != len(expected):
        return Difference(f"{len(got)} rows:\n{show(got)}", f"{len(expected)} rows")
    return _cells_difference(
        _rows(got, expected, index),
        _rows(expected, expected, index),
        order,
        [*(["index"] if index else []), *map(str, expected.columns)],
        within,
    )


def _kind(value: object) -> str:
    if type(value) is DataFrame:
        return f"a table (DataFrame) with the columns {show(list(value.columns))}"
    if type(value) is Series:
        return f"a series (Series) of {len(value)} values"
    return show(value)


def _names_difference(got: DataFrame, expected: DataFrame, columns: str) -> Difference | None:
    mine, wanted = plain(list(got.columns)), plain(list(expected.columns))
    missing = [name for name in wanted if name not in mine]
    extra = [name for name in mine if name not in wanted] if columns != "at least" else []
    out_of_order = columns == "same order" and mine != wanted
    if not missing and not extra and len(set(map(repr, mine))) == len(mine) and not out_of_order:
        return None
    notes = [f"{title}: {show(names)}" for title, names in (("missing", missing), ("too many", extra)) if names]
    return Difference("\n".join([f"the columns {show(mine)}", *notes]), f"the columns {show(wanted)}")


def _rows(frame: DataFrame, expected: DataFrame, index: bool) -> list[list]:
    lists = [[_cell(item) for item in Series.tolist(frame[name])] for name in expected.columns]
    if index:
        lists.insert(0, [_cell(item) for item in Index.tolist(frame.index)])
    return [list(row) for row in zip(*lists, strict=True)]


def _cell(value: object) -> object:
    value = plain(value)
    if value is None or (type(value) is float and value != value):
        return None
    return value


def _cells_difference(mine: list, wanted: list, order: bool, names: list[str], within: float) -> Difference | None:
    tolerance = Tolerance(within=within)
    if not order:
        mine, wanted = _unmatched(mine, wanted), _unmatched(wanted, mine)
    for number, (row, right) in enumerate(zip(mine, wanted, strict=True)):
        for name, got, expected in zip(names, row, right, strict=True):
            if got != expected and close_difference(got, expected, tolerance):
                place = f"in row {number}" if order else "in the row"
                return Difference(
                    f"{show(got)} in column {name!r}, {place}: {_row_text(names, row)}",
                    f"{show(expected)} in column {name!r}, {place}: {_row_text(names, right)}",
                )
    return None


def _row_text(names: list[str], row: list) -> str:
    return ", ".join(f"{name} {show(value, 40)}" for name, value in zip(names, row, strict=True))[:200]


def _unmatched(rows: list, others: list) -> list:
    """Return the rows that have no twin among `others`, sorted so that those that are most alike meet."""
    twins = Counter(map(_key, others))
    left = []
    for row in rows:
        twins[_key(row)] -= 1
        if twins[_key(row)] < 0:
            left.append(row)
    return sorted(left, key=lambda row: (_words(row), _numbers(row)))


def _key(row: list) -> tuple:
    return (_words(row), tuple(f"{number:.6e}" for number in _numbers(row)))


def _words(row: list) -> tuple:
    return tuple((type(item).__name__, repr(item)) for item in row if type(item) not in (int, float))


def _numbers(row: list) -> tuple:
    return tuple(item for item in row if type(item) in (int, float))
