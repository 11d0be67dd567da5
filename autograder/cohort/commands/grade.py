"""`autograder grade MODULE`: everything that is new or changed, into the gradebook."""

from __future__ import annotations

import os
from pathlib import Path

import click

from autograder.cohort.commands._options import course_folder, gradebook_url
from autograder.sandbox import NAMES, default_name, sandbox_named
from course.terminal import Page, count


@click.command()
@click.argument("module")
@click.option(
    "--jobs", type=click.IntRange(1), help="Notebooks graded at a time on this machine; its cores by default."
)
@click.option("--scheduler", metavar="ADDRESS", help="Grade on the Dask cluster of this scheduler, tcp://HOST:PORT.")
@click.option("--only", "learners", multiple=True, metavar="LEARNER", help="Only this learner; may be given again.")
@click.option("--lesson", "lessons", multiple=True, metavar="LESSON", help="Only this lesson; may be given again.")
@click.option("--force", is_flag=True, help="Grade again what is graded already.")
@click.option(
    "--sandbox",
    type=click.Choice([name for name in NAMES if name != "none"]),
    help=f"What keeps learners' code from the rest of the machine; here {default_name()} by default.",
)
@click.option("--unsafe", is_flag=True, help="Run learners' code without a sandbox, with all your rights.")
@click.option("--executor", hidden=True, help="Another executor, as package.module:factory.")
@click.option("--timeout", type=click.FloatRange(1), metavar="SECONDS", help="Wall time for one notebook.")
@course_folder
@gradebook_url
def command(
    module: str,
    jobs: int | None,
    scheduler: str | None,
    learners: tuple[str, ...],
    lessons: tuple[str, ...],
    force: bool,
    sandbox: str | None,
    unsafe: bool,
    executor: str | None,
    timeout: float | None,
    folder: Path | None,
    db_url: str | None,
) -> int:
    """Grade what was handed in of MODULE, such as 01_foundations, into nbgrader's gradebook.

    A notebook that has its grade is not graded again, unless it, its lesson or the checks changed. Stop it at any
    time: the same command goes on from there. Points that a person gave are not touched. Exit code: 0 when
    everything has its grade, 1 when something has none and is listed, 2 when nothing could be done.
    """
    if jobs and scheduler:
        raise click.UsageError("--jobs is for this machine, --scheduler for a cluster: give one of them")
    page = Page()
    chosen = executor or runner(sandbox, unsafe, page, here=not scheduler)
    able = workers(jobs, scheduler)
    from autograder.cohort.grading import Request, grade_cohort
    from autograder.cohort.progress import Shown
    from autograder.cohort.settings import load_settings
    from autograder.execute import TOTAL_SECONDS

    settings = load_settings(folder, db_url)
    request = Request(settings.module(module), learners, lessons, force, chosen, timeout or TOTAL_SECONDS)
    with Shown(page) as shown:
        report = grade_cohort(settings, request, able, shown)
    show(report, page)
    return 1 if report.broken or report.withheld or report.refused else 0


def runner(sandbox: str | None, unsafe: bool, page: Page, *, here: bool) -> str:
    """The executor's name; SandboxUnavailable where the sandbox can't be had `here`, before anything is run."""
    from autograder.cohort.work import UNSAFE

    if unsafe:
        if sandbox:
            raise click.UsageError("--unsafe means without a sandbox: give --sandbox or --unsafe")
        page.line("Learners' code runs without a sandbox; each result is stamped with that.", "yellow")
        return UNSAFE
    if here:
        with sandbox_named(sandbox) as wanted:
            wanted.require()
    return sandbox or default_name()


def workers(jobs: int | None, scheduler: str | None):
    if scheduler:
        from autograder.cohort.cluster import ClusterWorkers

        return ClusterWorkers(scheduler)
    from autograder.cohort.local import LocalWorkers

    return LocalWorkers(jobs or _cores())


def _cores() -> int:
    """How many this process may use, which in a container is fewer than there are."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def show(report, page: Page) -> None:
    """Print what became of a grading: a line for the sum, and one for each submission that needs a person."""
    if report.goes_on:
        page.line("This went on with a forced grading that was stopped; what it had graded counts.")
    for path in report.set_aside:
        page.line(f"{path} could not be read; its submission was graded again.", label="Damaged, set aside: ")
    for heading, refusals, style in (
        ("Not readable, so graded with nothing: ", report.unreadable, "yellow"),
        ("Withheld, for a person to look at: ", report.withheld, "red"),
        ("No grade, the grader broke; the same command tries again: ", report.broken, "red"),
        ("Not taken: ", report.refused, "yellow"),
        ("Note: ", report.notes, "yellow"),
    ):
        for refusal in refusals:
            page.line(str(refusal), style, label=heading)
    kept = f", {report.kept} graded before" if report.kept else ""
    page.line(f"{count(report.graded, 'notebook')} graded{kept}.", "bold")
