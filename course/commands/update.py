"""`course update`: a newer release of the lessons, brought into the learner's notebooks cell by cell."""

from __future__ import annotations

from datetime import UTC, datetime

import click

from course.errors import CourseError, NotebookError, WorkspaceError
from course.manifest import load_manifest
from course.terminal import Page, count
from course.update.apply import LessonUpdate, Outcome, update_lesson
from course.workspace import Workspace, prepare


@click.command()
@click.argument("lessons", nargs=-1, metavar="[LESSON]...")
def command(lessons: tuple[str, ...]) -> int:
    """Bring the notebooks in your work folder to the release that `git pull` fetched; or only the named LESSONs.

    New text, checks and corrections come in. Every answer and every cell of yours stays, and each notebook is kept
    as it was in a folder `before-update` beside it. Exit code: 1 when a notebook could not be brought up to date.
    """
    manifest, workspace = load_manifest(), Workspace.locate()
    if workspace is None:
        raise WorkspaceError("there is no work folder yet", next_step="python3 -m course start")
    chosen = [manifest.lesson(name) for name in lessons] or list(manifest.lessons)
    page, failed = Page(), 0
    copied = prepare(workspace, manifest)
    updated = []
    for lesson in chosen:
        try:
            done = update_lesson(workspace, lesson, datetime.now(UTC))
        except (CourseError, OSError) as error:
            failed += 1
            page.line(str(_told(error, lesson.id)), "red")
            continue
        if done.outcome is Outcome.UPDATED:
            updated.append(done)
            _show(done, workspace, page)
    new = f", {count(len(copied), 'new lesson')} copied" if copied else ""
    page.line(f"{count(len(updated), 'notebook')} of {len(chosen)} brought up to date{new}.", "bold")
    if updated:
        page.line("A notebook that is open in JupyterLab: File → Reload Notebook from Disk, before you type into it.")
    return 1 if failed else 0


def _told(error: Exception, lesson_id: str) -> CourseError:
    if isinstance(error, CourseError):
        return error
    return NotebookError(
        f"could not be brought up to date and is as it was: {getattr(error, 'strerror', None) or error}",
        where=lesson_id,
        next_step="make room on the disk, or see who may write there, then: python3 -m course update",
    )


def _show(done: LessonUpdate, workspace: Workspace, page: Page) -> None:
    page.line(f"{done.outcome}.", label=f"{done.lesson.id}: ")
    for note in done.notes:
        page.line(str(note), label="Look at: ", indent=2)
    if done.kept:
        page.line(done.kept.relative_to(workspace.root).as_posix(), label="As it was: ", indent=2)
