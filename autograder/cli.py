"""`autograder VERB`: one verb a module of autograder.commands, imported only when it is called."""

from __future__ import annotations

import importlib
import sys

import click

from course.errors import CourseError

VERBS = ("collect", "grade", "status", "export")  # in the order in which an instructor needs them


class Verbs(click.Group):
    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(VERBS)

    def get_command(self, ctx: click.Context, name: str) -> click.Command | None:
        return importlib.import_module(f"autograder.commands.{name}").command if name in VERBS else None


@click.group(cls=Verbs, context_settings={"help_option_names": ["-h", "--help"]})
def autograder() -> None:
    """Grade a cohort's notebooks into nbgrader's gradebook."""


def main(arguments: list[str] | None = None) -> int:
    """Run one verb; return its exit code, 2 for what a CourseError names, 130 when it was stopped."""
    try:
        result = autograder.main(args=arguments, prog_name="autograder", standalone_mode=False)
    except CourseError as error:
        print(error, file=sys.stderr)
        return 2
    except click.ClickException as error:
        error.show()
        return error.exit_code
    except (click.Abort, KeyboardInterrupt):
        print("stopped; what was done until now is kept, and the same command goes on from there", file=sys.stderr)
        return 130
    return result if isinstance(result, int) else 0
