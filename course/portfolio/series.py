"""A series of a piece of evidence: the values behind a curve, such as a score after each try.

A single value in place of a row is one that the rows are compared with, such as the score of a reference model.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from numbers import Number
from typing import Any

from course.errors import PortfolioError

LONGEST = 1000  # values
MOST = 12  # series


@dataclass(frozen=True)
class Series:
    """A named row of finite numbers, None where nothing was measured."""

    __pydantic_config__ = {"extra": "forbid"}  # noqa: RUF012 (a dict is what pydantic looks for)

    name: str
    values: tuple[float | None, ...]


def as_series(given: Any) -> tuple[Series, ...]:
    """The columns of a DataFrame, or the lists of a dict, as series; PortfolioError for what is no number.

    Single numbers in the dict, or in the table's `attrs["references"]`, become series of one value.
    """
    if given is None:
        return ()
    if not isinstance(given, Mapping) and not hasattr(given, "items"):
        raise PortfolioError("series= is a table or a dict of lists", next_step='write {"public": [0.61, 0.63]}')
    columns = dict(given.items())
    references = {name: value for name, value in columns.items() if isinstance(value, Number)}
    references |= getattr(given, "attrs", {}).get("references", {})
    rows = {name: column for name, column in columns.items() if name not in references}
    series = tuple(Series(_name(name), tuple(_number(value, name) for value in row)) for name, row in rows.items())
    if len({len(one.values) for one in series}) > 1:
        raise PortfolioError("the series are not of the same length", next_step="give one value a step in each")
    series += tuple(Series(_name(name), (_number(value, name),)) for name, value in references.items())
    if len(series) > MOST or any(len(one.values) > LONGEST for one in series):
        raise PortfolioError(f"series= holds at most {MOST} series of {LONGEST:,} values", next_step="leave some out")
    return series


def step_of(given: Any) -> str:
    """What the rows of a series are numbered by: the name of a table's index, else "step"."""
    name = getattr(getattr(given, "index", None), "name", None)
    return "step" if name is None else _name(name)


def _name(name: object) -> str:
    text = " ".join(str(name).split())
    if not text or len(text) > 60:
        raise PortfolioError(f"{text[:60]!r} is no name of a series", next_step="name each in a few words")
    return text


def _number(value: Any, name: object) -> float | None:
    if hasattr(value, "item"):
        value = value.item()
    if value is None or (isinstance(value, float) and math.isnan(value)):
        return None
    if isinstance(value, bool) or not isinstance(value, int | float) or not math.isfinite(value):
        raise PortfolioError(f"the series {name!r} holds {value!r}, which is no number", next_step="leave it out")
    return float(value)
