"""Putting canaries into a check cell, on the lines that are there already, so that no line gets another number."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from random import SystemRandom

from autograder.guard.canaries import Canary, failing, sealing

_random = SystemRandom()
MOST_METHODS = 3  # of one cell that get a canary of their own kind


@dataclass(frozen=True)
class Planted:
    """A check cell's text with canaries in it, each with a `; ` behind it; the last with one in front, or on a line."""

    source: str
    canaries: tuple[Canary, ...]


def plant(source: str, witness: str) -> Planted | None:
    """Return the cell with canaries among its sub-checks; None for a cell that has no place for them.

    A cell's first sub-check is preceded by a seal that hides the cell's hidden part; another stands behind everything
    else. Between them stand canaries that must fail, of the kinds that the cell uses itself.
    """
    block = _checks_block(source)
    if block is None:
        return None
    expect, statements = block
    places = [statement for statement in statements if isinstance(statement, ast.Expr)]
    if not places:
        return None
    used = sorted(set(_methods(expect, statements)))
    chosen = _random.sample(used, min(len(used), MOST_METHODS))
    bad = [canary for method in chosen if (canary := failing(expect, method))]
    bad = bad or [canary for canary in [failing(expect, "equal")] if canary]
    planned = [(places[0], sealing(expect, witness, "begin"))]
    planned += sorted(
        ((_random.choice(places), canary) for canary in bad), key=lambda pair: (pair[0].lineno, pair[0].col_offset)
    )
    last = sealing(expect, witness, "seal")
    text = _inserted(_appended(source, statements[-1], last), planned)
    return Planted(text, (*(canary for _, canary in planned), last))


@lru_cache(maxsize=512)
def _checks_block(source: str) -> tuple[str, list[ast.stmt]] | None:
    """The name that sub-checks are called on, and the statements of the block; None where there is no such block."""
    try:
        tree = ast.parse(source)
    except SyntaxError:  # with a magic in it, perhaps
        return None
    for statement in tree.body:
        if isinstance(statement, ast.With) and len(statement.items) == 1:
            item = statement.items[0]
            call, name = item.context_expr, item.optional_vars
            if isinstance(call, ast.Call) and isinstance(name, ast.Name) and getattr(call.func, "id", "") == "checks":
                return name.id, statement.body
    return None


def _methods(expect: str, statements: list[ast.stmt]) -> Iterator[str]:
    for statement in statements:
        for node in ast.walk(statement):
            if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name) and node.value.id == expect:
                yield node.attr


def _appended(source: str, statement: ast.stmt, canary: Canary) -> str:
    """The cell with a canary behind the last statement of its block: on the same line, where that is a simple one."""
    lines = source.split("\n")
    at = (statement.end_lineno or statement.lineno) - 1
    if hasattr(statement, "body"):
        lines.insert(at + 1, " " * statement.col_offset + canary.statement)
    else:
        line = lines[at].encode()
        before, after = line[: statement.end_col_offset], line[statement.end_col_offset :]
        lines[at] = f"{before.decode()}; {canary.statement}{after.decode()}"
    return "\n".join(lines)


def _inserted(source: str, planned: list[tuple[ast.Expr, Canary]]) -> str:
    lines = source.split("\n")
    for statement, canary in reversed(planned):
        line = lines[statement.lineno - 1].encode()
        before, after = line[: statement.col_offset], line[statement.col_offset :]
        lines[statement.lineno - 1] = f"{before.decode()}{canary.statement}; {after.decode()}"
    return "\n".join(lines)
