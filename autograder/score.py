"""Points for each graded cell of an executed notebook: nbgrader's rules, and the check's own report beside them.

The number is always the one that nbgrader would record. The report tells the outcome and what to say; where
the two do not agree, which honest work never brings about, the grade is withheld for a person to look at.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Mapping

from nbformat import NotebookNode

from autograder._stopped import ADDED, NOT_RUN
from autograder.verdict import CheckReport, ExerciseVerdict, SubCheck, read_report
from course.checks import MIMETYPE
from course.exercises import Exercise
from course.outcomes import Outcome

USES_CHECKS = re.compile(r"\bchecks\s*\(")
CELL_FILE = re.compile(r"\(\S+\.py, line (\d+)\)")  # how a SyntaxError names the cell that it is in
CHECK_NOT_RUN = "the check was not run"  # since the notebook had ended before
LONGEST_ERROR = 300  # characters
ROUNDING = 0.0015  # a report is rounded down to three decimals


class ImpossibleScore(ValueError):
    """The cell's value is more than it can earn; nbgrader refuses the whole notebook for it."""


def score(
    notebook: NotebookNode, exercises: Iterable[Exercise], untouched: Iterable[str]
) -> tuple[ExerciseVerdict, ...]:
    """A verdict for each of the exercises in an executed notebook; `untouched` names answers left as released."""
    cells = {cell.metadata.nbgrader.grade_id: cell for cell in notebook.cells if "nbgrader" in cell.metadata}
    untouched = frozenset(untouched)
    return tuple(
        _by_person(exercise, untouched) if exercise.by_person else _checked(exercise, cells, untouched)
        for exercise in exercises
    )


def nbgrader_points(cell: NotebookNode, points: float) -> float:
    """What nbgrader records for an executed check cell worth `points`; ImpossibleScore where it raises.

    An error or anything on stderr is nothing; a number as the cell's result is that many points; any other
    result, and no output at all, is everything.
    """
    for output in cell.outputs:
        if _stops_scoring(output):
            return 0.0
        if output.output_type == "execute_result":
            return _partial_points(output.data.get("text/plain"), points)
    return points


def _partial_points(text: str | list[str] | None, points: float) -> float:
    if not text:
        raise ImpossibleScore("the result has no text")
    if isinstance(text, list):
        if len(text) > 1:
            return points
        text = text[0]
    try:
        value = float(text)
    except ValueError:
        return points
    if value > points:
        raise ImpossibleScore(f"the result {value:g} is more than the {points:g} points there are")
    return value if value >= 0 else points


def _by_person(exercise: Exercise, untouched: frozenset[str]) -> ExerciseVerdict:
    """As nbgrader has it: an untouched answer is worth nothing, any other waits for a person."""
    waits = exercise.grade_id not in untouched
    return ExerciseVerdict(
        grade_id=exercise.grade_id,
        title=exercise.title,
        kind=exercise.kind,
        points=exercise.points,
        earned=None if waits else 0.0,
        outcome=None if waits else Outcome.NOT_ATTEMPTED,
        awaits_person=waits,
    )


def _checked(exercise: Exercise, cells: Mapping[str, NotebookNode], untouched: frozenset[str]) -> ExerciseVerdict:
    cell = cells[exercise.grade_id]
    report = _report_of(cell)
    doubt = None
    try:
        earned = nbgrader_points(cell, exercise.points)
        if USES_CHECKS.search(cell.source):
            doubt = _doubt(cell, report, earned, exercise.points)
    except ImpossibleScore as error:
        doubt = str(error)
    if doubt:
        return _verdict(exercise, None, None, report, note=f"withheld for a person to look at: {doubt}")
    left_alone = bool(exercise.answers) and untouched.issuperset(exercise.answers)
    outcome = _outcome(cell, report, earned, exercise.points, left_alone)
    note = _why_none(cell)
    if outcome is Outcome.FAILED and (note is None or _was_not_run(cell)):
        note = _why_stopped(cells[answer] for answer in exercise.answers if answer in cells) or note
    return _verdict(exercise, earned, outcome, report, note)


def _verdict(
    exercise: Exercise, earned: float | None, outcome: Outcome | None, report: CheckReport | None, note: str | None
) -> ExerciseVerdict:
    subchecks: tuple[SubCheck, ...] = report.subchecks if report else ()
    return ExerciseVerdict(
        grade_id=exercise.grade_id,
        title=exercise.title,
        kind=exercise.kind,
        points=exercise.points,
        earned=earned,
        outcome=outcome,
        subchecks=subchecks,
        awaits_person=earned is None,
        note=note,
    )


def _report_of(cell: NotebookNode) -> CheckReport | None:
    bundles = [out.data[MIMETYPE] for out in cell.outputs if MIMETYPE in out.get("data", {})]
    return read_report(bundles[0]) if len(bundles) == 1 else None


def _doubt(cell: NotebookNode, report: CheckReport | None, earned: float, points: float) -> str | None:
    """Why the recorded number can't be what the check found; None where the two agree."""
    if earned == 0 and any(_stops_scoring(output) for output in cell.outputs):
        return None  # an error or stderr: worth nothing, report or not
    if report is None:
        return "the check ran, but its report is missing, doubled or damaged"
    weight = sum(part.weight for part in report.subchecks)
    passed = sum(part.weight for part in report.subchecks if part.outcome is Outcome.PASSED)
    if report.points != points or weight <= 0 or any(part.weight < 0 for part in report.subchecks):
        return "the check's report is not about this check"
    for value in (report.earned, points * passed / weight):
        if not math.isclose(value, earned, abs_tol=ROUNDING):
            return f"the score {earned:g} does not follow from the check's report"
    return None


def _stops_scoring(output: NotebookNode) -> bool:
    return output.output_type == "error" or (output.output_type == "stream" and output.name == "stderr")


def _outcome(cell: NotebookNode, report: CheckReport | None, earned: float, points: float, left_alone: bool) -> Outcome:
    if left_alone and earned == 0:
        return Outcome.NOT_ATTEMPTED
    if earned == points:
        return Outcome.PASSED
    if report is not None and earned == 0 and all(part.outcome is Outcome.NOT_ATTEMPTED for part in report.subchecks):
        return Outcome.NOT_ATTEMPTED
    if report is None and any(out.get("ename") == "NotImplementedError" for out in cell.outputs):
        return Outcome.NOT_ATTEMPTED
    return Outcome.FAILED


def _why_stopped(answers: Iterable[NotebookNode]) -> str | None:
    """The error that an answer cell itself ended in, before any check: the cause of what its check then finds."""
    for cell in answers:
        for output in cell.get("outputs", ()):
            if output.output_type == "error" and output.ename not in ("NotImplementedError", NOT_RUN):
                what = CELL_FILE.sub(r"(line \1)", _words_of(output))
                return f"your cell stopped: {what}"
    return None


def _why_none(cell: NotebookNode) -> str | None:
    """What to tell a learner whose check cell ended in an error or wrote to stderr; None where it did neither."""
    for output in cell.outputs:
        if output.output_type == "error":
            return f"{CHECK_NOT_RUN if output.ename == NOT_RUN else 'the check stopped'}: {_words_of(output)}"
        if output.output_type == "stream" and output.name == "stderr":
            return "something was written to stderr while the check ran, which scores nothing"
    return None


def _was_not_run(cell: NotebookNode) -> bool:
    return any(output.get("ename") == NOT_RUN for output in cell.outputs)


def _words_of(error: NotebookNode) -> str:
    """An error in a line: what it says, behind its name unless the grader gave it."""
    what = error.evalue[:LONGEST_ERROR]
    if error.ename in ADDED:
        return what
    return f"{error.ename}: {what}" if what else error.ename
