"""`autograder VERB`: one verb a module, imported only when it is called."""

from __future__ import annotations

import importlib
import sys

import click

from course.errors import CourseError

# verb → module with a click command called `command`, in the order in which an instructor needs them
VERBS = {
    "collect": "autograder.cohort.commands.collect",
    "grade": "autograder.cohort.commands.grade",
    "status": "autograder.cohort.commands.status",
    "export": "autograder.cohort.commands.export",
}


class Verbs(click.Group):
    """A group whose commands are imported by name, so that each costs only what it needs."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(VERBS)

    def get_command(self, ctx: click.Context, name: str) -> click.Command | None:
        return importlib.import_module(VERBS[name]).command if name in VERBS else None


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
