"""`python3 -m course verify PORTFOLIO`: run a portfolio's notebooks again and say which claims hold."""

from __future__ import annotations

from pathlib import Path

import click

from autograder.verdict import Verdict
from course.manifest import Lesson, load_manifest
from course.portfolio.findings import Report, Standing
from course.portfolio.verify import check_folder, verify_portfolio
from course.terminal import Page, count

STYLES = {Standing.HOLDS: "green", Standing.FAILS: "bold red", Standing.OPEN: "cyan"}
COLUMN = max(len(standing) for standing in Standing) + 2


@click.command()
@click.argument("portfolio", type=click.Path(path_type=Path))
def command(portfolio: Path) -> int:
    """Run the notebooks of PORTFOLIO again and say which of its claims hold.

    PORTFOLIO is the folder with claims.json, site/ and notebooks/. Nothing in it is changed. Exit code: 0 when
    no claim fails, 1 when one does, 2 when the folder can't be verified.
    """
    manifest, page = load_manifest(), Page()
    notebooks = check_folder(portfolio)
    page.line(
        f"This runs the code of {count(notebooks, 'notebook')} on this computer, with your rights, up to three "
        "minutes each. Stop it now (Ctrl+C) if you don't trust whoever wrote them."
    )

    def grade(notebook: bytes, lesson: Lesson, *, folder: Path) -> Verdict:
        from autograder.execute import KernelExecutor, Twice
        from autograder.grade import grade_notebook

        page.line(f"Running {lesson.id}")
        return grade_notebook(notebook, lesson, folder=folder, executor=Twice(KernelExecutor()))

    report = verify_portfolio(portfolio, manifest, grade=grade)
    show(report, page)
    return 0 if report.holds else 1


def show(report: Report, page: Page) -> None:
    """Print the table of claims, grouped by the file that makes them, then what failed once more, then the sum."""
    where = None
    for found in report.findings:
        if found.where != where:
            where = found.where
            page.line()
            page.line(where, "bold")
        page.line(found.claim, STYLES[found.standing], label=f"{found.standing:<{COLUMN}}", indent=2)
        if found.why:
            page.line(found.why, indent=COLUMN + 2)
    page.line()
    for note in report.notes:
        page.line(f"{note}.", label="Note: ")
    page.line(report.summary, "bold" if report.holds else "bold red")
