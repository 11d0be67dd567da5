"""`python3 -m course portfolio new|build|open`: the site of a learner's own work."""

from __future__ import annotations

import hashlib
import webbrowser

import click

from course.errors import PortfolioError, WorkspaceError
from course.manifest import Lesson, load_manifest
from course.terminal import Page, count
from course.workspace import Workspace


@click.group()
def command() -> None:
    """Build a site of your own work: case studies, skills with their evidence, fit to roles, a CV."""


@command.command()
def new() -> None:
    """Make profile.toml and what else a portfolio begins with; nothing that is there is changed."""
    from course.portfolio.profile import new_portfolio

    page, workspace = Page(), _workspace()
    done = new_portfolio(workspace.portfolio)
    for name, what in done.items():
        page.line(name, label="Made    " if what == "made" else "Kept    ")
    page.line(f"fill in your name and headline in {workspace.portfolio / 'profile.toml'}", label="Next: ")
    page.line("then: python3 -m course portfolio build", indent=6)


@command.command()
def build() -> None:
    """Build the site; notebooks that changed since their last check are checked first."""
    from course.portfolio.build import build_portfolio

    page, workspace = Page(), _workspace()

    def check(lesson: Lesson, notebook: bytes) -> None:
        from autograder.execute import KernelExecutor, Twice
        from autograder.grade import grade_notebook
        from course.progress import keep_result

        page.line(f"{lesson.id} has changed since its last check: running it, up to a minute.")
        verdict = grade_notebook(notebook, lesson, executor=Twice(KernelExecutor()))
        keep_result(workspace, verdict, hashlib.sha256(notebook).hexdigest())

    built = build_portfolio(workspace, load_manifest(), check=check)
    for piece in built.refused:
        page.line(f"{piece.lesson}: {piece.reason}. Next: {piece.next_step}", label="Left out: ")
    for note in built.notes:
        page.line(f"{note}.", label="Note: ")
    changed = len(built.published.written) + len(built.published.removed)
    studies = count(len(built.content.pieces), "case study", "case studies")
    page.line(f"{studies}, {count(len(built.content.claims.skills), 'skill')}; {count(changed, 'file')} changed.")
    page.line("python3 -m course portfolio open", label="Next: ")


@command.command(name="open")
@click.option("--no-browser", is_flag=True, help="Print the address and open nothing.")
def open_site(no_browser: bool) -> None:
    """Open the site in your browser, from its files: no server, no network."""
    site = _workspace().portfolio / "site" / "index.html"
    if not site.is_file():
        raise PortfolioError("the site is not built yet", next_step="python3 -m course portfolio build")
    if no_browser or not webbrowser.open(site.as_uri()):
        Page().line(site.as_uri())


def _workspace() -> Workspace:
    workspace = Workspace.locate()
    if workspace is None:
        raise WorkspaceError("there is no work folder yet", next_step="python3 -m course start")
    return workspace
