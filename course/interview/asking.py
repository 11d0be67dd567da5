"""What an interviewer asks about an exercise, and the outline to hold an answer against.

Both are made of the lesson's own text: the exercise's heading, the revision questions on it, and the note after it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from course.authoring.exercise import find_exercises
from course.authoring.text import read_text
from course.exercises import Exercise
from course.manifest import Lesson
from course.questions import Question
from course.review.taking_up import questions_on

NUMBER = re.compile(r"^(Exercise \d+|Mini-project|Warm-up):\s*")
LINK = re.compile(r"\[([^\]]+)\]\([^)]*\)")
LEAD = re.compile(r"^\*\*[^*]+\*\*\s*")
FOLLOW_UPS = 2

# What is asked of each kind of exercise; {} is its heading, an imperative: "count the flights that were late".
OPENINGS = {
    "write": "You are asked to {}. How do you go about it, and how do you know that your answer is right?",
    "complete": "You are asked to {}. Which steps are needed, in which order, and why in that order?",
    "predict": "Your task was to {}. What decides the outcome, and what do people expect wrongly?",
    "debug": "You are asked to {}. How do you find what is wrong, and how do you show that it is gone?",
    "break": "You are asked to {}. Where do you look for a case in which it fails, and what does one prove?",
    "ablate": "You are asked to {}. What do you change, what do you keep, and what may you conclude?",
    "choose": "You are asked to {}. Between what do you choose, and which number decides?",
    "explain": "You are asked to {}. Say it aloud to somebody who was not there.",
    "read": "You are asked to {}. Where do you look, and what could mislead you?",
    "project": "Tell of your project, to {}: the question, the finding, how sure you are, and what you would do next.",
}
ANY = "You are asked to {}. How do you go about it?"


@dataclass(frozen=True)
class Interview:
    """What is asked first, what is asked then, and what a good answer has in it."""

    opening: str
    follow_ups: tuple[str, ...]
    outline: tuple[str, ...]


def interview_on(lesson: Lesson, exercise: Exercise) -> Interview:
    """The questions on one exercise with the points of a good answer, one or more for each follow-up."""
    heading = NUMBER.sub("", exercise.title)
    asked = [one for one in questions_on(lesson, exercise.grade_id) if one.exercise is not None][:FOLLOW_UPS]
    note = _notes(lesson.text_path, lesson.text_path.stat().st_mtime_ns).get(exercise.grade_id, "")
    return Interview(
        opening=OPENINGS.get(exercise.kind, ANY).format(heading[:1].lower() + heading[1:]),
        follow_ups=tuple(one.text for one in asked),
        outline=tuple(point for point in [*map(_point, asked), note] if point),
    )


def _point(question: Question) -> str:
    reasons = [choice.why for choice in question.choices if choice.right] or [question.why]
    return f"{question.solution}: {' '.join(reasons)}"


@lru_cache(maxsize=64)
def _notes(path: Path, _changed: int) -> dict[str, str]:
    """The note after each exercise of a lesson as plain text, by the grade_id of what is graded."""
    notes = {}
    for exercise in find_exercises(read_text(path)):
        graded = [*([exercise.check] if exercise.check else []), *exercise.manual]
        text = exercise.after.source if exercise.after else ""
        notes |= {cell.grade_id: _plain(text) for cell in graded if cell.grade_id}
    return notes


def _plain(markdown: str) -> str:
    """The words of a note, without its lead, its links' addresses and its line ends."""
    return " ".join(LINK.sub(r"\1", LEAD.sub("", markdown.strip())).split())
