"""Telling open pages what happens: one message a line of a stream that the browser keeps open."""

from __future__ import annotations

import asyncio
import json
from typing import Any

from jupyter_server.base.handlers import JupyterHandler
from tornado import web
from tornado.iostream import StreamClosedError

BEAT_SECONDS = 20.0  # a proxy closes what is silent for a minute
MOST_WAITING = 200  # messages for a page that does not read


class Broker:
    """Gives every message to every open page; used in the server's own thread."""

    def __init__(self) -> None:
        self._pages: set[asyncio.Queue[dict[str, Any]]] = set()

    def open(self) -> asyncio.Queue[dict[str, Any]]:
        page: asyncio.Queue[dict[str, Any]] = asyncio.Queue(MOST_WAITING)
        self._pages.add(page)
        return page

    def close(self, page: asyncio.Queue[dict[str, Any]]) -> None:
        self._pages.discard(page)

    def tell(self, message: dict[str, Any]) -> None:
        """Hand a message to all pages; one that has stopped reading is let go."""
        for page in tuple(self._pages):
            try:
                page.put_nowait(message)
            except asyncio.QueueFull:
                self._pages.discard(page)


class EventsHandler(JupyterHandler):
    """`/course/events`: a stream of messages until the page is closed."""

    def initialize(self, home: Any) -> None:
        self.home = home
        self.page: asyncio.Queue[dict[str, Any]] | None = None

    @web.authenticated
    async def get(self) -> None:
        self.check_xsrf_cookie()  # no other site may listen
        self.set_header("Content-Type", "text/event-stream")
        self.set_header("Cache-Control", "no-store")
        self.page = self.home.broker.open()
        try:
            await self.put("retry: 2000\n\n")
            while True:
                try:
                    async with asyncio.timeout(BEAT_SECONDS):
                        message = await self.page.get()
                except TimeoutError:
                    await self.put(": still here\n\n")
                else:
                    await self.put(f"data: {json.dumps(message)}\n\n")
        except StreamClosedError:
            pass
        finally:
            self.on_connection_close()

    async def put(self, text: str) -> None:
        self.write(text)
        await self.flush()

    def on_connection_close(self) -> None:
        if self.page is not None:
            self.home.broker.close(self.page)
