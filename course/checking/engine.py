"""The engine: a notebook in, an Answer out, and a memory of what slow lessons gave before."""

from __future__ import annotations

import time
from typing import Protocol

from autograder.execute import Executor
from autograder.grade import prepare
from course.checking._executor import ORDINARY, OwnExecutor
from course.checking.answer import Answer
from course.checking.memory import Memory
from course.manifest import Lesson

SLOW_SECONDS = 3.0  # a lesson whose cells take longer is not run whole on every save


class _Walled(Executor, Protocol):
    walls: str


class Engine:
    """Checks one notebook after the other; for one thread, which stays alive as long as the engine.

    A lesson whose last whole run took `slow_seconds` or longer is run in part where that is enough: the exercises
    whose cells changed, with what they depend on (memory.py). `whole=True` runs all of it.
    """

    def __init__(self, executor: _Walled | None = None, *, slow_seconds: float = SLOW_SECONDS):
        self.executor = executor or OwnExecutor()
        self.slow_seconds = slow_seconds
        self._memories: dict[object, Memory] = {}

    def warm(self) -> None:
        """Get ready for the first notebook."""
        start = getattr(self.executor, "warm", None)
        if start is not None:
            start()

    def check(self, notebook: bytes, lesson: Lesson, *, whole: bool = False) -> Answer:
        """The answer on the bytes of a notebook. NotebookError where they can't be read."""
        began = time.monotonic()
        prepared = prepare(notebook, lesson)
        memory = self._memories.setdefault(lesson.source_path, Memory())
        partial = None
        if not whole and memory.seconds >= self.slow_seconds:
            partial = memory.partial(prepared, self.executor)
        if partial is None:
            executed = prepared.run(executor=self.executor)
            verdict, ran = prepared.verdict(executed), None
            memory.keep(prepared, executed, verdict)
        else:
            verdict, ran = partial
        walls = getattr(self.executor, "walls", ORDINARY)
        return Answer(verdict, round(time.monotonic() - began, 3), walls, ran)

    def close(self) -> None:
        """End the warm process."""
        end = getattr(self.executor, "close", None)
        if end is not None:
            end()
