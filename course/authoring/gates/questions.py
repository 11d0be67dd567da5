"""Gate: the lesson asks enough revision questions, and each can be put to a learner."""

from __future__ import annotations

import re

from course.authoring.gates.finding import Finding
from course.authoring.gates.studied import Studied
from course.authoring.gates.voice import WORDS
from course.questions import Question, find_questions

FEWEST = 5
LONGEST = 70  # words of a question without its choices


def questions(studied: Studied) -> list[Finding]:
    """What is missing or unclear in the lesson's revision questions."""
    found = find_questions(studied.text, studied.lesson.id)
    findings = []
    if len(found) < FEWEST:
        what = f"the lesson has {len(found)} revision questions"
        findings.append(Finding(1, what, f"write at least {FEWEST}, each in a Markdown cell tagged `quiz`"))
    names = {exercise.id for exercise in studied.exercises}
    for question in found:
        findings += [Finding(question.line, *fault) for fault in _faults(question, names)]
    return findings


def _faults(question: Question, exercises: set[str]) -> list[tuple[str, str]]:
    faults = []
    if question.exercise is not None and question.exercise not in exercises:
        known = ", ".join(sorted(exercises))
        faults.append((f"the question belongs to no exercise {question.exercise!r}", f"name one of: {known}"))
    length = len(question.text.split())
    if length > LONGEST:
        faults.append((f"the question has {length} words", f"ask it in {LONGEST}: it is answered in half a minute"))
    if len({choice.text for choice in question.choices}) < len(question.choices):
        faults.append(("two choices of the question are the same", "write each once"))
    said = " ".join([question.text, question.why, *(f"{choice.text} {choice.why}" for choice in question.choices)])
    prose = re.sub(r"`[^`]*`", " ", said)
    for pattern, step in WORDS:
        faults += [(f"the question says {match[1]!r}", step) for match in pattern.finditer(prose)]
    return faults
