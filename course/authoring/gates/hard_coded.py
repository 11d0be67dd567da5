"""Gate: an answer that knows the visible calls and nothing else fails the hidden tests."""

from __future__ import annotations

from course.authoring.gates._said import broken, trials_of
from course.authoring.gates.finding import Finding
from course.authoring.gates.studied import Studied
from course.authoring.trials import Answer, defined_functions, has_hidden
from course.outcomes import Outcome


def hard_coded(studied: Studied) -> list[Finding]:
    """Functions that no hidden test asks for, and hidden tests that ask what the visible ones did."""
    findings = []
    for exercise in studied.exercises:
        if exercise.check and exercise.answer.kind == "code" and not has_hidden(exercise):
            functions = defined_functions(exercise.answer.source)
            if functions:
                what = f"the check of {', '.join(functions)} has no hidden tests"
                step = "add some on other data, between ### BEGIN HIDDEN TESTS and ### END HIDDEN TESTS"
                findings.append(Finding(exercise.check.line, what, step))
    for exercise, trial in trials_of(studied, Answer.HARD_CODED):
        hidden = [sub["outcome"] for sub in trial.subchecks if sub["hidden"]]
        if broken(trial):
            what = f"the check of {exercise.id!r} breaks on a hard-coded answer: {broken(trial)}"
            findings.append(Finding(exercise.check.line, what, "let every call stand in a sub-check's lambda"))
        elif all(outcome == Outcome.PASSED for outcome in hidden):
            what = f"an answer that knows only the visible calls of {exercise.id!r} passes its hidden tests"
            findings.append(Finding(exercise.check.line, what, "let a hidden test use other data, with another result"))
    return findings
