"""The command lines of the set-up verbs, read with the standard library, in the words of the other verbs."""

from __future__ import annotations

import argparse
from pathlib import Path

COMMAND = "python3 -m course"
SUMMARIES = {
    "start": "Install what is missing, then open JupyterLab on your own copy of the lessons.",
    "add": "Install what some lessons need beyond the core, or list what there is.",
    "doctor": "Say what is installed, what is missing, and what to type.",
    "lock": "Make the pinned lists in requirements/ from pyproject.toml.",
    "test": "Install everything, then run all that CI runs, or the suites you name.",
}


class _Formatter(argparse.HelpFormatter):
    def add_usage(self, usage, actions, groups, prefix=None):
        super().add_usage(usage, actions, groups, prefix or "Usage: ")


def parse(verb: str, arguments: list[str]) -> argparse.Namespace:
    """The options of one set-up verb; SystemExit as argparse raises it, 0 after help and 2 after a mistake."""
    parser = argparse.ArgumentParser(
        prog=f"{COMMAND} {verb}", description=SUMMARIES[verb], formatter_class=_Formatter, allow_abbrev=False
    )
    _OPTIONS[verb](parser)
    return parser.parse_args(arguments)


def _start(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--no-browser", action="store_true", help="start JupyterLab and print its address only")
    parser.add_argument("--port", type=_port, help="the port of JupyterLab (default: the first free one from 8888)")
    parser.add_argument("--work", type=Path, metavar="FOLDER", help="keep your work in FOLDER; remembered from then on")
    parser.add_argument("--prepare-only", action="store_true", help="install and copy, but do not start JupyterLab")


def _add(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("names", nargs="*", metavar="NAME", help="the extras to install; none lists them")


def _doctor(parser: argparse.ArgumentParser) -> None:
    del parser  # it has no options


def _lock(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--check", action="store_true", help="write nothing; fail when pyproject.toml changed since")
    parser.add_argument("--upgrade", action="store_true", help="take the newest versions that fit")


def _test(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("suites", nargs="*", metavar="SUITE", help="the suites to run (default: all)")


_OPTIONS = {"start": _start, "add": _add, "doctor": _doctor, "lock": _lock, "test": _test}


def _port(text: str) -> int:
    port = int(text)
    if not 1 <= port <= 65535:
        raise argparse.ArgumentTypeError("a port is a number from 1 to 65535")
    return port
