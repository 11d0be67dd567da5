"""The exercises of a lesson's text: contiguous units of task, answer, check, wrong answers, hints, after."""

from __future__ import annotations

import ast
import re
from dataclasses import dataclass

from course.authoring.text import Cell, LessonText

KINDS = (
    "retrieve", "write", "complete", "predict", "debug", "break", "ablate", "choose", "explain", "read",
    "project",
)  # fmt: skip
HEADING = re.compile(r"## (?:Exercise (?P<number>\d+)|Warm-up|Mini-project): (?P<title>\S.*)")
TAGS = ("task", "wrong-answer", "hints", "after", "author-note", "quiz", "raises-exception")
PREFIXES = ("kind", "uses", "teaches")
MESSAGE = re.compile(r"#\s*message:\s*(.+)")
REGION = re.compile(r"(?m)^\s*### (BEGIN|END) (SOLUTION|HIDDEN TESTS)\s*$")
HINT = re.compile(r"(?m)^# ?(?=[123]\. )")


@dataclass(frozen=True)
class WrongAnswer:
    """A mistake that learners make; the check's message must contain each of `words`."""

    source: str
    words: tuple[str, ...]
    line: int


@dataclass(frozen=True)
class Exercise:
    """One exercise.

    `answer` is the solution cell that the check looks at, else the first that a person grades; `manual` are
    all cells that a person grades; `given` are the cells without a tag, `given_before_check` those of them
    that a learner runs between answer and check.
    """

    task: Cell
    given: tuple[Cell, ...]
    given_before_check: tuple[Cell, ...]
    answer: Cell
    check: Cell | None
    manual: tuple[Cell, ...]
    wrong_answers: tuple[WrongAnswer, ...]
    hints: tuple[str, ...]
    hints_cell: Cell | None
    after: Cell | None

    @property
    def id(self) -> str:
        return self.answer.grade_id or ""

    @property
    def heading(self) -> str:
        return self.task.source.strip().partition("\n")[0]

    @property
    def title(self) -> str:
        match = HEADING.match(self.heading)
        return match["title"] if match else self.heading

    @property
    def number(self) -> int | None:
        match = HEADING.match(self.heading)
        return int(match["number"]) if match and match["number"] else None

    @property
    def kind(self) -> str:
        return next(iter(self.task.tagged("kind")), "")

    @property
    def points(self) -> float:
        cells = [*([self.check] if self.check else []), *self.manual]
        return sum(float(cell.nbgrader.get("points", 0)) for cell in cells)


def find_exercises(text: LessonText) -> tuple[Exercise, ...]:
    """The exercises of a lesson in order; LessonError where a unit is not contiguous or lacks a part."""
    _marked_well(text)
    exercises = []
    position = 0
    cells = text.cells
    while position < len(cells):
        if "task" in cells[position].tags:
            end = _end(cells, position)
            exercises.append(_exercise(text, cells[position:end]))
            position = end
        else:
            _not_stray(text, cells[position])
            position += 1
    return tuple(exercises)


def _marked_well(text: LessonText) -> None:
    """Graded cells have what nbgrader needs, each grade_id once; each region that begins in a cell ends in it."""
    seen: dict[str, Cell] = {}
    for cell in text.cells:
        _tagged_and_written_well(text, cell)
        name = cell.grade_id
        if cell.nbgrader and name is None:
            raise text.wrong("a graded cell has no grade_id", cell, 'add "grade_id": "a-name" to its nbgrader metadata')
        if cell.nbgrader.get("grade") and "points" not in cell.nbgrader:
            raise text.wrong(f"{name!r} is worth no points", cell, 'add "points": a number to its nbgrader metadata')
        if name is not None and name in seen:
            what = f"the grade_id {name!r} is that of line {seen[name].line} too"
            raise text.wrong(what, cell, "give each cell its own")
        seen |= {name: cell} if name is not None else {}
        marks = REGION.findall(cell.source)
        ends = [("END", what) for _, what in marks[::2]]
        if marks[1::2] != ends or any(mark != "BEGIN" for mark, _ in marks[::2]):
            raise text.wrong("a region has no end, or no beginning", cell, "pair ### BEGIN … with ### END …")


def _tagged_and_written_well(text: LessonText, cell: Cell) -> None:
    for tag in cell.tags:
        if tag not in TAGS and tag.partition(":")[0] not in PREFIXES:
            known = ", ".join([*TAGS, *(f"{prefix}:…" for prefix in PREFIXES)])
            raise text.wrong(f"unknown tag {tag!r}", cell, f"use one of: {known}")
    if cell.kind == "code" and (cell.nbgrader or "wrong-answer" in cell.tags):
        try:
            ast.parse(cell.source)
        except SyntaxError as error:
            line = cell.line + (error.lineno or 1)
            raise text.wrong(f"is not Python: {error.msg}", line, "mend that line") from None


def _end(cells: tuple[Cell, ...], start: int) -> int:
    """One past the unit that starts at `start`: its last graded, wrong-answer, hints or after cell."""
    last = start
    for index in range(start + 1, len(cells)):
        cell = cells[index]
        if "task" in cell.tags or (re.match(r"#{1,2} ", cell.source) and cell.kind == "markdown"):
            break
        if cell.nbgrader or {"wrong-answer", "hints", "after"} & set(cell.tags):
            last = index
    return last + 1


def _not_stray(text: LessonText, cell: Cell) -> None:
    for tag in ("wrong-answer", "hints", "after"):
        if tag in cell.tags:
            what = f"a {tag} cell stands outside an exercise"
            raise text.wrong(what, cell, "move it below the exercise's check")
    if cell.nbgrader:
        raise text.wrong(f"{cell.grade_id!r} stands outside an exercise", cell, "put a task cell before it")


def _exercise(text: LessonText, cells: tuple[Cell, ...]) -> Exercise:
    task, *rest = cells
    answers = [cell for cell in rest if cell.is_answer]
    if not answers:
        what = "the exercise has no answer cell"
        raise text.wrong(what, task, 'add a cell with nbgrader={"grade_id": …, "solution": true}')
    checked = [cell for cell in answers if not cell.is_manual]
    if len(checked) > 1:
        raise text.wrong("an exercise has one answer cell", checked[1], "make it an exercise of its own")
    answer = (checked or answers)[0]
    checks = [cell for cell in rest if cell.is_check]
    if len(checks) > 1:
        what = "an exercise has one check cell"
        raise text.wrong(what, checks[1], "put its sub-checks into one with block")
    hints = [cell for cell in rest if "hints" in cell.tags]
    afters = [cell for cell in rest if "after" in cell.tags]
    given = tuple(cell for cell in rest if not cell.nbgrader and not cell.tags)
    end = checks[0].line if checks else answer.line
    return Exercise(
        task=task,
        given=given,
        given_before_check=tuple(cell for cell in given if answer.line < cell.line < end),
        answer=answer,
        check=checks[0] if checks else None,
        manual=tuple(cell for cell in answers if cell.is_manual),
        wrong_answers=tuple(_wrong_answer(text, cell) for cell in rest if "wrong-answer" in cell.tags),
        hints=split_hints(hints[0].source) if hints else (),
        hints_cell=hints[0] if hints else None,
        after=afters[0] if afters else None,
    )


def split_hints(source: str) -> tuple[str, ...]:
    """The tiers of a hints cell, written as comment lines that start with 1., 2. and 3."""
    items = HINT.split(source)
    tiers = []
    for item in items[1:]:
        lines = [re.sub(r"^#\s?", "", line).strip() for line in item.splitlines()]
        tiers.append(re.sub(r"^[123]\.\s*", "", " ".join(lines).strip()))
    return tuple(tiers)


def _wrong_answer(text: LessonText, cell: Cell) -> WrongAnswer:
    first, _, source = cell.source.partition("\n")
    match = MESSAGE.match(first)
    words = tuple(re.findall(r'"([^"]+)"', match[1])) if match else ()
    if not words:
        what = "a wrong answer names what its message contains"
        raise text.wrong(what, cell, 'start it with `# message: "words"`')
    return WrongAnswer(source=source, words=words, line=cell.line)
