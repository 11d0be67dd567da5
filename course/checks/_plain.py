"""Turns what a learner's code returned into values of exact built-in types, which are safe to compare.

An object may define `__eq__` to agree with everything, `__class__` to pass for a float, or `__array__` to
pass for an array. So nothing here asks the object: its real type decides, subclasses are read through the
methods of their base class, and what has no trusted reading becomes a `Stranger`, which equals nothing, and
which says what it is when a check wants to look into it or calculate with it.
"""

from __future__ import annotations

import builtins
import sys
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta, timezone
from decimal import Decimal
from fractions import Fraction
from types import NoneType
from typing import NoReturn

# A copy made at import: a notebook that patches `builtins` later does not reach this module's functions.
__builtins__ = vars(builtins).copy()

_ATOMS = frozenset({bool, int, float, complex, str, bytes, NoneType, Decimal, date, timedelta, range})
_LAZY = ("generator", "zip", "map", "filter", "enumerate", "dict_keys", "dict_values", "dict_items")
_DEEPEST = 60


@dataclass(frozen=True, eq=False, repr=False)
class Stranger:
    """A value of a type that is not trusted, with the words that describe it to the learner.

    A check that takes it for a list, a text or a number fails with these words, since the learner reads them.
    """

    words: str

    def __repr__(self) -> str:
        return f"<{self.words}>"

    def __getattr__(self, name: str) -> NoReturn:
        raise AttributeError(f"the check can't work with {self.words}")

    def _refuse(self, *_: object) -> NoReturn:
        raise TypeError(f"the check can't work with {self.words}")

    __getitem__ = __iter__ = __contains__ = __len__ = __call__ = _refuse
    __int__ = __float__ = __index__ = __round__ = __abs__ = __neg__ = _refuse
    __lt__ = __le__ = __gt__ = __ge__ = _refuse
    __add__ = __sub__ = __mul__ = __truediv__ = __floordiv__ = __mod__ = __pow__ = _refuse
    __radd__ = __rsub__ = __rmul__ = __rtruediv__ = __rfloordiv__ = __rmod__ = __rpow__ = _refuse
    __and__ = __or__ = __rand__ = __ror__ = _refuse

    @classmethod
    def of(cls, value: object) -> Stranger:
        """Describe `value` by its type alone."""
        kind = type(value)
        if issubclass(kind, type):
            return cls(f"the class {type.__getattribute__(value, '__name__')} itself")
        name = type.__getattribute__(kind, "__name__")
        if name in _LAZY:
            return cls(f"a {name}, which is not a list yet: list(…) makes one")
        return cls(f"an object of type {name}")


# The name stands in the messages of Python's own functions, such as "expected string, got …", which learners read.
Stranger.__name__ = "a value that is not plain data"


def plain(value: object, *, strict: bool = False, depth: int = 0) -> object:
    """Return `value` as built-in types all the way down; `strict` keeps subclasses and arrays strangers."""

    def inner(item: object) -> object:
        return plain(item, strict=strict, depth=depth + 1)

    kind = type(value)
    if kind in _ATOMS:
        return value
    if depth > _DEEPEST:
        return Stranger("a value nested too deeply, or one that contains itself")
    for base in (list, tuple):
        if kind is base or (issubclass(kind, base) and not strict):
            return base([inner(item) for item in base.__iter__(value)])
    for base in (set, frozenset):
        if kind is base or (issubclass(kind, base) and not strict):
            return base([_hashable(item, inner) for item in base.__iter__(value)])
    if kind is dict or (issubclass(kind, dict) and not strict):
        return {_hashable(key, inner): inner(item) for key, item in dict.items(value)}
    return Stranger.of(value) if strict else _plain_scalar(value, inner)


def _hashable(value: object, inner: Callable) -> object:
    item = inner(value)
    try:
        hash(item)
    except TypeError:
        # A list made hashable by its class: plain, it can't be a member of a set or a key.
        return Stranger.of(value)
    return item


def _plain_scalar(value: object, inner: Callable) -> object:
    kind = type(value)
    for base, read in _READERS:
        if issubclass(kind, base):
            return read(value)
    if kind is Fraction and type(value._numerator) is int and type(value._denominator) is int:
        return Fraction(value._numerator, value._denominator)
    if kind in (datetime, time) and type(value.tzinfo) in (NoneType, timezone):
        return value
    if "numpy" in sys.modules:
        from ._arrays import plain_array

        unwrapped = plain_array(value)
        if unwrapped is not value:
            return inner(unwrapped)
    if "torch" in sys.modules:
        from ._tensors import plain_tensor

        listed = plain_tensor(value)
        if listed is not value:
            return inner(listed)
    return Stranger.of(value)


_READERS = ((int, int.__int__), (float, float.__float__), (str, str.__str__), (bytes, bytes.__bytes__))
