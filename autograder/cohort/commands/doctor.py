"""`autograder doctor MODULE`: which checks of the course give points for answers that answer nothing."""

from __future__ import annotations

from pathlib import Path

import click

from autograder.cohort.commands._options import course_folder
from course.terminal import Page, count


@click.command()
@click.argument("module")
@click.option("--lesson", "stem", help="Only this lesson, such as 01_programming.")
@click.option("--only", type=click.Choice(["cheats", "attacks"]), help="Try only these; cheats take a minute a lesson.")
@click.option(
    "--all", "everything", is_flag=True, help="Show what can't be helped, too: a constant that happens to fit."
)
@course_folder
def command(module: str, stem: str | None, only: str | None, everything: bool, folder: Path | None) -> int:
    """Try cheats and attacks on every exercise of MODULE's own lessons, and name the checks that give points for them.

    The cheats are empty answers, constants, the first argument handed back, the visible examples known by heart,
    and objects that equal everything. The attacks are those of tests/attacks that fit any lesson; each is run in
    the sandbox with the lesson's wrong answers. Exit code: 1 when a check should not give what it gives.
    """
    from autograder.cohort.settings import load_settings
    from autograder.cohort.submissions import lessons_named
    from course.authoring.gates.studied import Studied

    settings, page = load_settings(folder), Page()
    manifest, chosen = settings.manifest, settings.module(module)
    faults = 0
    for lesson in lessons_named(chosen, [stem] if stem else []):
        studied = Studied(lesson, manifest)
        if only != "attacks":
            faults += _cheats(studied, page, everything)
        if only != "cheats":
            faults += _attacks(studied, page)
    return 1 if faults else 0


def _cheats(studied, page: Page, everything: bool) -> int:
    """Show what cheats gain; return how many checks are at fault."""
    from autograder.doctor.examine import gains_of_cheats

    name = studied.lesson.id
    page.line("every exercise is tried in many ways, which takes a minute", "bold", label=f"{name}: ")
    gains = gains_of_cheats(studied)
    for gain in gains:
        if gain.fault or everything:
            _show(gain, name, page)
    found = sum(bool(gain.fault) for gain in gains)
    page.line(_sum(found, len(gains) - found, everything), label=f"{name}: ")
    return found


def _attacks(studied, page: Page) -> int:
    """Show what attacks gain; return how often one did."""
    from autograder.doctor.attacked import gains_of_attacks
    from autograder.doctor.corpus import attacks
    from autograder.sandbox import SandboxExecutor, default_name, sandbox_named

    name, found = studied.lesson.id, 0
    chosen = [attack for attack in attacks() if attack.fits_any_lesson]
    page.line(f"{count(len(chosen), 'attack')} on the whole notebook, one after another", "bold", label=f"{name}: ")
    with sandbox_named(default_name()) as sandbox:
        sandbox.require()
        for _, gains in gains_of_attacks(studied, chosen, SandboxExecutor(sandbox)):
            for gain in gains:
                _show(gain, name, page)
            found += len(gains)
    page.line(
        f"{count(found, 'check gives', 'checks give')} points for an attack." if found else "No attack pays.",
        label=f"{name}: ",
    )
    return found


def _show(gain, lesson_id: str, page: Page) -> None:
    where = f"course/lessons/{lesson_id}.py:{gain.line}: "
    earned = f"{gain.earned:g} of {count(int(gain.points), 'point')} for {gain.says}"
    page.line(earned, "red" if gain.fault else "", label=where)
    page.line("; ".join(gain.passed), label="Passed: ", indent=4)
    if gain.fault:
        page.line(gain.fault, label="Next: ", indent=4)


def _sum(faults: int, chances: int, everything: bool) -> str:
    if faults:
        return f"{count(faults, 'check gives', 'checks give')} points that they should not."
    rest = "" if everything or not chances else " What a constant earns by chance is shown with --all."
    return f"No check gives points that it should not.{rest}"
