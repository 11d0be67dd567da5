"""The notebook that is graded: the solved source with the learner's text in the learner's places.

What was submitted is never run as it is. Check cells, given cells, their order, metadata and points come
from the course; the learner's answers come from the submission, matched by `grade_id`, and what the
learner added comes along where a person who grades by eye would read it:

- A code cell of their own (a helper function, an import) keeps its place between the course's cells,
  also between an answer and its check, where it is part of the answer. Only the course's text is a check.
- A given cell runs as given, and then the statements that the learner wrote into it.
- Of an answer that stands there twice, the copy that is not the starter counts; where several are not,
  the last before the check, as "Run all" would have it. The others run in their places.

Each thing that had to be put right is told in `Rebuilt.repairs`.
"""

from __future__ import annotations

import copy
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import nbformat
from nbformat import NotebookNode

from autograder._layout import Layout, same_text
from autograder._own_statements import own_statements
from autograder.submission import Submission, SubmittedCell, read_submission

COMPARED = {"points": "points", "grade": "the grade flag", "solution": "the solution flag"}
RUN_TAGS = frozenset({"skip-execution", "raises-exception"})  # which Jupyter obeys when it runs a notebook


@dataclass(frozen=True)
class Rebuilt:
    """The notebook to run, what was repaired, and the grade_ids whose answer is still the starter."""

    notebook: NotebookNode
    repairs: tuple[str, ...]
    untouched: frozenset[str]


def rebuild(submission: bytes | Path | str | Submission, solved: NotebookNode, released: NotebookNode) -> Rebuilt:
    """Return what to run and grade for a submission of the lesson whose notebooks are `solved` and `released`.

    `released` is the learner's notebook as handed out: the starters. NotebookError where the submission
    can't be read.
    """
    if not isinstance(submission, Submission):
        submission = read_submission(submission)
    return _Rebuilding(Layout(solved, released), submission).result()


class _Rebuilding:
    def __init__(self, layout: Layout, submission: Submission):
        self.layout = layout
        self.submitted = submission.cells
        self.slots = layout.slots_of(submission.cells)
        self.repairs = list(submission.repairs)
        self.by_slot: dict[int, list[int]] = defaultdict(list)
        for position, slot in enumerate(self.slots):
            if slot is not None:
                self.by_slot[slot].append(position)
        self.answers: dict[int, int] = {}
        self.carried: dict[int, list[tuple[str, str]]] = defaultdict(list)
        self.untouched: set[str] = set()

    def result(self) -> Rebuilt:
        for slot in self.layout.owned:
            self.choose_answer(slot)
        for slot in self.layout.locked:
            self.note_check(slot)
        self.note_order()
        self.note_tags()
        self.carry_own_cells()
        return Rebuilt(self.assemble(), tuple(self.repairs), frozenset(self.untouched))

    def choose_answer(self, slot: int) -> None:
        name = self.layout.name(slot)
        copies = self.by_slot[slot]
        if not copies:
            self.repairs.append(f"{name}: the answer cell was missing; its starter stands in its place")
            return
        changed = [at for at in copies if not self.is_starter(at, slot)]
        before_check = [at for at in changed if at < self.check_after(slot)]
        chosen = before_check[-1] if before_check else (changed or copies)[0]
        self.answers[slot] = chosen
        if len(copies) > 1:
            number = copies.index(chosen) + 1
            self.repairs.append(f"{name}: {len(copies)} cells claim to be this answer; number {number} counts")
        self.note_claims(slot, self.submitted[chosen])

    def is_starter(self, position: int, slot: int) -> bool:
        return same_text(self.submitted[position].text, self.layout.starter(slot))

    def check_after(self, slot: int) -> float:
        """Where in the submission the check of this answer stands; at infinity when it is gone."""
        check = self.layout.check_of(slot)
        positions = self.by_slot[check] if check is not None else []
        return positions[0] if positions else float("inf")

    def note_claims(self, slot: int, cell: SubmittedCell) -> None:
        name, true = self.layout.name(slot), self.layout.released.cells[slot]
        if cell.kind != true.cell_type:
            self.repairs.append(f"{name}: its cell type was {cell.kind}; it is {true.cell_type} again")
        if not cell.claims:
            self.repairs.append(f"{name}: its nbgrader metadata was gone; found by its cell id or text")
            return
        metadata = true.metadata.nbgrader
        if cell.grade_id is not None and cell.grade_id != name:
            self.repairs.append(f"{name}: its grade_id had been changed to {cell.grade_id[:60]!r}; put back")
        for key, words in COMPARED.items():
            if key in metadata and cell.claims.get(key) != metadata[key]:
                self.repairs.append(f"{name}: {words} had been changed; put back to {metadata[key]}")

    def note_check(self, slot: int) -> None:
        name, copies = self.layout.name(slot), self.by_slot[slot]
        if not copies:
            self.repairs.append(f"{name}: the check cell was missing; put back")
            return
        if len(copies) > 1:
            self.repairs.append(f"{name}: the check cell stood there {len(copies)} times; it runs once")
        if any(not same_text(self.submitted[at].text, self.layout.starter(slot)) for at in copies):
            self.repairs.append(f"{name}: the check cell had been edited; put back")
        self.note_claims(slot, self.submitted[copies[0]])

    def note_order(self) -> None:
        first = [self.by_slot[slot][0] for slot in sorted(self.by_slot) if self.by_slot[slot]]
        if first != sorted(first):
            self.repairs.append("cells stood in another order; put back")

    def note_tags(self) -> None:
        foreign = set()
        for cell, slot in zip(self.submitted, self.slots, strict=True):
            own = self.layout.released.cells[slot].metadata.get("tags", ()) if slot is not None else ()
            foreign |= (cell.tags & RUN_TAGS).difference(own)
        if foreign:
            self.repairs.append(f"tags that change how cells run were left out: {', '.join(sorted(foreign))}")

    def carry_own_cells(self) -> None:
        """Note for each slot the learner's own cells that follow it, in their order."""
        anchor = -1
        used = set(self.answers.values())
        for position, (cell, slot) in enumerate(zip(self.submitted, self.slots, strict=True)):
            if slot is not None and position >= self.answers.get(slot, 0):  # an earlier copy runs before the answer
                anchor = slot
            own = self.own_text(position, cell, slot) if position not in used else ""
            if own.strip():
                self.carried[self.after_missing_answers(anchor)].append((cell.kind, own))

    def own_text(self, position: int, cell: SubmittedCell, slot: int | None) -> str:
        if slot is None:
            if cell.claims.get("grade") and not cell.claims.get("solution"):
                self.repairs.append(f"{cell.grade_id}: a check that this lesson does not have was left out")
                return ""
            return cell.text if cell.kind != "raw" else ""
        if slot in self.layout.owned:
            return "" if self.is_starter(position, slot) else cell.text
        if slot in self.layout.locked or cell.kind != "code" or self.is_starter(position, slot):
            return ""
        own = own_statements(cell.text, self.layout.starter(slot))
        if own is not None:
            rest = ", then what was added" if own else ""
            self.repairs.append(f"a given cell had been edited; it runs as given{rest}")
        return own or ""

    def after_missing_answers(self, anchor: int) -> int:
        """Where a cell that follows `anchor` belongs: behind starters that were put back, before their check."""
        while anchor + 1 in self.layout.owned and not self.by_slot[anchor + 1]:
            anchor += 1
        return anchor

    def assemble(self) -> NotebookNode:
        solved = self.layout.solved
        cells = self.own_cells(-1)
        for slot in range(len(solved.cells)):
            cells += [self.course_cell(slot), *self.own_cells(slot)]
        metadata = copy.deepcopy(solved.metadata)
        return NotebookNode(cells=cells, metadata=metadata, nbformat=4, nbformat_minor=5)

    def course_cell(self, slot: int) -> NotebookNode:
        true = self.layout.solved.cells[slot]
        metadata, text = true.metadata, true.source
        if slot in self.layout.owned:
            metadata = self.layout.released.cells[slot].metadata  # with the starter's checksum
            text = self.answer_text(slot)
        return _new_cell(true.cell_type, text, true.get("id", f"cell-{slot}"), metadata)

    def answer_text(self, slot: int) -> str:
        starter = self.layout.starter(slot)
        chosen = self.answers.get(slot)
        if chosen is None or self.is_starter(chosen, slot):
            self.untouched.add(self.layout.name(slot))
            return starter
        return self.submitted[chosen].text

    def own_cells(self, slot: int) -> list[NotebookNode]:
        return [
            _new_cell(kind, text, f"own-{slot + 1}-{number}", {"course": {"own": True}})
            for number, (kind, text) in enumerate(self.carried[slot], 1)
        ]


def _new_cell(kind: str, text: str, cell_id: str, metadata: Mapping[str, Any]) -> NotebookNode:
    """A cell as nbformat makes it, without its validation, which for all cells of a notebook takes 30 ms."""
    cell = {"id": cell_id, "cell_type": "markdown", "source": text, "metadata": metadata}
    if kind == "code":
        cell |= {"cell_type": "code", "execution_count": None, "outputs": []}
    return nbformat.from_dict(cell)
