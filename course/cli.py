"""`python3 -m course VERB`: one verb a module, imported only when it is called."""

from __future__ import annotations

import importlib
import sys

import click

from course.errors import CourseError

# verb → module of course.commands, in the order in which a newcomer meets them
VERBS = {
    "start": "start",
    "check": "check",
    "progress": "progress",
    "portfolio": "portfolio",
    "verify": "verify",
    "add": "add",
    "doctor": "doctor",
    "new": "new",
    "build": "build",
    "gates": "gates",
    "lock": "lock",
    "test": "test",
}


class Verbs(click.Group):
    """A group whose commands are imported by name, so that each costs only what it needs."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(VERBS)

    def get_command(self, ctx: click.Context, name: str) -> click.Command | None:
        if name not in VERBS:
            return None
        return importlib.import_module(f"course.commands.{VERBS[name]}").command


@click.group(cls=Verbs, context_settings={"help_option_names": ["-h", "--help"]})
def course() -> None:
    """The ML portfolio course: learn, check, and build a portfolio of your own work."""


def main(arguments: list[str] | None = None) -> int:
    """Run one verb; return its exit code, 2 for what a CourseError names."""
    try:
        result = course.main(args=arguments, prog_name="python3 -m course", standalone_mode=False)
    except CourseError as error:
        print(error, file=sys.stderr)
        return 2
    except click.ClickException as error:
        error.show()
        return error.exit_code
    except (click.Abort, KeyboardInterrupt):
        print("stopped", file=sys.stderr)
        return 130
    return result if isinstance(result, int) else 0
