"""A command line of verbs, each a module that is imported only when its verb is called."""

from __future__ import annotations

import importlib
import sys
from collections.abc import Mapping

import click

from course._slow_formats import leave_out
from course.errors import CourseError


class Verbs(click.Group):
    """A click group over `modules`: verb → the module whose click command is called `command`."""

    def __init__(self, *args, modules: Mapping[str, str], **kwargs):
        super().__init__(*args, context_settings={"help_option_names": ["-h", "--help"]}, **kwargs)
        self.modules = modules

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(self.modules)

    def get_command(self, ctx: click.Context, name: str) -> click.Command | None:
        return importlib.import_module(self.modules[name]).command if name in self.modules else None


def run_verb(group: click.Group, arguments: list[str] | None, *, name: str, stopped: str) -> int:
    """Run one verb; return its exit code, 2 for what a CourseError names, 130 when it was stopped."""
    leave_out()
    try:
        result = group.main(args=arguments, prog_name=name, standalone_mode=False)
    except CourseError as error:
        print(error, file=sys.stderr)
        return 2
    except click.ClickException as error:
        error.show()
        return error.exit_code
    except (click.Abort, KeyboardInterrupt):
        print(stopped, file=sys.stderr)
        return 130
    return result if isinstance(result, int) else 0
