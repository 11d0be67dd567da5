"""`python3 -m course build`: make the notebooks and pages that are generated."""

from __future__ import annotations

import os

import click

from course.authoring import build as building
from course.manifest import load_manifest


@click.command()
@click.argument("lessons", nargs=-1, metavar="[LESSON]...")
@click.option("--check", is_flag=True, help="Write nothing; fail, naming each file that is not what its source makes.")
@click.option("--jobs", type=click.IntRange(1), default=min(4, os.cpu_count() or 1), help="Kernels at once.")
def command(lessons: tuple[str, ...], check: bool, jobs: int) -> None:
    """Make the solved notebooks, the learner's notebooks, READMEs and pictures from the lessons' texts."""
    manifest = load_manifest()
    chosen = [manifest.lesson(name) for name in lessons] or list(manifest.lessons)
    if check:
        building.check(manifest, chosen, jobs=jobs, say=click.echo)
        click.echo(f"all that is generated from {', '.join(lesson.id for lesson in chosen)} is what its sources make")
        return
    built = building.build(manifest, chosen, jobs=jobs, say=click.echo)
    for name in built.written:
        click.echo(f"wrote {name}")
    if built.fresh:
        click.echo(f"unchanged: {', '.join(built.fresh)}")
