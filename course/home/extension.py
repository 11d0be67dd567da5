"""The extension's parts, put together when JupyterLab's server starts."""

from __future__ import annotations

import asyncio
import atexit
import os
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from jupyter_server.base.handlers import AuthenticatedFileHandler
from jupyter_server.utils import url_path_join

from course.checking.saves import Began, Checked, Saves
from course.home.actions import AddHandler, HelpHandler, ReviseHandler
from course.home.adding import Additions
from course.home.events import Broker, EventsHandler
from course.home.pages import CardHandler, CardsHandler, HomeHandler, LessonHandler, StatusHandler
from course.home.status import began_message, checked_message
from course.manifest import Manifest, load_manifest
from course.pages import STYLE
from course.workspace import Workspace

CONTENTS = "https://events.jupyter.org/jupyter_server/contents_service/v1"
HERE = Path(__file__).parent
PORTFOLIO_LOOK = HERE.parent / "portfolio" / "static"
GRACE_SECONDS = 3.0  # for a process that ends by itself, which is the rule


@dataclass
class Home:
    """What the handlers share: the learner's workspace, whom to tell, and what goes on in the background."""

    workspace: Workspace
    broker: Broker = field(default_factory=Broker)
    load: Callable[[], Manifest] = load_manifest
    saves: Saves | None = None
    additions: Additions | None = None

    @property
    def manifest(self) -> Manifest:
        return self.load()

    def lesson_of(self, path: str) -> str | None:
        """The id of the lesson whose notebook has this path in the workspace, None for any other file."""
        name = path.strip("/")
        ids = {f"{lesson.id}.ipynb": lesson.id for lesson in self.manifest.lessons}
        return ids.get(name)


def load(app: Any) -> None:
    """Serve the course home from this server, and check lessons when they are saved."""
    home = Home(Workspace(Path(app.contents_manager.root_dir).absolute()))
    loop: list[asyncio.AbstractEventLoop] = []

    def tell(message: dict[str, Any]) -> None:
        """From any thread to all open pages."""
        if loop and not loop[0].is_closed():
            loop[0].call_soon_threadsafe(home.broker.tell, message)

    def happened(event: Began | Checked) -> None:
        make = began_message if isinstance(event, Began) else checked_message
        tell(make(event, home.manifest))

    async def saved(logger: Any, schema_id: str, data: dict[str, Any]) -> None:
        """A listener of the contents service: what goes wrong here is logged, and the save is done already."""
        if data.get("action") == "save":
            lesson_id = home.lesson_of(data.get("path", ""))
            if lesson_id and home.saves:
                home.saves.saved(lesson_id)

    def begin() -> None:
        loop.append(asyncio.get_running_loop())
        home.saves = Saves(home.workspace, happened)
        threading.Thread(target=_end_with_the_server, args=(home,), name="course-end", daemon=True).start()

    home.additions = Additions(tell)
    app.web_app.add_handlers(".*$", routes(app.base_url, home))
    app.event_logger.add_listener(schema_id=CONTENTS, listener=saved)
    app.io_loop.add_callback(begin)
    app.web_app.settings["course_home"] = home
    atexit.register(stop, home)


def _end_with_the_server(home: Home) -> None:
    """End this process when its server has ended.

    A worker thread of AnyIO, which the contents service uses, is told to end by the request that it began with. Where
    that was cut off by the server's end, Python would wait for the thread for ever.
    """
    threading.main_thread().join()  # over as soon as the server has closed all that it had
    time.sleep(GRACE_SECONDS)
    stop(home)
    os._exit(0)


def stop(home: Home) -> None:
    """End what runs in the background; the resident checker goes with JupyterLab."""
    if home.saves:
        home.saves.close()
        home.saves.checker.dismiss()


def routes(base: str, home: Home) -> list[tuple]:
    """The addresses of the course home below the server's base address."""
    shared = {"home": home}
    return [
        (url_path_join(base, r"/course/?"), HomeHandler, shared),
        (url_path_join(base, r"/course/lesson/([\w/]+)"), LessonHandler, shared),
        (url_path_join(base, r"/course/cards/?"), CardsHandler, shared),
        (url_path_join(base, r"/course/cards/(\w+)"), CardHandler, shared),
        (url_path_join(base, r"/course/status/(.+)"), StatusHandler, shared),
        (url_path_join(base, r"/course/events"), EventsHandler, shared),
        (url_path_join(base, r"/course/help"), HelpHandler, shared),
        (url_path_join(base, r"/course/revise"), ReviseHandler, shared),
        (url_path_join(base, r"/course/add"), AddHandler, shared),
        (url_path_join(base, r"/course/static/(.+)"), AuthenticatedFileHandler, {"path": str(HERE / "static")}),
        (url_path_join(base, r"/course/look/(page\.css)"), AuthenticatedFileHandler, {"path": str(STYLE.parent)}),
        (url_path_join(base, r"/course/look/(.+)"), AuthenticatedFileHandler, {"path": str(PORTFOLIO_LOOK)}),
    ]
