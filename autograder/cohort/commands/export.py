"""`autograder export`: the grades as a table, through nbgrader's exporters."""

from __future__ import annotations

from pathlib import Path

import click

from autograder.cohort.commands._options import course_folder, gradebook_url
from course.terminal import Page


@click.command()
@click.option("--to", "target", type=click.Path(path_type=Path), default="grades.csv", show_default=True)
@click.option("--exporter", metavar="MODULE.CLASS", help="Another exporter of nbgrader's kind.")
@click.option("--only", "learners", multiple=True, metavar="LEARNER", help="Only this learner; may be given again.")
@click.option("--module", "modules", multiple=True, metavar="MODULE", help="Only this module; may be given again.")
@course_folder
@gradebook_url
def command(
    target: Path,
    exporter: str | None,
    learners: tuple[str, ...],
    modules: tuple[str, ...],
    folder: Path | None,
    db_url: str | None,
) -> int:
    """Write the gradebook's grades to a table, the columns as in nbgrader's own export.

    A cell that a spreadsheet would take for a formula gets an apostrophe in front. An earlier file is replaced
    only once the new one is complete.
    """
    from autograder.cohort.export import export
    from autograder.cohort.settings import load_settings
    from autograder.cohort.status import withheld_in

    settings, page = load_settings(folder, db_url), Page()
    export(settings, target, exporter=exporter, learners=learners, modules=modules)
    page.line(f"The grades are in {target}.")
    for refusal in withheld_in(settings, modules, learners):
        page.line(str(refusal), "red", label="Withheld, so not in the table: ")
    return 0
