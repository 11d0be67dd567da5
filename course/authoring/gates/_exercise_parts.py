"""The parts of one exercise: heading, answer with its region, check, wrong answers, hints, note after."""

from __future__ import annotations

import ast
import re

from course.authoring.exercise import HEADING, Exercise
from course.authoring.gates._plots import parsed
from course.authoring.gates._prose import prose
from course.authoring.gates._regions import HIDDEN, SOLUTION, has_region
from course.authoring.gates.finding import Finding

GRADE_ID = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
LONGEST_ID = 58  # nbformat takes cell ids of at most 64 letters; "-check" is six of them
FEWEST_WRONG_ANSWERS = 2


def exercise_parts(exercise: Exercise) -> list[Finding]:
    findings = [*_heading(exercise), *_answer(exercise), *_graded_by_a_person(exercise)]
    if exercise.check:
        findings += _check(exercise) + _wrong_answers(exercise)
    elif not exercise.answer.is_manual:
        what = f"nothing checks the answer {exercise.id!r}"
        findings.append(Finding(exercise.answer.line, what, f"add the check cell {exercise.id}-check after it"))
    if not exercise.hints:
        findings.append(_lacks(exercise, "no hints", "add a cell tagged `hints` with three tiers"))
    if exercise.after is None:
        findings.append(_lacks(exercise, "no note after it", "add a cell tagged `after` worth reading once it passes"))
    return findings


def _lacks(exercise: Exercise, what: str, next_step: str) -> Finding:
    return Finding(exercise.task.line, f"{exercise.title!r} has {what}", next_step)


def _heading(exercise: Exercise) -> list[Finding]:
    if HEADING.fullmatch(exercise.heading.strip()):
        return []
    what = f"{exercise.heading!r} is not the heading of an exercise"
    step = "write `## Exercise N: do this`, `## Warm-up: …` or `## Mini-project: …`"
    return [Finding(exercise.task.line, what, step)]


def _answer(exercise: Exercise) -> list[Finding]:
    cells, findings = {exercise.answer.line: exercise.answer} | {cell.line: cell for cell in exercise.manual}, []
    for cell in cells.values():
        name = cell.grade_id or ""
        if not GRADE_ID.fullmatch(name) or len(name) > LONGEST_ID:
            what = f"{name!r} is no grade_id of this course"
            findings.append(Finding(cell.line, what, "use small letters and digits with hyphens, at most 58"))
        if cell.kind == "code" and not has_region(cell, SOLUTION):
            what = f"the answer {name!r} has no solution region, so nbgrader would replace the whole cell"
            findings.append(Finding(cell.line, what, "put ### BEGIN SOLUTION and ### END SOLUTION around it"))
    return findings


def _graded_by_a_person(exercise: Exercise) -> list[Finding]:
    findings = []
    if (exercise.kind == "explain") != exercise.answer.is_manual:
        what = f"{exercise.title!r} is of kind {exercise.kind!r}"
        what += ", but a person grades it" if exercise.answer.is_manual else ", but no person grades it"
        step = 'kind:explain goes with nbgrader={"grade": true, "solution": true, "points": …} on a Markdown cell'
        findings.append(Finding(exercise.task.line, what, step))
    if exercise.manual and not any("rubric" in prose(cell).lower() for cell in (exercise.task, *exercise.given)):
        findings.append(_lacks(exercise, "no rubric, though a person grades it", "print a **Rubric** in its task"))
    for cell in exercise.manual:
        if not _is_points(cell.nbgrader.get("points")):
            findings.append(Finding(cell.line, f"{cell.grade_id!r} is worth no points", 'add "points": a number'))
    if exercise.answer.is_manual and exercise.wrong_answers:
        what = f"{exercise.title!r} has a wrong answer that nothing can try: a person grades it"
        findings.append(Finding(exercise.wrong_answers[0].line, what, "delete it, or add a check"))
    return findings


def _check(exercise: Exercise) -> list[Finding]:
    check, findings = exercise.check, []
    if check.grade_id != f"{exercise.id}-check":
        what = f"the check of {exercise.id!r} is named {check.grade_id!r}"
        findings.append(Finding(check.line, what, f"name it {exercise.id}-check"))
    points, block = check.nbgrader.get("points"), _with_block(check.source)
    if block is None:
        step = f'write: with checks("{exercise.id.replace("-", "_")}", points={points}) as expect:'
        return [*findings, Finding(check.line, "the check is not one `with checks(…)` block", step)]
    stated = next((keyword.value for keyword in block.keywords if keyword.arg == "points"), None)
    stated = stated.value if isinstance(stated, ast.Constant) else None
    if not _is_points(points) or stated != points:
        what = f"the check is worth {points} points in its metadata and {stated} in checks(…)"
        findings.append(Finding(check.line, what, "write the same number in both places"))
    visible, _, hidden = check.source.partition(HIDDEN[0])
    if "expect." not in visible:
        findings.append(Finding(check.line, "the check has no visible sub-check", "put one before the hidden ones"))
    if "expect." in hidden.partition(HIDDEN[1])[2]:
        findings.append(Finding(check.line, "a visible sub-check follows the hidden ones", "put it before them"))
    return findings


def _with_block(source: str) -> ast.Call | None:
    """The call `checks(…)` of a cell with exactly one such block at its top level."""
    tree = parsed(source)
    blocks = [
        item.context_expr
        for node in (tree.body if tree else ())
        if isinstance(node, ast.With)
        for item in node.items
        if isinstance(item.context_expr, ast.Call) and getattr(item.context_expr.func, "id", "") == "checks"
    ]
    return blocks[0] if len(blocks) == 1 else None


def _is_points(value: object) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool) and value > 0


def _wrong_answers(exercise: Exercise) -> list[Finding]:
    number = len(exercise.wrong_answers)
    if number >= FEWEST_WRONG_ANSWERS:
        return []
    what = f"{number} wrong answer{'' if number == 1 else 's'}"
    return [_lacks(exercise, what, "add cells tagged `wrong-answer`, each a mistake that learners make")]
