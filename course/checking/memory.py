"""What the last runs of one lesson gave, and which of its exercises stand without running them again.

A verdict stands when every cell that it follows from (slices.py) reads as it did. Where that can't be told, or where
what was run looks as if one cell had reached another unseen, nothing stands and the whole lesson is run.
"""

from __future__ import annotations

import copy
from dataclasses import replace

from nbformat import NotebookNode

from autograder.execute import Executed, Executor
from autograder.grade import Prepared
from autograder.verdict import ExerciseVerdict, Verdict
from course.checking.slices import Slice, Unclear, slices_of


class Memory:
    """Of one lesson: `seconds` is what its last whole run took in cells, 0 before the first."""

    def __init__(self) -> None:
        self.seconds = 0.0
        self._course = ""
        self._known: dict[str, tuple[str, ExerciseVerdict]] = {}

    def keep(self, prepared: Prepared, executed: Executed, verdict: Verdict) -> None:
        """Remember a whole run."""
        self.seconds = verdict.seconds
        self._known = {}
        slices = _slices(prepared)
        if slices is not None and not _is_doubtful(executed):
            self._note(slices, verdict.exercises)

    def partial(self, prepared: Prepared, executor: Executor) -> tuple[Verdict, tuple[str, ...]] | None:
        """The verdict, and the exercises that were run for it; None where the whole has to run."""
        slices = _slices(prepared) if self._known else None
        if slices is None or set(slices) - set(self._known):
            return None
        due = tuple(name for name, part in slices.items() if self._known[name][0] != part.digest)
        notebook = _only(prepared.rebuilt.notebook, frozenset().union(*(slices[name].cells for name in due)))
        executed = prepared.run(notebook, executor=executor) if due else Executed(notebook, 0.0)
        if _is_doubtful(executed):
            return None
        fresh = prepared.verdict(executed)
        exercises = tuple(
            self._known[each.grade_id][1] if each.grade_id in slices and each.grade_id not in due else each
            for each in fresh.exercises
        )
        verdict = replace(fresh, exercises=exercises)
        self._note(slices, exercises)
        return verdict, due

    def _note(self, slices: dict[str, Slice], exercises: tuple[ExerciseVerdict, ...]) -> None:
        verdicts = {each.grade_id: each for each in exercises}
        self._known = {name: (part.digest, verdicts[name]) for name, part in slices.items()}


def _slices(prepared: Prepared) -> dict[str, Slice] | None:
    try:
        return slices_of(prepared.rebuilt.notebook, prepared.exercises)
    except (Unclear, SyntaxError, ValueError, RecursionError):
        return None


def _only(notebook: NotebookNode, numbers: frozenset[int]) -> NotebookNode:
    """A copy in which all other code cells are empty."""
    notebook = copy.deepcopy(notebook)
    for number, cell in enumerate(notebook.cells):
        if cell.cell_type == "code" and number not in numbers:
            cell.source = ""
            cell.outputs = []
    return notebook


def _is_doubtful(executed: Executed) -> bool:
    """Whether a cell may have reached another unseen.

    It did where the run was ended early or looks tampered with; it may have where something went to stderr, since
    Python warns once from a place, and another cell may have taken the warning.
    """
    outputs = (output for cell in executed.notebook.cells for output in cell.get("outputs", ()))
    warned = any(output.output_type == "stream" and output.name == "stderr" for output in outputs)
    return bool(executed.problem or executed.suspicion) or warned
