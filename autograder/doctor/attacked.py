"""Running the attacks that fit any lesson with a lesson's wrong answers: what they earn more than these alone."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from copy import deepcopy
from pathlib import Path
from tempfile import TemporaryDirectory

import nbformat
from nbformat import NotebookNode

from autograder.doctor.corpus import Attack
from autograder.doctor.examine import Gain
from autograder.execute import Executor
from autograder.grade import Prepared
from autograder.rebuild import rebuild
from autograder.verdict import ExerciseVerdict, Verdict
from course.authoring.gates.studied import Studied
from course.exercises import find_exercises

FAULT = "the attack pays and nothing shows; withhold such a grade (autograder/guard), or compare with course.checks"


def gains_of_attacks(
    studied: Studied, attacks: Iterable[Attack], executor: Executor
) -> Iterator[tuple[Attack, tuple[Gain, ...]]]:
    """For each attack what it gained that is not withheld, tried on the lesson with its wrong answers."""
    wrong = _with_wrong_answers(studied)
    plain = {each.grade_id: each.earned or 0.0 for each in _verdict(studied, wrong, executor).exercises}
    for attack in attacks:
        verdict = _verdict(studied, _attacked(wrong, attack), executor)
        more = [each for each in verdict.exercises if (each.earned or 0.0) > plain[each.grade_id]]
        yield attack, () if verdict.withheld else tuple(_gain(studied, attack, each) for each in more)


def _with_wrong_answers(studied: Studied) -> NotebookNode:
    notebook = deepcopy(studied.released)
    wrong = {exercise.id: exercise.wrong_answers[0].source for exercise in studied.exercises if exercise.wrong_answers}
    for cell in notebook.cells:
        told = cell.metadata.get("nbgrader", {})
        if told.get("solution") and not told.get("grade"):
            cell.source = wrong.get(told["grade_id"], cell.source)
    return notebook


def _attacked(wrong: NotebookNode, attack: Attack) -> NotebookNode:
    """The notebook with the attack's code where a learner who tries it would put it."""
    notebook = deepcopy(wrong)
    place = next(at for at, cell in enumerate(notebook.cells) if cell.cell_type == "code") + 1
    if attack.get("first"):
        notebook.cells.insert(place, nbformat.v4.new_code_cell(attack.get("first"), id="own-first"))
    if attack.get("last"):
        notebook.cells.append(nbformat.v4.new_code_cell(attack.get("last"), id="own-last"))
    return notebook


def _verdict(studied: Studied, notebook: NotebookNode, executor: Executor) -> Verdict:
    solved = studied.composed
    rebuilt = rebuild(json.dumps(notebook).encode("utf-8"), solved, studied.released)
    prepared = Prepared(studied.lesson, rebuilt, find_exercises(solved.cells))
    with TemporaryDirectory(prefix="attacked-", ignore_cleanup_errors=True) as folder:
        return prepared.verdict(prepared.run(folder=Path(folder), executor=executor))


def _gain(studied: Studied, attack: Attack, found: ExerciseVerdict) -> Gain:
    checked = ((each, each.check) for each in studied.exercises if each.check)
    exercise, check = next(pair for pair in checked if pair[1].nbgrader["grade_id"] == found.grade_id)
    passed = tuple(sub.says for sub in found.subchecks if sub.outcome == "passed")
    says = f"an attack: {attack.get('title')} ({attack.name})"
    return Gain(exercise.id, exercise.title, check.line, says, found.earned or 0.0, found.points, passed, FAULT)
