"""What a learner does on the pages: take help, install an extra. Each is a form, and works without JavaScript."""

from __future__ import annotations

from tornado import web

from course.exercises import lesson_exercises
from course.home.pages import Page
from course.record import HelpKind, keep_help


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
        keep_help(self.home.workspace, lesson.id, name, kind)
        if kind is HelpKind.SOLUTION:
            self.redirect(f"{self.base_url}course/lesson/{lesson.id}#solution-{name}", status=303)
        else:
            self.set_status(204)


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
