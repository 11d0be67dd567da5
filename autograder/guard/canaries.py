"""Sub-checks with a known outcome, to stand among those of a check cell: what agrees with everything betrays itself.

Their values are chosen anew for every run, and their names are words that nobody can foresee, so a report that was
not made by running this very cell lacks them. They use no name of the notebook's, which may be anything: `list`,
`sum` and `type` are common names of learners' variables.
"""

from __future__ import annotations

import secrets
from collections.abc import Callable
from dataclasses import dataclass
from random import SystemRandom

_random = SystemRandom()


@dataclass(frozen=True)
class Canary:
    """One statement for a check cell. Its name in the report begins with `word`; what follows is a seal of `salt`."""

    word: str
    statement: str
    must_fail: bool
    salt: str = ""


def failing(expect: str, method: str) -> Canary | None:
    """A canary that calls the method and must fail; None for a method without one."""
    call = _CALLS.get(method)
    return _canary(f"{expect}.{method}({call()}", must_fail=True) if call else None


def sealing(expect: str, witness: str, ask: str) -> Canary:
    """A canary that must pass, whose name in the report ends in what the witness says when asked to `ask`."""
    number = _number()
    salt = secrets.token_hex(8)
    seal = f' + __import__("{witness}").{ask}("{salt}", {expect})'
    return _canary(f"{expect}.equal(lambda: {number}, {number}", must_fail=False, salt=salt, seal=seal)


def _canary(call: str, *, must_fail: bool, salt: str = "", seal: str = "") -> Canary:
    word = secrets.token_hex(12)
    return Canary(word, f'{call}, says="{word}"{seal}, help="{secrets.token_hex(4)}")', must_fail, salt)


def _number() -> int:
    return _random.randrange(10, 10_000)


def _pair() -> tuple[int, int]:
    one, other = _random.sample(range(10, 10_000), 2)
    return one, other


def _words() -> tuple[str, str]:
    return secrets.token_hex(3), secrets.token_hex(4)


def _equal() -> str:
    return "lambda: {}, {}".format(*_pair())


def _close() -> str:
    one, other = _pair()
    return f"lambda: {one}.25, {other}.5, within=0.01"


def _true() -> str:
    one, other = sorted(_pair())
    return f"lambda: {one} > {other}"


def _text() -> str:
    return 'lambda: "{}", "{}"'.format(*_words())


def _contains() -> str:
    return 'lambda: "{}", ["{}"]'.format(*_words())


def _same_set() -> str:
    one, other = _pair()
    return f"lambda: [{one}, {other}], [{one}, {other + 10_000}]"


def _raises() -> str:
    return f'lambda: {_number()}, __import__("builtins").KeyError'


def _function() -> str:
    one, other = _pair()
    return f"lambda: lambda value: value + {one}, lambda value: value + {other}, cases=[({_number()},)]"


def _array() -> str:
    one, other = _pair()
    return f'lambda: __import__("numpy").array([1, {one}]), __import__("numpy").array([1, {other}])'


def _frame() -> str:
    one, other = _pair()
    table = '__import__("pandas").DataFrame({{"column": [1, {}]}})'
    return f"lambda: {table.format(one)}, {table.format(other)}"


def _query() -> str:
    one, other = _pair()
    on = '__import__("sqlite3").connect(":memory:")'
    return f'lambda: "SELECT {one} AS n", {on}, [({other},)], columns=["n"]'


def _model() -> str:
    one, other = _pair()
    model = f'__import__("builtins").type("Model", (), {{"predict": lambda self, rows: [{one}, {one}]}})()'
    return f"lambda: {model}, [[1], [2]], [{other}, {other}], at_least=0.5"


def _unchanged() -> str:
    return f"[{_number()}], lambda values: values.append({_number()})"


_CALLS: dict[str, Callable[[], str]] = {
    "equal": _equal,
    "close": _close,
    "true": _true,
    "text": _text,
    "contains": _contains,
    "same_set": _same_set,
    "raises": _raises,
    "function": _function,
    "array": _array,
    "frame": _frame,
    "model": _model,
    "query": _query,
    "plot": lambda: f"lambda: {_number()}, title=True",
    "unchanged": _unchanged,
}
