"""The released copies that a learner's notebooks began as: the present one, and those before it."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from pathlib import Path

import nbformat
from nbformat import NotebookNode

from course.files import create_once, write_atomically
from course.manifest import Lesson
from course.update.align import places_in
from course.workspace import Workspace


def put_aside(workspace: Workspace, lesson: Lesson) -> None:
    """Keep the present base among the earlier ones: a JupyterLab tab may still save what began as it."""
    path = workspace.base_of(lesson)
    if path.is_file():
        data = path.read_bytes()
        create_once(_earlier(workspace, lesson) / f"{hashlib.sha256(data).hexdigest()[:16]}.ipynb", data)


def advance(workspace: Workspace, lesson: Lesson) -> None:
    """Make the release in the course's folder the present base."""
    write_atomically(workspace.base_of(lesson), lesson.release_path.read_bytes())


def best_base(workspace: Workspace, lesson: Lesson, mine: NotebookNode, new: NotebookNode) -> NotebookNode:
    """The release that most of the learner's cells come from.

    The new one is among them: an update that was cut off after the notebook was written has no need of more.
    """
    known = [new, *_read(workspace.base_of(lesson)), *_all_earlier(workspace, lesson)]
    return max(known, key=lambda base: _shared(base, mine))


def _shared(base: NotebookNode, mine: NotebookNode) -> int:
    """How many cells the learner's notebook has of a release, those with the very same text counting twice."""
    places = places_in(base, mine)
    same = sum(base.cells[p].source == mine.cells[at].source for at, p in enumerate(places) if p is not None)
    return sum(place is not None for place in places) + same


def _all_earlier(workspace: Workspace, lesson: Lesson) -> Iterator[NotebookNode]:
    paths = _earlier(workspace, lesson).glob("*.ipynb")
    for path in sorted(paths, key=lambda path: -path.stat().st_mtime_ns):
        yield from _read(path)


def _earlier(workspace: Workspace, lesson: Lesson) -> Path:
    return workspace.base / "earlier" / lesson.id


def _read(path: Path) -> Iterator[NotebookNode]:
    try:
        yield nbformat.from_dict(nbformat.read(path, as_version=4))
    except (OSError, ValueError, AttributeError, KeyError):  # one that is gone or damaged is not the base
        return
