"""Gate: each mistake that the author foresaw loses points, and its message says what is wrong."""

from __future__ import annotations

from course.authoring.gates._said import broken, trials_of
from course.authoring.gates.finding import Finding
from course.authoring.gates.studied import Studied
from course.authoring.trials import Answer, defined_functions
from course.outcomes import Outcome


def wrong_answers(studied: Studied) -> list[Finding]:
    """Wrong answers with full points, taken for starters, or told in other words than the author named."""
    findings = []
    for exercise, trial in trials_of(studied, Answer.WRONG):
        wrong = exercise.wrong_answers[trial.index]
        name = f"wrong answer {trial.index + 1} of {exercise.id!r}"
        missing = set(defined_functions(exercise.answer.source)) - set(defined_functions(wrong.source))
        if trial.stopped or missing:
            what = f"{name} stops: {trial.stopped}" if trial.stopped else f"{name} does not define {min(missing)!r}"
            findings.append(Finding(wrong.line, what, "let it run, and err where a learner errs"))
            continue
        if broken(trial):
            what = f"the check breaks on {name}: {broken(trial)}"
            findings.append(Finding(wrong.line, what, "let every call stand in a sub-check's lambda"))
            continue
        if trial.earned >= exercise.check.nbgrader["points"]:
            what = f"{name} loses no points"
            findings.append(Finding(wrong.line, what, "add the sub-check that tells it from the solution"))
        elif Outcome.FAILED not in trial.outcomes:
            what = f"{name} is taken for an untouched starter"
            findings.append(Finding(wrong.line, what, "let it answer what the task asks"))
        else:
            findings += [
                Finding(wrong.line, f"the message on {name} lacks {words!r}; it says: {_short(trial.message)}",
                        "say it in the help of the sub-check that fails, or name other words")
                for words in wrong.words
                if _plain(words) not in _plain(trial.message)
            ]  # fmt: skip
    return findings


def _plain(text: str) -> str:
    return " ".join(text.split()).casefold()


def _short(message: str) -> str:
    text = " | ".join(line.strip() for line in message.splitlines() if line.strip())
    return text if len(text) <= 300 else f"{text[:300]}…"
