"""The set-up verbs as commands of the command line; set-up itself reads their options, with or without click."""

from __future__ import annotations

import click

from course.setup import run
from course.setup.arguments import SUMMARIES


def setup_command(verb: str) -> click.Command:
    """The click command that hands its whole command line to set-up."""

    @click.command(
        name=verb, help=SUMMARIES[verb], add_help_option=False, context_settings={"ignore_unknown_options": True}
    )
    @click.argument("arguments", nargs=-1, type=click.UNPROCESSED)
    def command(arguments: tuple[str, ...]) -> int:
        return run(verb, list(arguments))

    return command
