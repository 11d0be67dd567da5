"""`python3 -m course gates`: what is wrong with a lesson, by line."""

from __future__ import annotations

import click

from course.authoring.gates import GATES, Finding, Gate, Studied, examine
from course.manifest import Lesson, load_manifest

NAMES = [gate.__name__ for gate in GATES]


@click.command()
@click.argument("lessons", nargs=-1, metavar="[LESSON]...")
@click.option("--only", multiple=True, type=click.Choice(NAMES), help="Run this gate alone; may be given again.")
@click.pass_context
def command(context: click.Context, lessons: tuple[str, ...], only: tuple[str, ...]) -> None:
    """Try the lessons' texts, checks, hints and wrong answers; exit 1 when a gate does not hold."""
    manifest = load_manifest()
    chosen = [manifest.lesson(name) for name in lessons] or list(manifest.lessons)
    gates = [gate for gate in GATES if not only or gate.__name__ in only]
    wrong = 0
    for lesson in chosen:
        studied = Studied(lesson, manifest)
        for gate in gates:
            wrong += _report(lesson, gate, studied)
    if wrong:
        click.echo(f"{_count(wrong)}; a line number is one of the lesson's text in course/lessons")
        context.exit(1)
    click.echo(f"{len(gates)} gates hold for {', '.join(lesson.id for lesson in chosen)}")


def _report(lesson: Lesson, gate: Gate, studied: Studied) -> int:
    """Print what one gate finds, and say beforehand what is tried, since a run takes seconds."""
    click.echo(f"{lesson.id}: {gate.__name__} … ", nl=False)
    findings = examine(gate, studied)
    click.echo(_count(len(findings)) if findings else "holds")
    for finding in findings:
        click.echo(_lines(lesson, finding))
    return len(findings)


def _lines(lesson: Lesson, finding: Finding) -> str:
    return f"  course/lessons/{lesson.id}.py:{finding.line}: {finding.what}\n      Next: {finding.next_step}"


def _count(number: int) -> str:
    return f"{number} finding{'' if number == 1 else 's'}"
