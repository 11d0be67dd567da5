"""Trying answers on a lesson's checks: starters, solutions, wrong answers and hard-coded ones.

All trials of a lesson run in one kernel: the solved notebook, in which each exercise's answer and check
are preceded by the same cells with other answers. After each trial the notebook's names are put back.
"""

from __future__ import annotations

import ast
import copy
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

import nbformat
from nbformat import NotebookNode

from course.authoring.exercise import Exercise
from course.authoring.run import run
from course.outcomes import Outcome

REPORT = "application/vnd.mlcourse.check+json"
# Names with an underscore, since a lesson may well have a `record` of its own.
TOOLS = "from course.authoring import recorder as _recorder, rewind as _rewind"


class Answer(StrEnum):
    STARTER = "starter"
    WRONG = "wrong answer"
    HARD_CODED = "hard-coded"
    SOLUTION = "solution"
    OTHER = "another answer"


@dataclass(frozen=True)
class Trial:
    """What the check of one exercise said of one answer.

    `report` is None where the check itself broke, with the reason in `errors`; `stopped` is the error with
    which the answer's own cell ended, None where it ran.
    """

    exercise_id: str
    answer: Answer
    index: int
    report: dict | None
    value: str
    errors: tuple[str, ...]
    stopped: str | None = None

    @property
    def earned(self) -> float:
        return float(self.value) if self.value else 0.0

    @property
    def outcomes(self) -> tuple[Outcome, ...]:
        return tuple(Outcome(sub["outcome"]) for sub in self.subchecks)

    @property
    def subchecks(self) -> tuple[dict, ...]:
        return tuple(self.report["subchecks"]) if self.report else ()

    @property
    def message(self) -> str:
        """All that a learner can read of the sub-checks that did not pass."""
        if not self.report:
            return "\n".join(self.errors)
        parts = []
        for sub in self.subchecks:
            if sub["outcome"] != Outcome.PASSED:
                parts += [sub.get(key) for key in ("says", "called", "got", "expected", "help")]
                parts += [(sub.get("error") or {}).get(key) for key in ("type", "message", "line")]
        return "\n".join(str(part) for part in parts if part)


def run_trials(
    solved: NotebookNode,
    released: NotebookNode,
    exercises: tuple[Exercise, ...],
    others: Mapping[str, Sequence[str]] | None = None,
) -> tuple[Trial, ...]:
    """Run every trial of a lesson; one Trial for each answer of each exercise that has a check.

    `others` are further answers to try, by exercise id.
    """
    starters = {cell.id: cell.source for cell in released.cells}
    by_answer = {exercise.id: exercise for exercise in exercises if exercise.check}
    by_check = {exercise.check.grade_id: exercise for exercise in by_answer.values()}
    cells = [_code(TOOLS)]
    for cell in copy.deepcopy(solved).cells:
        if cell.id in by_answer:
            cells += _before_the_answer(by_answer[cell.id], starters, (others or {}).get(cell.id, ()))
        cells.append(cell)
        if cell.id in by_check:
            cell.metadata["trial"] = [by_check[cell.id].id, Answer.SOLUTION, 0]
            cells += _after_the_check(by_check[cell.id], starters)
    notebook = copy.copy(solved)
    notebook.cells = cells
    done = run(notebook, where="trials", allow_errors=True).notebook
    return _trials(done)


def _before_the_answer(exercise: Exercise, starters: dict[str, str], others: Sequence[str]) -> list[NotebookNode]:
    """The starter and each wrong answer, each followed by what stands between answer and check, and the check."""
    answers = [(Answer.STARTER, 0, starters[exercise.id])]
    answers += [(Answer.WRONG, number, wrong.source) for number, wrong in enumerate(exercise.wrong_answers)]
    answers += [(Answer.OTHER, number, source) for number, source in enumerate(others)]
    between = [cell.source for cell in exercise.given_before_check if cell.kind == "code"]
    sources = [exercise.check.source, *between, *(source for _, _, source in answers)]
    cells = [_keep(sources)]
    for kind, index, source in answers:
        cells.append(_code(source, answer_of=[exercise.id, kind, index]))
        cells += [_code(given) for given in between]
        cells.append(_code(exercise.check.source, trial=[exercise.id, kind, index]))
        cells.append(_code("_kept.back()"))
    return cells


def _after_the_check(exercise: Exercise, starters: dict[str, str]) -> list[NotebookNode]:
    """The answer replaced by a table of what the visible sub-checks saw, then the solution put back."""
    functions = defined_functions(exercise.answer.source)
    if not functions or not has_hidden(exercise):
        return []
    return [
        _keep([exercise.check.source]),
        _code("\n".join(f"{name} = _recorder.record({name!r}, {name})" for name in functions)),
        _code(starters[exercise.check.grade_id]),  # the released check: the visible sub-checks alone
        _code("\n".join(f"{name} = _recorder.replay({name!r})" for name in functions)),
        _code(exercise.check.source, trial=[exercise.id, Answer.HARD_CODED, 0]),
        _code("_kept.back()"),
    ]


def defined_functions(source: str) -> list[str]:
    """The names of the functions that a cell defines at its top level."""
    return [node.name for node in ast.parse(source).body if isinstance(node, ast.FunctionDef)]


def has_hidden(exercise: Exercise) -> bool:
    return bool(exercise.check) and "### BEGIN HIDDEN TESTS" in exercise.check.source


def _keep(sources: list[str]) -> NotebookNode:
    return _code(f"_kept = _rewind.Rewind(globals(), {sources!r})")


def _code(source: str, **metadata: object) -> NotebookNode:
    return nbformat.v4.new_code_cell(source, metadata=metadata)


def _trials(notebook: NotebookNode) -> tuple[Trial, ...]:
    trials, stopped = [], {}
    for cell in notebook.cells:
        errors = [f"{out.ename}: {out.evalue}" for out in cell.get("outputs", ()) if out.output_type == "error"]
        if errors and "answer_of" in cell.metadata:
            stopped[tuple(cell.metadata["answer_of"])] = errors[0]
        if "trial" in cell.metadata:
            trials.append(_trial(cell, errors, stopped.get(tuple(cell.metadata["trial"]))))
    return tuple(trials)


def _trial(cell: NotebookNode, errors: list[str], stopped: str | None) -> Trial:
    exercise_id, kind, index = cell.metadata["trial"]
    report, value = None, ""
    for output in cell.outputs:
        if output.output_type == "execute_result":
            report, value = output.data.get(REPORT), output.data.get("text/plain", "")
        elif output.get("name") == "stderr":
            errors = [*errors, f"stderr: {output.text}"]
    return Trial(exercise_id, Answer(kind), index, report, value, tuple(errors), stopped)
