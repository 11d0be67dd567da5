"""`autograder collect MODULE SOURCE`: from a folder or a learning platform's archive into `submitted/`."""

from __future__ import annotations

from pathlib import Path

import click

from autograder.cohort.commands._options import course_folder
from course.terminal import Page, count


@click.command()
@click.argument("module")
@click.argument("source", type=click.Path(path_type=Path))
@click.option(
    "--pattern",
    metavar="REGEX",
    help="How paths in SOURCE name the learner: a regular expression with a group (?P<learner>…), and if you like"
    " (?P<lesson>…) and (?P<received>…).",
)
@course_folder
def command(module: str, source: Path, pattern: str | None, folder: Path | None) -> int:
    """Put the notebooks of MODULE that are in SOURCE, a folder or a ZIP archive, where they are graded from.

    Folders LEARNER/01_programming.ipynb and the archives of Moodle, Canvas and Blackboard are understood as they
    are. Symbolic links, devices, paths that lead elsewhere and files that are too large are refused, each with a
    line. A notebook that was handed in again takes the place of the earlier one, which is kept aside. Exit code:
    1 when something was not taken.
    """
    from autograder.cohort.collect import collect
    from autograder.cohort.settings import load_settings

    settings = load_settings(folder)
    done = collect(source, settings, settings.module(module), pattern=pattern)
    page = Page()
    for refusal in done.refusals:
        page.line(str(refusal), "yellow", label="Not taken: ")
    learners = count(len({learner for learner, _ in done.taken}), "learner")
    unchanged = f", {len(done.unchanged)} unchanged" if done.unchanged else ""
    page.line(f"{count(len(done.taken), 'notebook')} of {learners} taken{unchanged}.", "bold")
    if done.taken:
        page.line(f"autograder grade {module}", label="Next: ")
    return 1 if done.refusals else 0
