"""Feedback as HTML: one file a page, which asks for nothing from elsewhere."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from autograder import pages
from autograder.feedback.gather import LessonFeedback, Standing
from course.manifest import Module

TEMPLATES = Path(__file__).parent / "templates"
SIGNS = {
    "PASSED": ("passed", "✓"),
    "PARTLY": ("partly", "◐"),
    "FAILED": ("failed", "✗"),
    "NOT_ATTEMPTED": ("quiet", "○"),
    "BY_PERSON": ("", "✎"),
    "WAITS": ("waits", "…"),
    "NOT_READ": ("quiet", "○"),
}


@dataclass(frozen=True)
class Line:
    """A lesson in a learner's index: `address` is its page, None where there is none."""

    title: str
    words: str
    points: str = "–"
    address: str | None = None

    @classmethod
    def of(cls, feedback: LessonFeedback) -> Line:
        lesson = feedback.lesson
        address = f"{lesson.module_id}/{lesson.stem}.html"
        if feedback.withheld:
            return cls(lesson.title, "a person looks at it", address=address)
        words = f"{feedback.count(Standing.PASSED)} of {len(feedback.exercises)}"
        if feedback.waiting:
            words += f", {feedback.waiting} still to be read"
        points = f"{pages.number(feedback.earned)} / {pages.number(feedback.points)}"
        return cls(lesson.title, words, points, address)


def lesson_page(feedback: LessonFeedback) -> str:
    """The page of one lesson."""
    template = pages.environment(TEMPLATES).get_template("lesson.html.jinja")
    return template.render(feedback=feedback, standings=Standing, signs=SIGNS)


def index_page(learner: str, course: str, modules: Sequence[tuple[Module, Sequence[Line]]]) -> str:
    """The page that leads to all feedback for one learner."""
    template = pages.environment(TEMPLATES).get_template("index.html.jinja")
    return template.render(learner=learner, course=course, modules=modules)
