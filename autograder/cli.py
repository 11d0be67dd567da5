"""`autograder VERB`."""

from __future__ import annotations

import click

from course.verbs import Verbs, run_verb

# in the order in which an instructor needs them
VERBS = ("collect", "grade", "status", "accept", "feedback", "report", "export", "doctor")


@click.group(cls=Verbs, modules={verb: f"autograder.cohort.commands.{verb}" for verb in VERBS})
def autograder() -> None:
    """Grade a cohort's notebooks into nbgrader's gradebook."""


def main(arguments: list[str] | None = None) -> int:
    """Run one verb; return its exit code, 2 for what a CourseError names, 130 when it was stopped."""
    kept = "stopped; what was done until now is kept, and the same command goes on from there"
    return run_verb(autograder, arguments, name="autograder", stopped=kept)
