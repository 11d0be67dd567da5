"""Gate: the learner's notebook gives nothing away and is one that nbgrader takes."""

from __future__ import annotations

import copy
from collections.abc import Iterator

import nbformat
from nbgrader.preprocessors import CheckCellMetadata

from course.authoring.exercise import Exercise
from course.authoring.gates._prose import code_in
from course.authoring.gates._regions import (
    HIDDEN,
    Lines,
    inside,
    outside,
    solution_lines,
    squeezed,
    starter,
    telling,
)
from course.authoring.gates.finding import Finding
from course.authoring.gates.studied import Studied

MARKERS = ("### BEGIN", "### END", "=== BEGIN MARK SCHEME", "=== END MARK SCHEME")
LONG = 24  # letters without spaces; a piece so long does not stand in another line by chance


def learner_notebook(studied: Studied) -> list[Finding]:
    """Secrets in the learner's notebook, outputs in it, and metadata that nbgrader refuses."""
    return [*_secrets(studied), *_markers(studied), *_form(studied)]


def _secrets(studied: Studied) -> list[Finding]:
    """Lines that only authors and graders see, found in the learner's notebook.

    A line that is shown openly before the exercise's task, or in a lesson that this one requires, was taught
    and is no secret.
    """
    cells = [(studied.cell_of[cell.id].line, Shown(cell.source)) for cell in studied.released.cells]
    required = [Shown(starter(cell)) for text in studied.earlier for cell in text.cells if not cell.is_check]
    findings = []
    for start, what, line, text, pressed in _secret_lines(studied):
        leaks = [place for place, shown in cells if place >= start and pressed in shown]
        taught = [shown for place, shown in cells if place < start] + required if leaks else []
        if leaks and not any(pressed in shown for shown in taught):
            what = f"the learner's notebook shows {what} of line {line}: `{text}`"
            findings.append(Finding(leaks[0], what, "take it out of this cell, or show it before the task"))
    return findings


class Shown:
    """What a cell shows: `pressed in shown` for a line of it, or for any long piece of it."""

    def __init__(self, source: str):
        pieces = [*source.split("\n"), *(line for code in code_in(source) for line in code.split("\n"))]
        self.lines = {squeezed(piece) for piece in pieces}
        self.whole = squeezed(source)

    def __contains__(self, pressed: str) -> bool:
        return pressed in self.lines or (len(pressed) >= LONG and pressed in self.whole)


def _secret_lines(studied: Studied) -> Iterator[tuple[int, str, int, str, str]]:
    """Where the exercise starts, what the secret is, its line, its text and its squeezed text."""
    for exercise in studied.exercises:
        start = exercise.task.line
        for what, lines, known in _secret_parts(exercise):
            seen = {squeezed(text) for _, text in known}
            yield from ((start, what, *line) for line in telling(lines) if line[2] not in seen)
    for cell in studied.text.cells:
        if "author-note" in cell.tags:
            lines = [(cell.at(offset), text.lstrip("# ")) for offset, text in enumerate(cell.source.split("\n"))]
            yield from ((1, "the author's note", *line) for line in telling(lines))


def _secret_parts(exercise: Exercise) -> Iterator[tuple[str, Lines, Lines]]:
    """What a secret of the exercise is, its lines, and the lines beside it that are no secret."""
    own = [] if exercise.answer.is_manual else list(enumerate(starter(exercise.answer).split("\n")))
    yield "the solution", solution_lines(exercise), own
    if exercise.check:
        yield "the hidden test", inside(exercise.check, HIDDEN), outside(exercise.check, HIDDEN)
    for wrong in exercise.wrong_answers:
        first = wrong.line + 2  # below the cell's marker and the message's line
        yield "the wrong answer", list(enumerate(wrong.source.split("\n"), start=first)), own


def _markers(studied: Studied) -> list[Finding]:
    return [
        Finding(studied.cell_of[cell.id].line, f"the learner's notebook has the marker {marker!r}", "close the region")
        for cell in studied.released.cells
        for marker in MARKERS
        if marker in cell.source
    ]


def _form(studied: Studied) -> list[Finding]:
    notebook, findings = studied.released, []
    for cell in notebook.cells:
        if cell.cell_type == "code" and (cell.outputs or cell.execution_count):
            line = studied.cell_of[cell.id].line
            findings.append(Finding(line, "the learner's notebook has an output", "run `python3 -m course build`"))
    kernel = notebook.metadata.get("kernelspec", {}).get("name")
    if kernel != "python3":
        findings.append(Finding(1, f"the learner's notebook names the kernel {kernel!r}", "it must be python3"))
    try:
        nbformat.validate(notebook)
        CheckCellMetadata().preprocess(copy.deepcopy(notebook), {})
    except Exception as error:
        step = "correct the nbgrader metadata of the cell that it names"
        findings.append(Finding(1, f"nbgrader refuses the learner's notebook: {error}", step))
    return findings
