"""Gate: nothing is asked of a learner that was not shown before."""

from __future__ import annotations

import ast
import builtins
from collections import Counter

from course.authoring.exercise import Exercise
from course.authoring.gates._regions import SOLUTION, inside
from course.authoring.gates._shown import shown_by
from course.authoring.gates._syntax import Part, bound, parts
from course.authoring.gates.finding import Finding
from course.authoring.gates.studied import Studied
from course.authoring.text import Cell

# What needs no concept of the lesson: a question on earlier ones, and two sentences in one's own words.
WITHOUT_CONCEPT = {"retrieve", "explain"}


def order(studied: Studied) -> list[Finding]:
    """Concepts used before they are taught, and code in an answer that no earlier cell shows."""
    return [*_concepts_listed(studied), *_concepts_used(studied), *_code_shown(studied)]


def _concepts_listed(studied: Studied) -> list[Finding]:
    """The manifest's concepts of this lesson are those that its cells teach, each in one cell."""
    lesson, findings = studied.lesson, []
    taught = [(concept, cell) for cell in studied.learner_cells for concept in cell.tagged("teaches")]
    times = Counter(concept for concept, _ in taught)
    for concept, cell in taught:
        if concept not in lesson.concepts:
            what = f"the cell teaches {concept!r}, which is none of the lesson's concepts in the manifest"
            findings.append(Finding(cell.line, what, f"add it to `concepts` of {lesson.id}, or correct the tag"))
        if times[concept] > 1:
            what = f"{concept!r} is taught by {times[concept]} cells"
            findings.append(Finding(cell.line, what, "tag the one cell that introduces it"))
    for concept in lesson.concepts:
        if not times[concept]:
            what = f"no cell teaches {concept!r}, a concept of the lesson in the manifest"
            findings.append(Finding(1, what, f'tag the cell that introduces it with "teaches:{concept}"'))
    return findings


def _concepts_used(studied: Studied) -> list[Finding]:
    required = {concept for lesson in studied.manifest.before(studied.lesson) for concept in lesson.concepts}
    findings = []
    for exercise in studied.exercises:
        task, used = exercise.task, exercise.task.tagged("uses")
        if not used and exercise.kind not in WITHOUT_CONCEPT:
            what = f"{exercise.title!r} names no concept that it uses"
            findings.append(Finding(task.line, what, 'tag its task with "uses:CONCEPT"'))
        earlier = [cell for cell in studied.learner_cells if cell.line < task.line]
        taught = required | {concept for cell in earlier for concept in cell.tagged("teaches")}
        for concept in used:
            if concept not in taught:
                what = f"{exercise.title!r} uses {concept!r}, which is not taught before it"
                findings.append(Finding(task.line, what, "teach it in an earlier cell, or require its lesson"))
    return findings


def _code_shown(studied: Studied) -> list[Finding]:
    known = {part for text in studied.earlier for cell in text.cells for part in shown_by(cell)}
    answers = {exercise.answer.line: exercise for exercise in studied.exercises}
    findings = []
    for cell in studied.learner_cells:
        if cell.line in answers and cell.kind == "code":
            findings += _not_shown(answers[cell.line], known)
        known |= shown_by(cell)
    return findings


def _not_shown(exercise: Exercise, known: set[Part]) -> list[Finding]:
    """One finding for each part of the answer cell that is not known, at the first line that has it."""
    cell = exercise.answer
    tree = ast.parse(cell.source)
    own = bound(tree)
    in_solution = {line for line, _ in inside(cell, SOLUTION)}
    first: dict[Part, int] = {}
    for part, offset in parts(tree):
        if part not in known and not (part.kind in {"name", "keyword"} and part.name in own):
            line = cell.at(offset - 1)
            first[part] = min(line, first.get(part, line))
    return [_finding(exercise, cell, part, line, line in in_solution) for part, line in first.items()]


def _finding(exercise: Exercise, cell: Cell, part: Part, line: int, solution: bool) -> Finding:
    place = "solution" if solution else "starter"
    what = f"the {place} of {exercise.id!r} uses `{part}`, which nothing before it shows"
    if part.kind == "name" and not hasattr(builtins, part.name):
        what = f"the {place} of {exercise.id!r} uses the name `{part}`, which no open cell before it defines"
    return Finding(line, what, "show it in an earlier code cell, or in backticks in a text before the answer")
