"""Answers that answer nothing: made of an exercise's solution by taking the thinking out of it."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from course.authoring.exercise import Exercise

CONSTANTS = ("0", "1", "True", "False", "''", "[]", "{}", "0.5")
BASES = ("object", "float", "int", "str", "list", "dict", "tuple", "numpy.ndarray", "pandas.DataFrame", "pandas.Series")
# Everything that a comparison may ask of a value says yes; what a conversion may ask of it gives one number.
LOOK_ALIKE = """\
import numpy, pandas
class _Same({base}):
    __hash__ = None if {base} in (list, dict) else (lambda self: 0)
    def _yes(self, *others, **options): return True
    __eq__ = __lt__ = __le__ = __gt__ = __ge__ = __contains__ = __bool__ = __call__ = equals = _yes
    def __ne__(self, other): return False
    def __float__(self): return 0.0
    def __int__(self): return 0
    def __index__(self): return 0
    def __len__(self): return 1
    def __iter__(self): return iter([self])
    def __getitem__(self, key): return self
    def __sub__(self, other): return 0.0
    __rsub__ = __add__ = __radd__ = __mul__ = __rmul__ = __truediv__ = __rtruediv__ = __abs__ = __sub__
    def __instancecheck__(self, other): return True
_same = _Same.__new__(_Same, 1) if {base} is numpy.ndarray else _Same()
"""


class Way(StrEnum):
    """How a cheat goes about it."""

    EMPTY = "an empty answer"
    CONSTANT = "a constant"
    ECHO = "the first argument handed back"
    LOOK_ALIKE = "an object that equals everything"


@dataclass(frozen=True)
class Cheat:
    """One such answer: `source` is the whole answer cell, `says` names it for the author."""

    way: Way
    says: str
    source: str


def cheats_on(exercise: Exercise) -> tuple[Cheat, ...]:
    """The cheats on one exercise, none for an answer that a person grades or that defines nothing."""
    if exercise.answer.kind != "code" or exercise.check is None:
        return ()
    functions, names = _defined(exercise.answer.source)
    if not functions and not names:
        return (Cheat(Way.EMPTY, "an empty cell", "pass"),)
    return tuple(_cheats(functions, names))


def _defined(source: str) -> tuple[list[ast.FunctionDef], list[str]]:
    """The functions that an answer defines, and the other names that it sets, in their order."""
    functions, names = {}, {}
    for node in ast.parse(source).body:
        if isinstance(node, ast.FunctionDef):
            functions[node.name] = node
        targets = node.targets if isinstance(node, ast.Assign) else []
        for target in (part for each in targets for part in ast.walk(each)):
            if isinstance(target, ast.Name) and isinstance(target.ctx, ast.Store):
                names[target.id] = None
    return list(functions.values()), list(names)


def _cheats(functions: list[ast.FunctionDef], names: list[str]) -> Iterator[Cheat]:
    def answer(value: str, before: str = "", returned: str | None = None) -> str:
        defined = [f"def {function.name}(*args, **options):\n    return {returned or value}" for function in functions]
        return "\n".join([before, *defined, *(f"{name} = {value}" for name in names)])

    yield Cheat(Way.EMPTY, "None everywhere", answer("None"))
    for constant in CONSTANTS:
        yield Cheat(Way.CONSTANT, f"{constant} everywhere", answer(constant))
    if functions:
        yield Cheat(Way.ECHO, "its first argument", answer("None", returned="args[0] if args else None"))
    for base in BASES:
        before = LOOK_ALIKE.format(base=base)
        yield Cheat(Way.LOOK_ALIKE, f"a {base} that equals everything", answer("_same", before))
