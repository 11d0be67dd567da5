"""The files of an update: the old notebook is kept, the new one appears whole, and a save in between is seen."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from pathlib import Path

import nbformat
from nbformat import NotebookNode

from course.authoring.pipeline import to_text
from course.errors import NotebookError
from course.files import create_once, write_atomically
from course.manifest import Lesson
from course.update.bases import advance, best_base, put_aside
from course.update.merge import Note, merge
from course.workspace import Workspace

KEPT = "before-update"
TRIES = 5  # a notebook that is saved again and again while it is merged is left for another time


class Outcome(StrEnum):
    CURRENT = "is as released"
    UPDATED = "was brought up to date"
    ABSENT = "is not in the work folder"


@dataclass(frozen=True)
class LessonUpdate:
    """What an update did to one lesson's notebook; `kept` is the file as it was before."""

    lesson: Lesson
    outcome: Outcome
    notes: tuple[Note, ...] = ()
    kept: Path | None = None


def update_lesson(workspace: Workspace, lesson: Lesson, now: datetime) -> LessonUpdate:
    """Bring the learner's notebook of a lesson to the release in the course's folder.

    NotebookError where it can't be read, or is saved all the time; it is then as it was.
    """
    path = workspace.notebook(lesson)
    if not path.is_file():
        return LessonUpdate(lesson, Outcome.ABSENT)
    if not workspace.is_behind(lesson) and _began_as(workspace, lesson, path):
        return LessonUpdate(lesson, Outcome.CURRENT)
    new = nbformat.from_dict(nbformat.read(lesson.release_path, as_version=4))
    for _ in range(TRIES):
        before = path.read_bytes()
        mine = _read(before, path)
        merged = merge(best_base(workspace, lesson, mine, new), mine, new)
        data = to_text(merged.notebook).encode("utf-8")
        if data == before:
            advance(workspace, lesson)
            return LessonUpdate(lesson, Outcome.CURRENT)
        kept = _keep(path, before, now)
        put_aside(workspace, lesson)
        if path.read_bytes() != before:  # saved meanwhile: merge what is there now
            continue
        write_atomically(path, data)
        # last: until then the old base is the present one, from which the same merge would come again
        advance(workspace, lesson)
        return LessonUpdate(lesson, Outcome.UPDATED, merged.notes, kept)
    raise NotebookError(
        "is being saved by another program all the time, so it was left as it is",
        where=path,
        next_step="close it in JupyterLab, then: python3 -m course update",
    )


def _began_as(workspace: Workspace, lesson: Lesson, path: Path) -> bool:
    """Whether the notebook comes from the present release, and was not saved over by a tab that had an older one."""
    new = nbformat.from_dict(nbformat.read(lesson.release_path, as_version=4))
    mine = _read(path.read_bytes(), path)
    return best_base(workspace, lesson, mine, new) == new


def _read(data: bytes, path: Path) -> NotebookNode:
    """The learner's notebook in the present format; NotebookError where it is none."""
    try:
        return nbformat.from_dict(nbformat.reads(data.decode("utf-8-sig"), as_version=4))
    except Exception as error:  # what a damaged notebook raises is not documented
        raise NotebookError(
            f"can't be read as a notebook, so it was left as it is: {str(error).splitlines()[0][:200]}",
            where=path,
            next_step="open it in JupyterLab and save it, or rename it and run python3 -m course start for a fresh one",
        ) from None


def _keep(path: Path, data: bytes, now: datetime) -> Path:
    """Keep a notebook as it was, in a folder beside it; return where."""
    folder = path.parent / KEPT
    day = now.astimezone().strftime("%Y-%m-%d")
    number = 1
    while True:
        kept = folder / f"{path.stem}.{day}{f'-{number}' if number > 1 else ''}{path.suffix}"
        if create_once(kept, data) or kept.read_bytes() == data:
            return kept
        number += 1
