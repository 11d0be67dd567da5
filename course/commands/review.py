"""`course review`: today's revision questions, asked in the terminal."""

from __future__ import annotations

from datetime import UTC, datetime

import click

from course.errors import WorkspaceError
from course.manifest import Manifest, load_manifest
from course.questions import Question
from course.review import BECAUSE, Asked, answer, due_today, read_schedule
from course.terminal import Page, count
from course.workspace import Workspace


@click.command()
def command() -> int:
    """Ask the questions that are due today on what you found hard, and say when each comes back.

    Questions come from exercises that failed or took the last hint. Stop at any time with Ctrl+C: each answer
    is kept when you give it.
    """
    manifest, workspace = load_manifest(), Workspace.locate()
    if workspace is None:
        raise WorkspaceError("there is no work folder yet", next_step="python3 -m course start")
    page = Page()
    asked = due_today(workspace, manifest, datetime.now(UTC))
    if not asked:
        page.line(_nothing(workspace))
        return 0
    right = 0
    for number, one in enumerate(asked, 1):
        page.line()
        page.line(f"{number} of {len(asked)}: {_from(one, manifest)}", "bold")
        right += _ask(one.question, workspace, page)
    page.line()
    page.line(f"{right} of {count(len(asked), 'question')} right.", "bold")
    return 0


def _nothing(workspace: Workspace) -> str:
    days = sorted(one.due for one in read_schedule(workspace).values())
    later = [day for day in days if day > datetime.now(UTC)]
    if not later:
        return "Nothing to revise: questions come from exercises that failed or took the last hint."
    return f"Nothing to revise today. {count(len(later), 'question')} later, the next on {_day(later[0])}."


def _from(asked: Asked, manifest: Manifest) -> str:
    return f"{manifest.lesson(asked.question.lesson_id).title} ({BECAUSE[asked.reason]})"


def _ask(question: Question, workspace: Workspace, page: Page) -> bool:
    """Ask one question, tell whether the answer was right and why; return whether it was."""
    for line in question.text.split("\n"):
        page.line(line)
    for at, choice in enumerate(question.choices, 1):
        page.line(choice.text, label=f"{at}. ", indent=2)
    given = _chosen(question) if question.choices else click.prompt("Your answer", prompt_suffix=": ")
    right, scheduled = answer(workspace, question, given, datetime.now(UTC))
    if right:
        page.line("Right.", "green")
    else:
        page.line(question.solution, "red", label="Not yet. The answer: ")
    for at, choice in enumerate(question.choices):
        if choice.right or at in given:
            page.line(choice.why, label=f"{choice.text}: ", indent=2)
    if question.why:
        page.line(question.why, indent=2)
    page.line(f"It comes back on {_day(scheduled.due)}.")
    return right


def _chosen(question: Question) -> frozenset[int]:
    several = len(question.right) > 1
    words = "The numbers of all that are right" if several else "The number of your answer"
    while True:
        typed = click.prompt(words, prompt_suffix=": ").replace(",", " ").split()
        if typed and all(one.isdigit() and 1 <= int(one) <= len(question.choices) for one in typed):
            return frozenset(int(one) - 1 for one in typed)
        click.echo(f"Type a number from 1 to {len(question.choices)}{', or several' * several}.")


def _day(moment: datetime) -> str:
    return moment.astimezone().strftime("%A, %d %B")
