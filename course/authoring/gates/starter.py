"""Gate: a learner who has written nothing is told "not attempted", and can run all cells."""

from __future__ import annotations

from course.authoring.gates._said import broken, trials_of
from course.authoring.gates.finding import Finding
from course.authoring.gates.studied import Studied
from course.authoring.trials import REPORT, Answer
from course.outcomes import Outcome


def starter(studied: Studied) -> list[Finding]:
    """Starters that stop, and sub-checks that call an untouched starter passed or failed."""
    findings = []
    for exercise, trial in trials_of(studied, Answer.STARTER):
        line = exercise.check.line
        if trial.stopped:
            step = "name its variables with dots before the solution region: answer = ..."
            what = f"the starter of {exercise.id!r} stops: {trial.stopped}"
            findings.append(Finding(exercise.answer.line, what, step))
        if broken(trial):
            what = f"the check of {exercise.id!r} breaks on the starter: {broken(trial)}"
            findings.append(Finding(line, what, "let every call stand in a sub-check's lambda"))
        findings += [_told(exercise.id, line, sub, "") for sub in trial.subchecks if _is_told_wrong(sub)]
    return findings + _run_all(studied)


def _run_all(studied: Studied) -> list[Finding]:
    """The learner's notebook run from top to bottom with nothing written in it."""
    findings = []
    for cell in studied.starter_run.notebook.cells:
        place = studied.cell_of[cell.id]
        for output in cell.get("outputs", ()):
            if output.output_type == "error":
                what = f"running all cells of the untouched notebook stops here: {output.ename}: {output.evalue}"
                step = "show what does not need the answer, or ask first: if answer is not ...:"
                findings.append(Finding(place.line, what, step))
            for sub in output.get("data", {}).get(REPORT, {}).get("subchecks", ()):
                if _is_told_wrong(sub):
                    where = " when no exercise of the lesson is solved"
                    findings.append(_told(place.grade_id or "", place.line, sub, where))
    return list(dict.fromkeys(findings))


def _is_told_wrong(sub: dict) -> bool:
    return sub["outcome"] != Outcome.NOT_ATTEMPTED


def _told(name: str, line: int, sub: dict, when: str) -> Finding:
    what = f"{name!r} calls the untouched starter {sub['outcome']}: {sub['says']!r}{when}"
    return Finding(line, what, "let the sub-check call the answer, so that it meets the starter's `...` or error")
