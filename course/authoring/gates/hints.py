"""Gate: three tiers of hints, none of which is the solution."""

from __future__ import annotations

import re

from course.authoring.exercise import Exercise
from course.authoring.gates._regions import solution_lines, squeezed, telling
from course.authoring.gates.finding import Finding
from course.authoring.gates.studied import Studied

TIERS = 3


def hints(studied: Studied) -> list[Finding]:
    """Hints that are missing, empty, repeated, or that give a line of the solution away."""
    findings = []
    for exercise in studied.exercises:
        line = (exercise.hints_cell or exercise.task).line
        findings += _tiers(exercise, line) + _leaks(exercise, line)
    return findings


def _tiers(exercise: Exercise, line: int) -> list[Finding]:
    tiers = exercise.hints
    beyond = re.search(r"(?m)^# ?[4-9]\. ", exercise.hints_cell.source) if exercise.hints_cell else None
    if len(tiers) != TIERS or beyond:
        what = f"{exercise.title!r} has {'more than three' if beyond else len(tiers)} tiers of hints"
        step = "write three comment items: # 1. where to look, # 2. next step, # 3. almost the code"
        return [Finding(line, what, step)]
    findings = [
        Finding(line, f"hint {number} of {exercise.title!r} is empty", "write a sentence")
        for number, tier in enumerate(tiers, start=1)
        if not re.search(r"\w", tier)
    ]
    if len({squeezed(tier).lower() for tier in tiers}) < TIERS:
        what = f"two hints of {exercise.title!r} are the same"
        findings.append(Finding(line, what, "let each say more than the one before"))
    return findings


def _leaks(exercise: Exercise, line: int) -> list[Finding]:
    return [
        Finding(line, f"hint {number} of {exercise.title!r} contains the solution's `{text}`", "say it in words")
        for number, tier in enumerate(exercise.hints, start=1)
        for _, text, pressed in telling(solution_lines(exercise))
        if pressed in squeezed(tier)
    ]
