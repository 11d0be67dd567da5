"""Gate: the solution earns every point, by nbgrader's own rules and by each sub-check."""

from __future__ import annotations

from nbformat import NotebookNode
from nbgrader.utils import determine_grade

from course.authoring.gates.finding import Finding
from course.authoring.gates.studied import Studied
from course.authoring.text import Cell
from course.authoring.trials import REPORT
from course.outcomes import Outcome


def solution(studied: Studied) -> list[Finding]:
    """Errors and lost points in a run of the solved notebook."""
    findings = []
    for cell in studied.runs[0].notebook.cells:
        if cell.cell_type == "code":
            place = studied.cell_of[cell.id]
            findings += _noise(cell, place)
            if place.is_check:
                findings += _grade(cell, place)
    return findings


def _noise(cell: NotebookNode, place: Cell) -> list[Finding]:
    findings = []
    for output in cell.outputs:
        if output.output_type == "error":
            what = f"the solved notebook raises {output.ename}: {output.evalue}"
            findings.append(Finding(place.line, what, "mend this cell, or show the error inside try and except"))
        elif output.get("name") == "stderr":
            what = f"the solved notebook writes to stderr: {output.text.strip()[:200]}"
            findings.append(Finding(place.line, what, "remove the cause of the warning"))
    return findings


def _grade(cell: NotebookNode, place: Cell) -> list[Finding]:
    results = [output for output in cell.outputs if output.output_type == "execute_result"]
    if len(results) != 1 or REPORT not in results[0].data:
        what = f"{place.grade_id!r} shows {len(results)} results in place of one report"
        return [Finding(place.line, what, "let the cell end with its `with checks(…)` block, and display nothing")]
    findings = [
        Finding(place.line, f"on the solution, {sub['says']!r} is {sub['outcome']}", "mend the solution or the check")
        for sub in results[0].data[REPORT]["subchecks"]
        if sub["outcome"] != Outcome.PASSED
    ]
    try:
        earned, possible = determine_grade(cell)
    except ValueError as error:
        what = f"nbgrader can't grade {place.grade_id!r}: {error}"
        return [*findings, Finding(place.line, what, "correct its points")]
    if earned != possible:
        what = f"nbgrader gives the solution {earned:g} of {possible:g} points in {place.grade_id!r}"
        findings.append(Finding(place.line, what, "correct the solution or the check"))
    return findings
