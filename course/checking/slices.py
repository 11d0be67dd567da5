"""Which cells of a notebook each exercise's verdict follows from.

A slice is found from the check backwards: the cells that bind a name it reads, or that may change the object behind
one, then what those read, and so on. Cells of the course are trusted to change no object that they only read, which
the tests hold for every lesson; a learner's cells are trusted with nothing that their text does not show (_effects.py).
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from nbformat import NotebookNode

from course.checking._changes import Known
from course.checking._effects import Author, Facts, Unclear, facts_of, parsed
from course.exercises import Exercise

__all__ = ["Slice", "Unclear", "slices_of"]


@dataclass(frozen=True)
class Slice:
    """The numbers of the cells that an exercise's verdict follows from, and a fingerprint of their texts."""

    cells: frozenset[int]
    digest: str


@dataclass(frozen=True)
class _Cell:
    number: int
    facts: Facts
    name: str  # its grade_id, "" where it has none
    given: bool  # of the course, and not an answer


def slices_of(notebook: NotebookNode, exercises: Iterable[Exercise]) -> dict[str, Slice]:
    """The slice of each exercise that a check grades, by grade_id; Unclear where a cell may do what can't be seen."""
    cells, known = _cells(notebook)
    behind = _behind(cells, known)
    by_name = {cell.name: index for index, cell in enumerate(cells) if cell.name}
    answered = frozenset(name for cell in cells if not cell.given for name in cell.facts.binds)
    found = {}
    for exercise in exercises:
        if not exercise.by_person and exercise.grade_id in by_name:
            numbers = _slice(cells, by_name[exercise.grade_id], frozenset(exercise.answers), behind, answered)
            texts = "\0".join(notebook.cells[number].source for number in sorted(numbers))
            found[exercise.grade_id] = Slice(numbers, hashlib.sha256(texts.encode("utf-8")).hexdigest())
    return found


def _cells(notebook: NotebookNode) -> tuple[list[_Cell], Known]:
    """The code cells in their order, and what they make known."""
    code = [(number, cell) for number, cell in enumerate(notebook.cells) if cell.cell_type == "code"]
    trees = {number: parsed(cell.source) for number, cell in code if cell.source.strip()}
    known = Known.of(tree for tree in trees.values() if tree is not None)
    cells = []
    for number, tree in trees.items():
        metadata = notebook.cells[number].metadata
        nbgrader = metadata.get("nbgrader", {})
        author = Author.COURSE
        if metadata.get("course", {}).get("own") or nbgrader.get("solution"):
            author = Author.LEARNER
        elif nbgrader.get("grade"):
            author = Author.CHECK
        facts = facts_of(tree, known, author)
        cells.append(_Cell(number, facts, nbgrader.get("grade_id", ""), author is not Author.LEARNER))
    return cells, known


def _behind(cells: list[_Cell], known: Known) -> Mapping[str, frozenset[str]]:
    """For each name the names whose objects its own object may be part of or share parts with."""
    plain = set(known.imported) | known.functions
    behind: dict[str, frozenset[str]] = {}
    for cell in cells:
        data = cell.facts.needs - plain
        sources = data.union(*(behind.get(name, frozenset()) for name in data))
        for name in cell.facts.binds - plain:
            behind[name] = behind.get(name, frozenset()) | sources
    return behind


def _slice(
    cells: list[_Cell],
    check: int,
    answers: frozenset[str],
    behind: Mapping[str, frozenset[str]],
    answered: frozenset[str],
) -> frozenset[int]:
    def reach(names: frozenset[str]) -> frozenset[str]:
        return names.union(*(behind.get(name, frozenset()) for name in names))

    wanted = cells[check].facts.needs
    chosen = {cells[check].number}
    for cell in reversed(cells[:check]):
        facts = cell.facts
        if not (facts.far or cell.name in answers or facts.binds & wanted or reach(facts.touches) & reach(wanted)):
            continue
        chosen.add(cell.number)
        if cell.given and not facts.needs & answered:  # it runs to its end, whatever a learner wrote
            wanted -= facts.surely
        wanted |= facts.needs
    return frozenset(chosen)
