"""The course home: an extension of JupyterLab's server that shows where a learner stands, and checks what they save.

    /course                    the home page: continue, roadmap, skills and roles, extras
    /course/lesson/ID          one lesson: outcomes, hints, solutions
    /course/cards/NAME         a data card
    /course/revise             today's questions
    /course/events             what happens, as server-sent events

All of it needs the login that JupyterLab needs, is rendered here, and asks nothing of the internet.
"""

from __future__ import annotations

from typing import Any


def _jupyter_server_extension_points() -> list[dict[str, str]]:
    return [{"module": "course.home"}]


def _load_jupyter_server_extension(app: Any) -> None:
    from course.home.extension import load

    load(app)
