"""What a learner does on the pages: take help, install an extra. Each is a form, and works without JavaScript."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from tornado import web

from course.checking.revision import schedule_revision
from course.exercises import lesson_exercises
from course.home.pages import Page
from course.questions import Question
from course.record import HelpKind, keep_help
from course.review import BECAUSE, answer, due_today
from course.review.asking import all_questions


class HelpHandler(Page):
    """A hint that was opened, or a solution that was asked for: the record keeps both."""

    @web.authenticated
    def post(self) -> None:
        lesson = self.lesson(self.get_body_argument("lesson"))
        name = self.get_body_argument("exercise")
        known = {exercise.grade_id for exercise in lesson_exercises(lesson)}
        try:
            kind = HelpKind(self.get_body_argument("kind"))
        except ValueError:
            raise web.HTTPError(400, "that is no kind of help") from None
        if name not in known:
            raise web.HTTPError(404, f"there is no exercise {name!r}")
        if keep_help(self.home.workspace, lesson.id, name, kind):
            schedule_revision(self.home.workspace, lesson)
        if kind is HelpKind.SOLUTION:
            self.redirect(f"{self.base_url}course/lesson/{lesson.id}#solution-{name}", status=303)
        else:
            self.set_status(204)


class ReviseHandler(Page):
    """Today's questions, one a page: asked, answered, judged."""

    @web.authenticated
    def get(self) -> None:
        waiting = due_today(self.home.workspace, self.home.manifest, datetime.now(UTC))
        self.show("revise", asked=waiting[0] if waiting else None, left=len(waiting), judged=None, **self.words())

    @web.authenticated
    def post(self) -> None:
        manifest = self.home.manifest
        question = all_questions(manifest).get(self.get_body_argument("question"))
        if question is None:
            raise web.HTTPError(404, "there is no such question")
        given: str | frozenset[int] = self.get_body_argument("answer", "")
        if question.choices:
            given = frozenset(int(at) for at in self.get_body_arguments("answer") if at.isdigit())
        right, scheduled = answer(self.home.workspace, question, given, datetime.now(UTC))
        left = len(due_today(self.home.workspace, manifest, datetime.now(UTC)))
        judged = Judged(question, given, right, scheduled.due.astimezone())
        self.show("revise", asked=None, left=left, judged=judged, **self.words())

    def words(self) -> dict[str, Any]:
        titles = {lesson.id: lesson.title for lesson in self.home.manifest.lessons}
        return {"because": BECAUSE, "titles": titles}


@dataclass(frozen=True)
class Judged:
    """An answer that was given: whether it was right, and the day on which its question comes back."""

    question: Question
    given: str | frozenset[int]
    right: bool
    back: datetime


class AddHandler(Page):
    """Install an extra."""

    @web.authenticated
    def post(self) -> None:
        name = self.get_body_argument("extra")
        if name not in {extra.id for extra in self.home.manifest.extras}:
            raise web.HTTPError(404, f"there is no extra {name!r}")
        if self.home.additions is not None:
            self.home.additions.start(name)
        self.redirect(f"{self.base_url}course#extra-{name}", status=303)
