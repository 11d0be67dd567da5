"""Answers that know only what the visible sub-checks asked: the cheat that hidden tests must catch."""

from __future__ import annotations

import copy
import functools
import pickle
from collections.abc import Callable
from dataclasses import dataclass

_TABLES: dict[str, dict[bytes, object]] = {}


@dataclass(frozen=True)
class _Raised:
    """Noted in place of a result where the function raised."""

    error: Exception


def record(name: str, function: Callable) -> Callable:
    """Return `function` with the arguments and the result of every call from outside noted under `name`."""
    table = _TABLES[name] = {}
    depth = 0

    @functools.wraps(function)
    def recorded(*args, **kwargs):
        nonlocal depth
        key = _key(args, kwargs)  # before the call, which may change its arguments
        depth += 1
        try:
            result = noted = function(*args, **kwargs)
        except Exception as error:
            noted = _Raised(error)
            raise
        finally:
            depth -= 1
            if depth == 0:  # a recursive call is not one that the check made
                table[key] = _copied(noted)
        return result

    return recorded


def replay(name: str) -> Callable:
    """Return a function that gives back what was noted for the same arguments, else the last result noted."""
    table = dict(_TABLES.get(name, {}))
    last = next((value for value in reversed(table.values()) if not isinstance(value, _Raised)), None)

    def hard_coded(*args, **kwargs):
        value = table.get(_key(args, kwargs), last)
        if isinstance(value, _Raised):
            raise value.error
        return _copied(value)

    return hard_coded


def _copied(value: object) -> object:
    try:
        return copy.deepcopy(value)
    except Exception:  # axes, generators and open files can't be copied
        return value


def _key(args: tuple, kwargs: dict) -> bytes:
    try:
        return pickle.dumps((args, sorted(kwargs.items())))
    except Exception:  # lambdas and open files can't be pickled; their text will do
        return repr((args, sorted(kwargs.items()))).encode()
