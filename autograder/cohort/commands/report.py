"""`autograder report MODULE`: which exercises work, and what goes wrong in those that do not."""

from __future__ import annotations

from pathlib import Path

import click

from autograder.cohort.commands._options import course_folder, gradebook_url
from course.terminal import Page


@click.command()
@click.argument("module")
@click.option("--to", "target", type=click.Path(path_type=Path), help="The folder for it; report/MODULE by default.")
@click.option(
    "--repeat",
    "times",
    type=click.IntRange(2, 50),
    metavar="N",
    help="Run some submissions N times more, to find exercises that lean on chance; changes no grade.",
)
@click.option("--jobs", type=click.IntRange(1), help="With --repeat: notebooks run at a time; this machine's cores.")
@click.option("--executor", hidden=True, help="Another executor, as package.module:factory.")
@course_folder
@gradebook_url
def command(
    module: str,
    target: Path | None,
    times: int | None,
    jobs: int | None,
    executor: str | None,
    folder: Path | None,
    db_url: str | None,
) -> int:
    """Write a report on MODULE: an HTML page for instructors, and its tables as CSV.

    For each exercise how hard it is, how well it tells learners apart, how long it runs, which checks fail most and
    for which answers, and whether repeated gradings of the same work agree.
    """
    from autograder.cohort.settings import load_settings
    from autograder.report.publish import publish_report

    settings, page = load_settings(folder, db_url), Page()
    found = settings.module(module)
    repeated = _repeated(settings, found, times, jobs, executor, page) if times else None
    written = publish_report(settings, found, target or settings.root / "report" / found.id, repeated)
    page.line(f"The report is in {written[0]}; beside it {', '.join(path.name for path in written[1:])}.")
    return 0


def _repeated(settings, module, times: int, jobs: int | None, executor: str | None, page: Page):
    from autograder.cohort.commands.grade import runner, workers
    from autograder.cohort.progress import Shown
    from autograder.execute import TOTAL_SECONDS
    from autograder.report.repeat import repeat

    chosen = executor or runner(None, False, page, here=True)
    with Shown(page) as shown:
        return repeat(settings, module, times, workers(jobs, None), shown, executor=chosen, timeout=TOTAL_SECONDS)
