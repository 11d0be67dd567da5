"""Which cell of one notebook is which of another."""

from __future__ import annotations

from collections.abc import Sequence
from difflib import SequenceMatcher

from nbformat import NotebookNode

from autograder._layout import Layout, same_text
from autograder.submission import SubmittedCell

ALIKE = 0.6  # share of text that two cells have in common when one is the other's next version


def grading(cell: NotebookNode) -> dict:
    """What nbgrader knows of a cell; empty for one that is not graded."""
    return cell.metadata.get("nbgrader", {})


def is_answer(cell: NotebookNode) -> bool:
    return bool(grading(cell).get("solution"))


def is_graded(cell: NotebookNode) -> bool:
    return bool(grading(cell).get("solution") or grading(cell).get("grade"))


def places_in(released: NotebookNode, mine: NotebookNode) -> list[int | None]:
    """For each of the learner's cells the position of the released cell that it is; None for their own.

    Of several copies only one is the released cell: the one that has its cell id, else the first.
    """
    cells = [
        SubmittedCell(cell.cell_type, cell.source, grading(cell).get("grade_id"), cell.get("id")) for cell in mine.cells
    ]
    found = Layout(released, released).slots_of(cells)
    holders: dict[int, int] = {}
    for position, slot in enumerate(found):
        if slot is None or mine.cells[position].cell_type != released.cells[slot].cell_type:
            continue
        if slot not in holders or mine.cells[position].get("id") == released.cells[slot].get("id"):
            holders[slot] = position
    return [slot if slot is not None and holders.get(slot) == position else None for position, slot in enumerate(found)]


def successors(base: NotebookNode, new: NotebookNode) -> dict[int, int]:
    """For each cell of an older release the position of the same cell in a newer one; none for what is gone.

    The same cell has the same id; a graded one that was renamed has the same text and role; any other has much
    of its text.
    """
    by_id = {cell.id: at for at, cell in enumerate(new.cells)}
    found = {
        at: by_id[cell.id]
        for at, cell in enumerate(base.cells)
        if cell.id in by_id and _role(cell) == _role(new.cells[by_id[cell.id]])
    }
    old = [at for at in range(len(base.cells)) if at not in found]
    free = [at for at in range(len(new.cells)) if at not in found.values()]
    for at in old:
        best = _most_alike(base.cells[at], new.cells, free)
        if best is not None:
            found[at] = best
            free.remove(best)
    return found


def _role(cell: NotebookNode) -> tuple:
    return cell.cell_type, bool(grading(cell).get("solution")), bool(grading(cell).get("grade"))


def _most_alike(cell: NotebookNode, cells: Sequence[NotebookNode], free: Sequence[int]) -> int | None:
    candidates = [at for at in free if _role(cells[at]) == _role(cell)]
    if is_graded(cell):
        same = [at for at in candidates if same_text(cells[at].source, cell.source)]
        return same[0] if len(same) == 1 else None
    likeness = {at: _likeness(cell.source, cells[at].source) for at in candidates}
    best = max(likeness, key=likeness.__getitem__, default=None)
    return best if best is not None and likeness[best] >= ALIKE else None


def _likeness(one: str, other: str) -> float:
    matcher = SequenceMatcher(None, one, other, autojunk=False)
    return matcher.ratio() if matcher.quick_ratio() >= ALIKE else 0.0
