"""The pages: each reads what is on the disk when it is asked for, so it is never older than that."""

from __future__ import annotations

import json
from typing import Any

from jupyter_server.base.handlers import JupyterHandler
from tornado import web

from course import datasets
from course.errors import CourseError
from course.home.render import render
from course.home.standing import lesson_standing
from course.home.status import status_message
from course.home.view import home_view, lesson_view
from course.manifest import Lesson
from course.results import read_results

POLICY = (
    "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self' data:; connect-src 'self'; "
    "form-action 'self'; frame-ancestors 'self'; base-uri 'none'"
)


class Page(JupyterHandler):
    """A page for who is logged in, that may load nothing but what comes from here."""

    def initialize(self, home: Any) -> None:
        self.home = home

    @property
    def content_security_policy(self) -> str:
        return POLICY

    def show(self, name: str, **values: Any) -> None:
        self.set_header("Cache-Control", "no-store")
        self.set_header("Referrer-Policy", "same-origin")
        self.finish(render(name, base=self.base_url, xsrf=self.xsrf_form_html(), **values))

    def lesson(self, name: str) -> Lesson:
        """The lesson of that id; 404 where there is none."""
        for lesson in self.home.manifest.lessons:
            if lesson.id == name:
                return lesson
        raise web.HTTPError(404, f"there is no lesson {name!r}")


class HomeHandler(Page):
    @web.authenticated
    def get(self) -> None:
        if self.get_query_argument("token", None):  # logged in by it, so that it need not stay in the address
            self.redirect(f"{self.base_url}course")
            return
        self.show("home", view=home_view(self.home.workspace, self.home.manifest, self.home.additions))


class LessonHandler(Page):
    @web.authenticated
    def get(self, name: str) -> None:
        manifest = self.home.manifest
        self.show("lesson", view=lesson_view(self.home.workspace, manifest, self.lesson(name)), manifest=manifest)


class CardsHandler(Page):
    @web.authenticated
    def get(self) -> None:
        cards = [datasets.card(name) for name in datasets.names()]
        manifest = self.home.manifest
        used = {card.name: [lesson for lesson in manifest.lessons if card.name in lesson.datasets] for card in cards}
        self.show("cards", cards=cards, used=used)


class CardHandler(Page):
    @web.authenticated
    def get(self, name: str) -> None:
        try:
            card = datasets.card(name)
        except CourseError as error:
            raise web.HTTPError(404, error.what) from None
        self.show("card", card=card)


class StatusHandler(Page):
    """Where one lesson stands, as JSON, for a notebook that has just been opened."""

    @web.authenticated
    def get(self, path: str) -> None:
        lesson_id = self.home.lesson_of(path)
        if lesson_id is None:
            raise web.HTTPError(404, "that is no lesson's notebook")
        standing = lesson_standing(self.lesson(lesson_id), read_results(self.home.workspace))
        self.set_header("Content-Type", "application/json")
        self.set_header("Cache-Control", "no-store")
        self.finish(json.dumps(status_message(standing)))
