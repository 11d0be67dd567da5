"""The notebook that has the course's new text and the learner's own: every answer stays, every change comes in.

Of a given cell that the learner edited and the course changed, the course's text comes in and the learner's stands
below it as a raw cell, which shows but does not run. Merging again changes nothing more, so that an update that was
cut off can be done again.
"""

from __future__ import annotations

import copy
import hashlib
from collections import defaultdict
from dataclasses import dataclass
from enum import StrEnum

import nbformat
from nbformat import NotebookNode

from autograder._layout import same_text
from course.update.align import is_answer, is_graded, places_in, successors

NOTE = {"course": {"update": True}}


class Kind(StrEnum):
    """What a learner should look at after an update."""

    TASK_CHANGED = "its task changed; your answer is as you wrote it"
    STARTER_CHANGED = "its starter changed; the new one stands below your answer"
    EXERCISE_GONE = "is no longer in the lesson; your answer stays as a cell of your own"
    KEPT_BELOW = "was changed by you and by the course; your text stands below the course's"
    PUT_BACK = "had been deleted; it is back"


@dataclass(frozen=True)
class Note:
    """`what` is the exercise or the beginning of the cell that the note is about."""

    kind: Kind
    what: str

    def __str__(self) -> str:
        return f"{self.what}: {self.kind}"


@dataclass(frozen=True)
class Merged:
    notebook: NotebookNode
    notes: tuple[Note, ...]


def merge(base: NotebookNode, mine: NotebookNode, new: NotebookNode) -> Merged:
    """Return the learner's notebook `mine`, which began as `base`, brought to the release `new`."""
    return _Merging(base, mine, new).result()


class _Merging:
    def __init__(self, base: NotebookNode, mine: NotebookNode, new: NotebookNode):
        self.base, self.mine, self.new = base, mine, new
        self.next_of = successors(base, new)
        self.before_of = {later: earlier for earlier, later in self.next_of.items()}
        self.in_base, in_new = places_in(base, mine), places_in(new, mine)
        self.in_new = [
            slot if old is None else self.next_of.get(old) for old, slot in zip(self.in_base, in_new, strict=True)
        ]
        self.mine_at = {slot: at for at, slot in enumerate(self.in_new) if slot is not None}
        self.ids = {cell.get("id") for cell in mine.cells}
        self.own_after: dict[int, list[NotebookNode]] = defaultdict(list)
        self.cells: list[NotebookNode] = []
        self.notes: list[Note] = []

    def result(self) -> Merged:
        self.gather_own()
        self.cells += self.own_after[-1]
        for slot in range(len(self.new.cells)):
            self.put(slot)
            self.cells += self.own_after[slot]
        notebook = copy.deepcopy(self.new)
        notebook.cells = _with_unique_ids(self.cells)
        return Merged(notebook, tuple(dict.fromkeys(self.notes)))

    # -- the learner's own cells

    def gather_own(self) -> None:
        """Note for each new cell the learner's own that follow it, in their order."""
        anchor = -1
        for at, cell in enumerate(self.mine.cells):
            slot = self.in_new[at]
            if slot is not None:
                anchor = slot
            elif self.in_base[at] is None:
                self.own_after[anchor].append(copy.deepcopy(cell))
            else:
                self.own_after[anchor] += self.left_over(at, cell)

    def left_over(self, at: int, cell: NotebookNode) -> list[NotebookNode]:
        """What stays of a cell that the course no longer has: nothing, unless the learner wrote into it."""
        released = self.base.cells[self.in_base[at]]
        if same_text(cell.source, released.source):
            return []
        if not is_answer(released):
            return [self.below(cell)]
        self.notes.append(Note(Kind.EXERCISE_GONE, _title_before(self.base, self.in_base[at])))
        words = "**This exercise is no longer in the lesson.** The cell below is your answer to it; it is yours now."
        make = nbformat.v4.new_code_cell if cell.cell_type == "code" else nbformat.v4.new_markdown_cell
        kept = make(cell.source, id=_name("kept", cell.source), metadata=copy.deepcopy(NOTE))
        return [*self.note_cell(words + "\n\n" + _title_before(self.base, self.in_base[at])), kept]

    def below(self, cell: NotebookNode) -> NotebookNode:
        """The learner's text of a cell whose place the course's text takes: to be read, not to be run."""
        self.notes.append(Note(Kind.KEPT_BELOW, _beginning(cell)))
        return nbformat.v4.new_raw_cell(cell.source, id=_name("kept", cell.source), metadata=copy.deepcopy(NOTE))

    # -- the course's cells

    def put(self, slot: int) -> None:
        new, at = self.new.cells[slot], self.mine_at.get(slot)
        before = self.base.cells[self.before_of[slot]] if slot in self.before_of else None
        if at is None:
            self.put_missing(slot, before)
            return
        mine = self.mine.cells[at]
        edited = not same_text(mine.source, new.source) and not (before and same_text(mine.source, before.source))
        if not edited:
            self.cells.append(_with_outputs(copy.deepcopy(new), mine))
        elif is_answer(new):
            self.put_answer(slot, mine, before)
        elif is_graded(new) or before is None or not same_text(new.source, before.source):
            self.cells.append(copy.deepcopy(new))
            self.add_once(self.below(mine))
        else:
            self.cells.append(_with_text(copy.deepcopy(new), mine))

    def put_missing(self, slot: int, before: NotebookNode | None) -> None:
        """A cell that the learner does not have: a new one comes in, a graded one back, another stays deleted."""
        new = self.new.cells[slot]
        if before is not None and is_graded(new):
            self.notes.append(Note(Kind.PUT_BACK, _title_before(self.new, slot)))
        elif before is not None and same_text(before.source, new.source):
            return
        self.cells.append(copy.deepcopy(new))

    def put_answer(self, slot: int, mine: NotebookNode, before: NotebookNode | None) -> None:
        title = _title_before(self.new, slot)
        if self.task_changed(slot):
            self.notes.append(Note(Kind.TASK_CHANGED, title))
            words = f"**The task above changed with release {_release(self.new)}.** Your answer is as you wrote it."
            self.cells += self.note_cell(f"{words}\n\n{title}")
        new = self.new.cells[slot]
        self.cells.append(_with_text(copy.deepcopy(new), mine))
        if before is not None and not same_text(before.source, new.source):
            self.notes.append(Note(Kind.STARTER_CHANGED, title))
            raw = nbformat.v4.new_raw_cell(new.source, id=_name("starter", new.source), metadata=copy.deepcopy(NOTE))
            self.add_once(raw)

    def task_changed(self, slot: int) -> bool:
        task = _task_before(self.new, slot)
        if task is None or slot not in self.before_of:
            return False
        before = _task_before(self.base, self.before_of[slot])
        return before is not None and not same_text(self.base.cells[before].source, self.new.cells[task].source)

    # -- what the update itself adds

    def note_cell(self, words: str) -> list[NotebookNode]:
        name = _name("note", words)
        if name in self.ids:
            return []
        return [nbformat.v4.new_markdown_cell(words, id=name, metadata=copy.deepcopy(NOTE))]

    def add_once(self, cell: NotebookNode) -> None:
        """Add a cell that an earlier try of this update has not added already."""
        if cell.id not in self.ids:
            self.cells.append(cell)


def _with_outputs(cell: NotebookNode, mine: NotebookNode) -> NotebookNode:
    """The course's cell with the learner's outputs, if it is the text that gave them."""
    if cell.cell_type == "code" and same_text(cell.source, mine.source):
        cell.outputs = copy.deepcopy(mine.get("outputs", []))
        cell.execution_count = mine.get("execution_count")
    return cell


def _with_text(cell: NotebookNode, mine: NotebookNode) -> NotebookNode:
    cell.source = mine.source
    if "attachments" in mine:
        cell.attachments = copy.deepcopy(mine.attachments)
    return _with_outputs(cell, mine)


def _task_before(notebook: NotebookNode, at: int) -> int | None:
    tasks = (slot for slot in range(at, -1, -1) if "task" in notebook.cells[slot].metadata.get("tags", ()))
    return next(tasks, None)


def _title_before(notebook: NotebookNode, at: int) -> str:
    """The heading of the task that a cell belongs to, else its own beginning."""
    task = _task_before(notebook, at)
    return _beginning(notebook.cells[at if task is None else task])


def _beginning(cell: NotebookNode) -> str:
    line = next((line for line in cell.source.splitlines() if line.strip()), "an empty cell")
    return line.lstrip("# ").strip()[:60]


def _release(notebook: NotebookNode) -> str:
    return str(notebook.metadata.get("course", {}).get("release", "this one"))


def _name(prefix: str, text: str) -> str:
    return f"{prefix}-{hashlib.sha256(text.encode()).hexdigest()[:12]}"


def _with_unique_ids(cells: list[NotebookNode]) -> list[NotebookNode]:
    """The cells, those that share an id with an earlier one, or have none, under another."""
    seen: set[str] = set()
    for number, cell in enumerate(cells):
        while not cell.get("id") or cell.id in seen:
            cell["id"] = _name("own", f"{cell.get('id')} {number} {len(seen)}")
        seen.add(cell.id)
    return cells
