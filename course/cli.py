"""`python3 -m course VERB`."""

from __future__ import annotations

import click

from course.verbs import Verbs, run_verb

# in the order in which a newcomer meets them
VERBS = (
    "start", "check", "watch", "progress", "review", "interview", "update", "compete", "portfolio", "verify", "add",
    "doctor", "new", "build", "gates", "lock", "test",
)  # fmt: skip


@click.group(cls=Verbs, modules={verb: f"course.commands.{verb}" for verb in VERBS})
def course() -> None:
    """The ML portfolio course: learn, check, and build a portfolio of your own work."""


def main(arguments: list[str] | None = None) -> int:
    """Run one verb; return its exit code, 2 for what a CourseError names."""
    return run_verb(course, arguments, name="python3 -m course", stopped="stopped")
