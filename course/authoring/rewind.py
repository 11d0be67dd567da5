"""Putting a notebook's names back to what they were, so that a trial can't live on what an earlier one left."""

from __future__ import annotations

import copy
import re
from collections.abc import Iterable

# What a learner changes in place without meaning to; copied where a trial's code names it.
MUTABLE = {
    ("builtins", "list"), ("builtins", "dict"), ("builtins", "set"), ("numpy", "ndarray"),
    ("pandas", "DataFrame"), ("pandas", "Series"),
}  # fmt: skip
SHELL = {"In", "Out", "exit", "quit", "get_ipython", "open"}


class Rewind:
    """A notebook's names as they are now; `back` makes them so again."""

    def __init__(self, names: dict, sources: Iterable[str]):
        self.names = names
        self.kept = {name: value for name, value in names.items() if _is_learners(name)}
        mentioned = set(re.findall(r"\w+", "\n".join(sources)))
        # one dictionary, so that what two names share stays shared in the copy
        self.pristine = _copied(
            {name: value for name, value in self.kept.items() if name in mentioned and _is_mutable(value)}
        )

    def back(self) -> None:
        for name in [name for name in self.names if _is_learners(name) and name not in self.kept]:
            del self.names[name]
        self.names.update(self.kept | _copied(self.pristine))


def _is_learners(name: str) -> bool:
    return not name.startswith("_") and name not in SHELL


def _is_mutable(value: object) -> bool:
    kind = type(value)
    return (kind.__module__.partition(".")[0], kind.__name__) in MUTABLE


def _copied(values: dict) -> dict:
    try:
        return copy.deepcopy(values)
    except Exception:  # something in a list can't be copied; a trial that changes it shows in the next one
        return values
