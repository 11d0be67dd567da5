"""`autograder accept MODULE LEARNER`: let a withheld grade count."""

from __future__ import annotations

from pathlib import Path

import click

from autograder.cohort.commands._options import course_folder, gradebook_url
from course.terminal import Page


@click.command()
@click.argument("module")
@click.argument("learner")
@click.option("--lesson", "lessons", multiple=True, metavar="LESSON", help="Only this lesson; may be given again.")
@course_folder
@gradebook_url
def command(module: str, learner: str, lessons: tuple[str, ...], folder: Path | None, db_url: str | None) -> int:
    """Write a withheld grade of LEARNER into the gradebook, once you have looked at the notebook.

    The points are those that the checks gave; change them in formgrader where you find them wrong. It holds for this
    very notebook: one that is handed in later is judged anew.
    """
    from autograder.cohort.accept import accept
    from autograder.cohort.settings import load_settings

    settings = load_settings(folder, db_url)
    page = Page()
    for name in accept(settings, settings.module(module), learner, lessons):
        page.line(f"{name}: the grade counts now.")
    return 0
