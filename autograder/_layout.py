"""Which cells a lesson has, whose they are, and which of them a submitted cell is."""

from __future__ import annotations

from collections.abc import Iterable

from nbformat import NotebookNode

from autograder.submission import SubmittedCell
from course.errors import BuildError


def same_text(one: str, other: str) -> bool:
    """Whether two cells read the same, whatever their trailing spaces and blank lines at either end."""
    return [line.rstrip() for line in one.strip().splitlines()] == [
        line.rstrip() for line in other.strip().splitlines()
    ]


class Layout:
    """A lesson's cells by number: `owned` ones are the learner's to write, `locked` ones check them."""

    def __init__(self, solved: NotebookNode, released: NotebookNode):
        self.solved, self.released = solved, released
        if [_key(cell) for cell in solved.cells] != [_key(cell) for cell in released.cells]:
            raise BuildError(
                "the solved and the released notebook of the lesson do not belong together",
                next_step="python3 -m course build",
            )
        self.owned = {slot for slot, cell in enumerate(solved.cells) if _flag(cell, "solution")}
        self.locked = {slot for slot, cell in enumerate(solved.cells) if _flag(cell, "grade")} - self.owned
        self._by_grade_id = {self.name(slot): slot for slot in self.owned | self.locked}
        self._by_cell_id = {cell.get("id"): slot for slot, cell in enumerate(solved.cells) if cell.get("id")}

    def name(self, slot: int) -> str:
        return _key(self.solved.cells[slot])[1]

    def starter(self, slot: int) -> str:
        """The text of that cell as it was handed out."""
        return self.released.cells[slot].source

    def check_of(self, slot: int) -> int | None:
        """The check cell that follows an answer; None where a person grades it."""
        if _flag(self.solved.cells[slot], "grade"):
            return None
        return min((check for check in self.locked if check > slot), default=None)

    def slots_of(self, cells: Iterable[SubmittedCell]) -> list[int | None]:
        """For each submitted cell the number of the course's cell that it is; None for the learner's own.

        By grade_id; else by cell id, also where the grade_id is one that the lesson does not have; else, as editors
        without cell ids write it, by its unchanged text.
        """
        cells = tuple(cells)
        slots = [self._named(cell) for cell in cells]
        taken = {slot for slot in slots if slot is not None}
        for position, cell in enumerate(cells):
            if slots[position] is None:
                slots[position] = self._renamed(cell, taken) if cell.grade_id else self._unchanged(cell, taken)
                taken.add(slots[position])
        return slots

    def _named(self, cell: SubmittedCell) -> int | None:
        if cell.grade_id is not None:
            return self._by_grade_id.get(cell.grade_id)
        return self._by_cell_id.get(cell.cell_id)

    def _renamed(self, cell: SubmittedCell, taken: set) -> int | None:
        """The cell of that id, if nothing else goes by its name."""
        slot = self._by_cell_id.get(cell.cell_id)
        return slot if slot in self._by_grade_id.values() and slot not in taken else None

    def _unchanged(self, cell: SubmittedCell, taken: set) -> int | None:
        for slot, released in enumerate(self.released.cells):
            if slot not in taken and released.cell_type == cell.kind and same_text(released.source, cell.text):
                return slot
        return None


def _flag(cell: NotebookNode, name: str) -> bool:
    return bool(cell.metadata.get("nbgrader", {}).get(name))


def _key(cell: NotebookNode) -> tuple[str, str]:
    return cell.cell_type, cell.metadata.get("nbgrader", {}).get("grade_id", "")
