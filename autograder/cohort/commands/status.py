"""`autograder status [MODULE]`: how far the grading is, and what needs a person."""

from __future__ import annotations

from pathlib import Path

import click

from autograder.cohort.commands._options import course_folder
from autograder.errors import CohortError
from course.terminal import Page, count


@click.command()
@click.argument("module", required=False)
@course_folder
def command(module: str | None, folder: Path | None) -> int:
    """Show what was handed in of MODULE, or of every module, and how much of it has its grade. Changes nothing."""
    from autograder.cohort.settings import load_settings
    from autograder.cohort.status import status_of

    settings, page = load_settings(folder), Page()
    if module:
        show(status_of(settings, settings.module(module)), page)
        return 0
    nothing = True
    for each in settings.manifest.modules:
        try:
            status = status_of(settings, each) if each.lessons else None
        except CohortError:
            continue
        if status:
            show(status, page)
            nothing = False
    if nothing:
        page.line("Nothing was handed in yet.")
        page.line("autograder collect MODULE FOLDER_OR_ZIP", label="Next: ")
    return 0


def show(status, page: Page) -> None:
    """Print one module's status: a line a lesson, then one for each submission that needs a person."""
    for lesson in status.lessons:
        parts = [f"{lesson.handed_in} handed in", f"{lesson.graded} graded", f"{lesson.waiting} waiting"]
        if lesson.for_a_person:
            parts.append(f"{count(lesson.for_a_person, 'answer')} for a person to grade")
        if lesson.unsafe:
            parts.append(f"{lesson.unsafe} without a sandbox")
        page.line(", ".join(parts), "bold", label=f"{lesson.lesson_id}: ")
    for heading, refusals in (
        ("Not readable, so graded with nothing: ", status.unreadable),
        ("Withheld, for a person to look at: ", status.withheld),
        ("No grade, the grader broke: ", status.broken),
        ("Not taken: ", status.refused),
    ):
        for refusal in refusals:
            page.line(str(refusal), label=heading, indent=2)
    if status.withheld:
        page.line("autograder accept MODULE LEARNER, once you have looked at the notebook", label="  To let it count: ")
