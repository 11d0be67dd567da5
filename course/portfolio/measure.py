"""A measure: one number that a piece of evidence states, with its unit."""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from course.errors import PortfolioError
from course.portfolio.words import kept_text

EXAMPLE = 'write Measure("median delay", 4.5, "min")'


@dataclass(frozen=True)
class Measure:
    """One figure of merit: a finite number, its unit ("" for a count or a ratio) and a note of few words.

    `varies` is for what depends on the machine or the moment, such as a latency: whoever verifies the
    portfolio measures it again and sees both values, and the difference is not held against it.
    """

    __pydantic_config__ = {"extra": "forbid"}  # noqa: RUF012 (a dict is what pydantic looks for)

    name: str
    value: int | float
    unit: str = ""
    note: str = ""
    varies: bool = False

    def __post_init__(self) -> None:
        object.__setattr__(self, "value", _number(self.value, self.name))
        for field in ("name", "unit", "note"):
            object.__setattr__(self, field, kept_text(getattr(self, field), f"a measure's {field}", limit=120))
        if not self.name:
            raise PortfolioError("a measure has no name", next_step=EXAMPLE)
        if not isinstance(self.varies, bool):
            raise PortfolioError(f"varies= of the measure {self.name!r} is {self.varies!r}; it is True or False")


def as_measures(given: Iterable[Any]) -> tuple[Measure, ...]:
    """Measures, or dicts with their fields, as measures of different names; PortfolioError for anything else."""
    measures = tuple(_measure(item) for item in given)
    names = [measure.name for measure in measures]
    for name in names:
        if names.count(name) > 1:
            raise PortfolioError(f"two measures are named {name!r}", next_step="give each a name of its own")
    return measures


def _measure(item: Any) -> Measure:
    if isinstance(item, Measure):
        return item
    try:
        return Measure(**item)
    except TypeError:
        raise PortfolioError(f"{item!r} is not a measure", next_step=EXAMPLE) from None


def _number(value: Any, name: str) -> int | float:
    if type(value).__module__ == "numpy" and hasattr(value, "item") and getattr(value, "size", 0) == 1:
        value = value.item()
    if isinstance(value, bool) or not isinstance(value, int | float) or not math.isfinite(value):
        raise PortfolioError(f"the measure {name!r} is {value!r}; a measure is a finite number")
    return value
