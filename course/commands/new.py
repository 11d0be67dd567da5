"""`python3 -m course new MODULE/NAME`: a lesson's skeleton and its place in the manifest."""

from __future__ import annotations

import click

from course.authoring.new import new_lesson
from course.manifest import load_manifest


@click.command()
@click.argument("name", metavar="MODULE/NAME")
def command(name: str) -> None:
    """Make the skeleton of a new lesson and list it in course/course.toml."""
    manifest = load_manifest()
    path = new_lesson(name, manifest)
    lesson_id = f"{path.parent.name}/{path.stem}"
    click.echo(f"wrote course/lessons/{lesson_id}.py and listed it in course/course.toml")
    click.echo(f"Next: write it, then `python3 -m course build {lesson_id}` and `python3 -m course gates {lesson_id}`")
