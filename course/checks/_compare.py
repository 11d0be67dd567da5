"""Compares plain values and says where they first differ."""

from __future__ import annotations

import builtins
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from math import isinf, isnan

from course.errors import LessonError

from ._plain import Stranger, plain
from ._show import show

# A copy made at import: a notebook that patches `builtins` later does not reach this module's functions.
__builtins__ = vars(builtins).copy()

_NUMBERS = (int, float, complex, Decimal, Fraction)
_KINDS = {
    list: "a list",
    tuple: "a tuple",
    dict: "a dict",
    set: "a set",
    frozenset: "a set",
    str: "text",
    bool: "True or False",
    type(None): "None",
    **dict.fromkeys(_NUMBERS, "a number"),
}


@dataclass(frozen=True)
class Difference:
    """What came back and what was expected, in words for the learner."""

    got: str
    expected: str | None


@dataclass(frozen=True)
class Tolerance:
    """How far a number may be from the expected one: an absolute distance, or a percentage of it."""

    within: float | None = None
    percent: float | None = None

    def __post_init__(self):
        given = [size for size in (self.within, self.percent) if size is not None]
        if len(given) != 1 or type(given[0]) not in (int, float) or not 0 <= given[0] < float("inf"):
            raise LessonError(
                "a comparison of numbers needs a tolerance: one of within= and percent=, zero or more",
                next_step="give within= the distance that the task allows",
            )

    def __str__(self) -> str:
        return f"within {self.within:g}" if self.within is not None else f"within {self.percent:g} %"

    def allows(self, got: object, expected: object) -> bool:
        """Return whether two numbers of built-in types are near enough; nan agrees with nan."""
        if type(got) is complex or type(expected) is complex:
            got, expected = complex(got), complex(expected)
            return got == expected or abs(got - expected) <= self._size(expected)
        got, expected = _as_real(got), _as_real(expected)
        if isnan(got) or isnan(expected):
            return isnan(got) and isnan(expected)
        if got == expected or isinf(got) or isinf(expected):
            return got == expected
        # A hair of slack: 0.3 is within 0.1 of 0.2, whatever binary fractions say.
        return abs(got - expected) <= self._size(expected) * (1 + 1e-12) + 1e-15 * abs(expected)

    def _size(self, expected) -> float:
        return self.within if self.within is not None else self.percent / 100 * abs(expected)


def _as_real(number) -> float:
    try:
        return float(number)
    except OverflowError:
        return float("inf") if number > 0 else float("-inf")


def _same_number(got, expected) -> bool:
    return got == expected


def _same_or_nan(got, expected) -> bool:
    return got == expected or (got != got and expected != expected)


@dataclass(frozen=True)
class _Mismatch:
    path: str
    got: str
    expected: str


def equal_difference(got: object, expected: object, *, exact_type: bool = False) -> Difference | None:
    """Return how `got` differs from `expected`, or None; lists and tuples agree unless `exact_type`."""
    wanted = author_value(expected)
    _refuse_fractions(wanted)
    mine = plain(got, strict=exact_type)
    return _difference(got, expected, _mismatch(mine, wanted, _same_number, exact_type))


def close_difference(got: object, expected: object, tolerance: Tolerance) -> Difference | None:
    """Return how numbers, alone or nested, differ by more than `tolerance`, or None."""
    wanted = author_value(expected)
    return _difference(got, expected, _mismatch(plain(got), wanted, tolerance.allows, False), str(tolerance))


def change(before: object, after: object) -> Difference | None:
    """Return how a value changed, or None; nan is the same as nan."""
    return _difference(after, before, _mismatch(plain(after), author_value(before), _same_or_nan, False))


def text_difference(got: object, expected: str, *, ignore_case: bool, ignore_space: bool) -> Difference | None:
    """Return how a text differs from the expected one, or None."""

    def folded(text: str) -> str:
        text = text.casefold() if ignore_case else text
        return " ".join(text.split()) if ignore_space else text

    mine = plain(got)
    if type(mine) is not str:
        return Difference(described(got), f"the text {show(expected)}")
    return None if folded(mine) == folded(expected) else Difference(show(mine), show(expected))


def contains_difference(got: object, words: Iterable[str]) -> Difference | None:
    """Return which of `words` a text lacks, or None; upper and lower case count the same."""
    words = [words] if type(words) is str else list(words)
    mine = plain(got)
    listed = ", ".join(repr(word) for word in words)
    if type(mine) is not str:
        return Difference(described(got), f"text that contains {listed}")
    missing = [word for word in words if word.casefold() not in mine.casefold()]
    return Difference(show(mine), f"text that contains {', '.join(map(repr, missing))}") if missing else None


def set_difference(got: object, expected: Iterable) -> Difference | None:
    """Return which members are missing or too many, or None; order and repetition do not count."""
    wanted = author_value(list(expected))
    _refuse_fractions(wanted)
    mine = plain(got)
    if type(mine) not in (list, tuple, set, frozenset):
        return Difference(described(got), f"a collection of {show(wanted)}")
    mine_keys, wanted_keys = {_key(item) for item in mine}, {_key(item) for item in wanted}
    missing = [item for item in wanted if _key(item) not in mine_keys]
    extra = [item for item in mine if _key(item) not in wanted_keys]
    if not missing and not extra:
        return None
    notes = [f"{title}: {show(items)}" for title, items in (("missing", missing), ("too many", extra)) if items]
    return Difference("\n".join([show(got), *notes]), show(expected))


def described(value: object) -> str:
    """Return a value with its kind, for one that is not of the kind asked for."""
    mine = plain(value)
    return show(value) if type(mine) is Stranger else _told(mine, Stranger("another kind"))


def author_value(expected: object) -> object:
    """Return the author's expected value made plain; raise LessonError when it has no plain reading."""
    wanted = plain(expected)
    if _any(wanted, lambda item: type(item) is Stranger):
        raise LessonError(
            f"{show(expected)} can't be compared safely",
            next_step="compare plain values: numbers, text, lists, tuples, dicts, sets, arrays or tables",
        )
    return wanted


def _refuse_fractions(expected: object) -> None:
    if _any(expected, lambda item: type(item) in (float, complex)):
        raise LessonError(
            f"the expected value {show(expected)} holds a float, and floats are never compared for equality",
            next_step="use expect.close(…, within=…)",
        )


def _any(value: object, test: Callable) -> bool:
    if type(value) is dict:
        return any(_any(key, test) or _any(item, test) for key, item in value.items())
    if type(value) in (list, tuple, set, frozenset):
        return any(_any(item, test) for item in value)
    return test(value)


def _difference(got: object, expected: object, found: _Mismatch | None, note: str = "") -> Difference | None:
    if found is None:
        return None
    ending = f", {note}" if note else ""
    if not found.path:
        unknown = type(plain(got)) is Stranger
        return Difference(show(got) if unknown else found.got, found.expected + ending)
    return Difference(
        f"{show(got)}\nat {found.path}: {found.got}",
        f"{show(expected)}\nat {found.path}: {found.expected}{ending}",
    )


def _told(value: object, other: object) -> str:
    # The kind is worth a word only where it is what differs: '3' for 3, a list for a number.
    if type(value) is Stranger:
        return value.words
    kind = _KINDS.get(type(value))
    same_kind = kind == _KINDS.get(type(other)) or value is None or other is None
    return f"{show(value)}, which is {kind}" if kind and not same_kind else show(value)


def _mismatch(got, expected, same: Callable, strict: bool, path: str = "") -> _Mismatch | None:
    kind = type(expected)
    if kind in (list, tuple):
        agree = type(got) is kind if strict else type(got) in (list, tuple)
        if agree:
            return _in_order(got, expected, same, strict, path)
    elif kind is dict:
        agree = type(got) is dict
        if agree:
            return _by_key(got, expected, same, strict, path)
    elif kind in (set, frozenset):
        agree = type(got) in (set, frozenset) and _key(got) == _key(expected)
    elif kind in _NUMBERS:
        agree = (type(got) is kind if strict else type(got) in _NUMBERS) and same(got, expected)
    else:
        agree = type(got) is kind and got == expected
    return None if agree else _Mismatch(path, _told(got, expected), _told(expected, got))


def _key(value: object) -> object:
    # Members of sets are compared by these keys: True is not 1 here, but 1.0 is, and a list is its tuple.
    if type(value) in _NUMBERS:
        return ("number", value)
    if type(value) in (list, tuple):
        return ("row", tuple(_key(item) for item in value))
    if type(value) in (set, frozenset):
        return ("set", frozenset(_key(item) for item in value))
    if type(value) is dict:
        return ("dict", frozenset((_key(key), _key(item)) for key, item in value.items()))
    return value if type(value) is Stranger else (type(value), value)


def _in_order(got, expected, same: Callable, strict: bool, path: str) -> _Mismatch | None:
    for place, (mine, wanted) in enumerate(zip(got, expected, strict=False)):
        found = _mismatch(mine, wanted, same, strict, f"{path}[{place}]")
        if found:
            return found
    if len(got) == len(expected):
        return None
    return _Mismatch(path, f"{show(got)}, {_items(len(got))}", f"{show(expected)}, {_items(len(expected))}")


def _by_key(got: dict, expected: dict, same: Callable, strict: bool, path: str) -> _Mismatch | None:
    for key, wanted in expected.items():
        if key not in got:
            return _Mismatch(path, f"{show(got)}, without the key {show(key)}", show(expected))
        found = _mismatch(got[key], wanted, same, strict, f"{path}[{show(key)}]")
        if found:
            return found
    extra = [key for key in got if key not in expected]
    return _Mismatch(path, f"{show(got)}, with the extra key {show(extra[0])}", show(expected)) if extra else None


def _items(count: int) -> str:
    return "1 item" if count == 1 else f"{count} items"
