"""Lessons that were saved, checked in the background one after the other, and what came of it told to whoever listens.

A save is only noted; everything else happens in a thread of its own, so neither a slow check nor a broken one can
hold up a save. Saves of one lesson that come while it waits or is checked become one check, of the file as it then is.
"""

from __future__ import annotations

import hashlib
import logging
import threading
import time
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass

from autograder.submission import read_submission
from course.checking.answer import Answer
from course.checking.checker import Checker
from course.errors import CourseError
from course.exercises import lesson_exercises
from course.manifest import Lesson, Manifest, load_manifest
from course.record import Stopped, keep_stopped
from course.results import keep_result
from course.workspace import Workspace

SETTLE_SECONDS = 20.0  # of quiet, after which a slow lesson that was checked in part is run whole


@dataclass(frozen=True)
class Began:
    """A lesson is being checked; `whole` where a check in part is being settled."""

    lesson: Lesson
    settling: bool = False


@dataclass(frozen=True)
class Checked:
    """A lesson was checked: the answer, or the error in its place.

    `changed` names the exercises whose answers differ from those at the check before, or when this process began,
    in the lesson's order.
    """

    lesson: Lesson
    answer: Answer | None = None
    error: CourseError | None = None
    changed: tuple[str, ...] = ()
    settling: bool = False


Listener = Callable[[Began | Checked], None]


class Saves:
    """Takes notice of saves in one workspace. `tell` is called in the thread that checks."""

    def __init__(
        self,
        workspace: Workspace,
        tell: Listener,
        *,
        checker: Checker | None = None,
        manifest: Callable[[], Manifest] = load_manifest,
        settle_seconds: float = SETTLE_SECONDS,
    ):
        self.workspace, self.tell, self.manifest = workspace, tell, manifest
        self.checker = checker or Checker(workspace.root)
        self.settle_seconds = settle_seconds
        self._wake = threading.Condition()
        self._waiting: dict[str, None] = {}  # in the order of their saves
        self._unsettled: dict[str, float] = {}
        self._closing = False
        self._texts: dict[str, Mapping[str, str]] = {}
        self._thread = threading.Thread(target=self._work, name="course-checks", daemon=True)
        self._thread.start()

    def saved(self, lesson_id: str) -> None:
        """Note that a lesson's notebook was saved; returns at once."""
        with self._wake:
            self._waiting[lesson_id] = None
            self._unsettled.pop(lesson_id, None)
            self._wake.notify()

    def close(self, *, seconds: float = 5.0) -> None:
        """Check no more; a check that runs is waited for, up to `seconds`."""
        with self._wake:
            self._closing = True
            self._wake.notify()
        self._thread.join(seconds)

    def _work(self) -> None:
        _quietly(self._look)
        _quietly(self.checker.warm)
        while (due := self._next()) is not None:
            lesson_id, settling = due
            _quietly(lambda name=lesson_id, settling=settling: self._check(name, settling))
        _quietly(self.checker.close)

    def _next(self) -> tuple[str, bool] | None:
        """The lesson to check now, and whether that is to settle it; None when this is to end."""
        with self._wake:
            while not self._closing:
                if self._waiting:
                    lesson_id = next(iter(self._waiting))
                    del self._waiting[lesson_id]
                    return lesson_id, False
                now = time.monotonic()
                ripe = [lesson_id for lesson_id, at in self._unsettled.items() if at <= now]
                if ripe:
                    del self._unsettled[ripe[0]]
                    return ripe[0], True
                self._wake.wait(min(self._unsettled.values()) - now if self._unsettled else None)
        return None

    def _check(self, lesson_id: str, settling: bool) -> None:
        manifest = self.manifest()
        lesson = manifest.lesson(lesson_id)
        self.tell(Began(lesson, settling))
        changed: tuple[str, ...] = ()
        try:
            data = self.workspace.notebook(lesson).read_bytes()  # once: what is told is about these bytes
            changed = self._changed(lesson, data)
            answer = self.checker.check(data, lesson, manifest, whole=settling)
            keep_result(self.workspace, answer.verdict, hashlib.sha256(data).hexdigest())
            if changed:
                keep_stopped(self.workspace, Stopped(lesson.id, changed[-1]))
        except CourseError as error:
            self.tell(Checked(lesson, error=error, changed=changed, settling=settling))
            return
        except OSError as error:
            told = CourseError(f"can't be read or its result not be kept: {error}", where=f"{lesson.id}.ipynb")
            self.tell(Checked(lesson, error=told, changed=changed, settling=settling))
            return
        if not answer.settled:
            with self._wake:
                if lesson_id not in self._waiting:
                    self._unsettled[lesson_id] = time.monotonic() + self.settle_seconds
        self.tell(Checked(lesson, answer, None, changed, settling))
        self.checker.schedule_revision(self.workspace, lesson, manifest)

    def _look(self) -> None:
        """Read how the notebooks are now, so that the first save tells what changed."""
        for lesson in self.manifest().lessons:
            with suppress(CourseError, OSError):
                self._texts[lesson.id] = _texts(self.workspace.notebook(lesson).read_bytes())

    def _changed(self, lesson: Lesson, data: bytes) -> tuple[str, ...]:
        """The exercises whose answers read otherwise than before."""
        now = _texts(data)
        before = self._texts.get(lesson.id, now)
        self._texts[lesson.id] = now
        return tuple(
            exercise.grade_id
            for exercise in lesson_exercises(lesson)
            if any(now.get(name) != before.get(name) for name in exercise.answers)
        )


def _texts(data: bytes) -> Mapping[str, str]:
    return {cell.grade_id: cell.text for cell in read_submission(data).cells if cell.grade_id}


def _quietly(work: Callable[[], None]) -> None:
    """Do it; a fault of ours goes to the log and the next save is checked all the same."""
    try:
        work()
    except Exception:
        logging.getLogger(__name__).exception("a check in the background broke")
