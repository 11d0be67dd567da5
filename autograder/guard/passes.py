"""Whether anything changed in many namespaces at once, asked some hundred times a notebook: a few passes in C.

Its text is run inside, in front of that of witness.py, so it imports nothing of ours.
"""

from __future__ import annotations

from itertools import chain
from operator import attrgetter, is_, methodcaller
from types import SimpleNamespace

from autograder.guard.remembered import changed

_values = methodcaller("values")
_contents = attrgetter("cell_contents")


def passes_over(spaces):
    """What the spaces hold, laid end to end: the whole of our own namespaces, the chosen names of others."""
    whole = [space.namespace for space in spaces if space.ours]
    tables = [value for space in spaces for _, value, _ in space.tables]
    dicts = [table for table in tables if type(table) is dict]
    cells = [cell for table in tables if type(table) is tuple for cell in table]
    return SimpleNamespace(
        spaces=spaces,
        whole=_laid(whole),
        dicts=_laid(dicts),
        keys=list(chain.from_iterable(dicts)),
        cells=cells,
        contents=list(map(_contents, cells)),
        chosen=[(space.namespace.get, space.names, space.values, space.namespace, space.inherited)
                for space in spaces if not space.ours],
    )  # fmt: skip


def names_changed(passes):
    """The names that stand for something else now; what came and may have come is part of what was from now on."""
    if _all_as_it_was(passes):
        return []
    names = [name for space in passes.spaces for name in changed(space)]
    vars(passes).update(vars(passes_over(passes.spaces)))
    return names


def _laid(mappings):
    return SimpleNamespace(
        mappings=mappings, sizes=list(map(len, mappings)), values=list(chain.from_iterable(map(_values, mappings)))
    )


def _all_as_it_was(passes):
    if not (_as_laid(passes.whole) and _as_laid(passes.dicts)):
        return False
    if not all(map(is_, chain.from_iterable(passes.dicts.mappings), passes.keys)):
        return False
    if not all(map(is_, map(_contents, passes.cells), passes.contents)):
        return False
    for get, names, values, namespace, inherited in passes.chosen:
        if not all(map(is_, map(get, names), values)) or not inherited.isdisjoint(namespace):
            return False
    return True


def _as_laid(laid):
    """Whether as many values stand in the same order: a name that gave way to another moves to the end."""
    if list(map(len, laid.mappings)) != laid.sizes:
        return False
    return all(map(is_, chain.from_iterable(map(_values, laid.mappings)), laid.values))
