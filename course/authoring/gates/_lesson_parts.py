"""The parts of a lesson: title, warm-up, numbered exercises, mini-project, recap."""

from __future__ import annotations

import ast
import re

from course.authoring.exercise import KINDS
from course.authoring.gates._plots import parsed
from course.authoring.gates._prose import prose
from course.authoring.gates.finding import Finding
from course.authoring.gates.studied import Studied
from course.authoring.text import Cell

EXERCISES = range(8, 13)
FEWEST_KINDS = 5
CELLS = range(25, 56)
# Twelve exercises of task, answer, check, hints and after are sixty cells already, so the folded hints and the
# notes after an exercise, which a reader takes or leaves, are not counted among the cells of the lesson.
UNCOUNTED = {"hints", "after"}
RECAP_ITEMS = 5


def lesson_parts(studied: Studied) -> list[Finding]:
    return [
        *_title(studied),
        *_warm_up(studied),
        *_numbers(studied),
        *_kinds(studied),
        *_mini_project(studied),
        *_evidence(studied),
        *_recap(studied),
        *_count(studied),
        *_unfinished(studied),
    ]


def _title(studied: Studied) -> list[Finding]:
    cell, lesson = studied.text.cells[0], studied.lesson
    first = cell.source.strip().partition("\n")[0]
    if cell.kind != "markdown" or not first.startswith("# "):
        return [Finding(cell.line, "the lesson does not start with its title", "put a cell `# Title` first")]
    findings = []
    if first.removeprefix("# ").strip() != lesson.title:
        what = f"the title is {first.removeprefix('# ').strip()!r}, the manifest's is {lesson.title!r}"
        findings.append(Finding(cell.line, what, "make the two the same"))
    text = prose(cell)
    if not re.search(rf"\b{lesson.minutes}\b", text):
        what = f"the title cell does not say that the lesson takes {lesson.minutes} minutes"
        findings.append(Finding(cell.line, what, "write the minutes of the manifest, or correct them there"))
    for word, meaning in (("minutes", "how long it takes"), ("need", "what it needs"), ("data", "which data")):
        if word not in text.lower():
            what = f"the title cell does not say {meaning}: the word {word!r} is missing"
            findings.append(Finding(cell.line, what, "add it to the map of the lesson"))
    roles = [role.title for role in studied.manifest.roles]
    if not any(role.lower() in text.lower() for role in roles):
        what = "the title cell does not say who is paid for this"
        findings.append(Finding(cell.line, what, f"name at least one of: {', '.join(roles)}"))
    return findings


def _warm_up(studied: Studied) -> list[Finding]:
    if not studied.exercises:
        return [Finding(1, "the lesson has no exercise", "tag the cell of each task with `task`")]
    findings = []
    for index, exercise in enumerate(studied.exercises):
        is_warm_up = exercise.heading.startswith("## Warm-up: ")
        if is_warm_up != (index == 0):
            what = "is not the first exercise" if index else "the lesson's first exercise is no warm-up"
            what = f"the warm-up {what}" if index else what
            findings.append(Finding(exercise.task.line, what, "put one `## Warm-up: …` before the sections"))
    first = studied.exercises[0]
    asked = len(re.findall(r"\bexpect\.\w+\(", first.check.source)) if first.check else 0
    if asked < 3:
        what = f"the warm-up checks {asked} answers"
        findings.append(Finding(first.task.line, what, "ask three questions, each with a sub-check of its own"))
    return findings


def _numbers(studied: Studied) -> list[Finding]:
    findings = []
    numbered = [exercise for exercise in studied.exercises if exercise.number is not None]
    for expected, exercise in enumerate(numbered, start=1):
        if exercise.number != expected:
            what = f"exercise {exercise.number} stands where exercise {expected} belongs"
            findings.append(Finding(exercise.task.line, what, "number the exercises 1, 2, 3, … in their order"))
    if len(numbered) not in EXERCISES:
        what = f"the lesson has {len(numbered)} numbered exercises"
        findings.append(Finding(1, what, f"have {EXERCISES[0]} to {EXERCISES[-1]}"))
    return findings


def _kinds(studied: Studied) -> list[Finding]:
    findings = []
    for exercise in studied.exercises:
        kinds, line = exercise.task.tagged("kind"), exercise.task.line
        if len(kinds) != 1 or kinds[0] not in KINDS:
            what = f"{exercise.title!r} is of kind {', '.join(kinds) or '(none)'}"
            findings.append(Finding(line, what, f"tag its task with one `kind:`, one of: {', '.join(KINDS)}"))
        for kind, heading in (("retrieve", "## Warm-up: "), ("project", "## Mini-project: ")):
            if (exercise.kind == kind) != exercise.heading.startswith(heading):
                what = f"{exercise.title!r} is of kind {exercise.kind!r} under the heading {exercise.heading!r}"
                findings.append(Finding(line, what, f"kind:{kind} and the heading `{heading}…` go together"))
    kinds = {exercise.kind for exercise in studied.exercises if exercise.number is not None}
    if len(kinds) < FEWEST_KINDS:
        what = f"the numbered exercises are of {len(kinds)} kinds: {', '.join(sorted(kinds))}"
        findings.append(Finding(1, what, f"use at least {FEWEST_KINDS}"))
    return findings


def _mini_project(studied: Studied) -> list[Finding]:
    findings = []
    for exercise in studied.exercises[:-1]:
        if exercise.heading.startswith("## Mini-project: "):
            what = "an exercise follows the mini-project"
            findings.append(Finding(exercise.task.line, what, "make the mini-project the last exercise"))
    last = studied.exercises[-1:]
    if last and not last[0].heading.startswith("## Mini-project: "):
        what = "the last exercise is no mini-project"
        findings.append(Finding(last[0].task.line, what, "end with `## Mini-project: …`"))
    elif last and not any("rubric" in prose(cell).lower() for cell in (last[0].task, *last[0].given)):
        what = "the mini-project does not say how its free part is judged"
        findings.append(Finding(last[0].task.line, what, "print a **Rubric** in its task"))
    return findings


def _evidence(studied: Studied) -> list[Finding]:
    """The mini-project, or a cell after it, saves the evidence under this lesson's id."""
    start = studied.exercises[-1].task.line if studied.exercises else 1
    calls = [
        (cell, call)
        for cell in studied.learner_cells
        if cell.kind == "code" and cell.line >= start and not cell.is_check
        for call in _calls_of("save_evidence", cell)
    ]
    if not calls:
        return [Finding(start, "the mini-project saves no evidence", "call save_evidence(…) in it or after it")]
    findings = []
    for cell, call in calls:
        named = next((keyword.value for keyword in call.keywords if keyword.arg == "lesson"), None)
        if not isinstance(named, ast.Constant) or named.value != studied.lesson.id:
            what = "the evidence is not saved under this lesson's id"
            findings.append(Finding(cell.at(call.lineno - 1), what, f'write lesson="{studied.lesson.id}"'))
    return findings


def _calls_of(name: str, cell: Cell) -> list[ast.Call]:
    tree = parsed(cell.source)
    nodes = ast.walk(tree) if tree else ()
    return [n for n in nodes if isinstance(n, ast.Call) and isinstance(n.func, ast.Name) and n.func.id == name]


def _recap(studied: Studied) -> list[Finding]:
    cell = studied.learner_cells[-1]
    if cell.kind != "markdown" or cell.source.strip().partition("\n")[0].strip() != "## Recap":
        return [Finding(cell.line, "the last cell is no recap", "end the lesson with a cell `## Recap`")]
    items = len(re.findall(r"(?m)^(?:[-*]|\d\.) ", cell.source))
    if items != RECAP_ITEMS:
        what = f"the recap has {items} list items"
        step = "write five: what you can do, the words, three mistakes, where it returns, one thing to read"
        return [Finding(cell.line, what, step)]
    return []


def _count(studied: Studied) -> list[Finding]:
    counted = [cell for cell in studied.learner_cells if not UNCOUNTED & set(cell.tags)]
    if len(counted) in CELLS:
        return []
    what = f"the lesson has {len(counted)} cells, hints and notes after exercises not counted"
    return [Finding(1, what, f"have {CELLS[0]} to {CELLS[-1]}")]


def _unfinished(studied: Studied) -> list[Finding]:
    return [
        Finding(cell.at(offset), "a TODO is left", "write what belongs there, or delete it")
        for cell in studied.text.cells
        for offset, line in enumerate(cell.source.split("\n"))
        if re.search(r"\bTODO\b", line)
    ]
