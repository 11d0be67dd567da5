"""Today's questions, and what an answer does to the schedule."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from course.manifest import Manifest
from course.questions import Question, lesson_questions
from course.review.schedule import Reason, Scheduled, changing, read_schedule
from course.workspace import Workspace

BECAUSE = {
    Reason.FAILED: "its exercise failed",
    Reason.LAST_HINT: "its exercise took the last hint",
    Reason.SOLUTION: "its exercise's solution was shown",
}
A_DAY = 10  # questions; more than that on one day is work that people put off


@dataclass(frozen=True)
class Asked:
    """A question that is due, and why it comes back."""

    question: Question
    reason: Reason
    due: datetime


def due_today(workspace: Workspace, manifest: Manifest, now: datetime, most: int = A_DAY) -> tuple[Asked, ...]:
    """The questions that are due, the longest overdue first; those that the course no longer has are left out."""
    known = all_questions(manifest)
    waiting = sorted(read_schedule(workspace).values(), key=lambda one: (one.due, one.question))
    due = [
        Asked(known[one.question], one.reason, one.due) for one in waiting if one.question in known and one.due <= now
    ]
    return tuple(due[:most])


def answer(
    workspace: Workspace, question: Question, given: str | frozenset[int], now: datetime
) -> tuple[bool, Scheduled]:
    """Judge an answer and move the question in the schedule; return whether it was right, and its new place."""
    right = question.is_right(given)
    with changing(workspace) as schedule:
        before = schedule.get(question.id) or Scheduled(question.id, Reason.FAILED, now)
        schedule[question.id] = before.after(right, now)
        return right, schedule[question.id]


def all_questions(manifest: Manifest) -> dict[str, Question]:
    """Every question of the course by its id."""
    return {question.id: question for lesson in manifest.lessons for question in lesson_questions(lesson)}
