"""`course progress`: every lesson, what it trains, how far you are, and what comes next."""

from __future__ import annotations

import hashlib
from collections.abc import Collection

import click

from course.manifest import Manifest, load_manifest
from course.outcomes import Outcome
from course.progress import (
    LessonProgress,
    LessonState,
    Results,
    lesson_progress,
    next_lesson,
    read_results,
    role_fits,
    skill_levels,
)
from course.terminal import Page, count
from course.workspace import Workspace

LETTERS = {Outcome.PASSED: "P", Outcome.FAILED: "F", Outcome.NOT_ATTEMPTED: "-", None: "?"}
WORDS = {outcome: outcome.capitalize() for outcome in Outcome} | {None: "For a person"}
STYLES = {LessonState.DONE: "green", LessonState.UNDER_WAY: "yellow", LessonState.NOT_STARTED: ""}
NAMED = 4  # missing skills named of each role


@click.command()
@click.argument("lesson", required=False)
def command(lesson: str | None) -> int:
    """Show all lessons with the outcome of each exercise, the skills and roles they add up to, and the next step.

    With LESSON, such as 01_foundations/01_programming, show that lesson's exercises one by one. The outcomes
    are those of your last `check` of each lesson.
    """
    manifest, workspace = load_manifest(), Workspace.locate()
    results = read_results(workspace) if workspace else Results()
    page = Page()
    if lesson:
        chosen = manifest.lesson(lesson)
        show_lesson(lesson_progress(chosen, results.lessons.get(chosen.id)), manifest, page)
    else:
        show(manifest, results, page, _changed(manifest, results, workspace))
    for path in results.set_aside:
        page.line(f"{path} could not be read, so it was set aside; check that lesson again.", label="Damaged: ")
    return 0


def _changed(manifest: Manifest, results: Results, workspace: Workspace | None) -> set[str]:
    """The checked lessons whose notebook has been saved with other content since."""
    changed = set()
    for lesson in manifest.lessons if workspace else ():
        notebook, result = workspace.notebook(lesson), results.lessons.get(lesson.id)
        if result and notebook.is_file() and hashlib.sha256(notebook.read_bytes()).hexdigest() != result.notebook:
            changed.add(lesson.id)
    return changed


def show(manifest: Manifest, results: Results, page: Page, changed: Collection[str] = ()) -> None:
    """Print where a learner stands in the whole course; `changed` are lessons edited since their check."""
    page.line(manifest.title, "bold")
    page.line("P passed, F failed, - not attempted, ? for a person to grade")
    for module in manifest.modules:
        page.line()
        page.line(f"{module.step}. {module.title}", "bold")
        for lesson in module.lessons:
            _lesson(lesson_progress(lesson, results.lessons.get(lesson.id)), manifest, page)
            if lesson.id in changed:
                page.line(f"changed since it was checked: python3 -m course check {lesson.id}", indent=16)
        if not module.lessons:
            page.line("no lessons yet", indent=3)
    _skills(manifest, results, page)
    _next(manifest, results, page)


def show_lesson(progress: LessonProgress, manifest: Manifest, page: Page) -> None:
    """Print one lesson's exercises, each with its outcome."""
    _lesson(progress, manifest, page)
    for exercise, outcome in progress.outcomes:
        page.line(f"{exercise.title} ({count_points(exercise.points)})", label=f"{WORDS[outcome]:<13}  ", indent=3)


def count_points(points: float) -> str:
    return f"{points:g} {'point' if points == 1 else 'points'}"


def _lesson(progress: LessonProgress, manifest: Manifest, page: Page) -> None:
    lesson = progress.lesson
    page.line(
        f"{lesson.title} ({lesson.id})", STYLES[progress.state], label=f"{progress.state.capitalize():<12} ", indent=3
    )
    letters = "".join(LETTERS[outcome] for _, outcome in progress.outcomes)
    left = f"about {count(progress.minutes_left, 'minute')} left" if progress.minutes_left else "nothing left to do"
    page.line(f"{letters}  {left}, {progress.earned:.4g} of {count_points(progress.points)}".strip(), indent=16)
    page.line(", ".join(manifest.skills[skill] for skill in lesson.skills), label="Skills: ", indent=16)


def _skills(manifest: Manifest, results: Results, page: Page) -> None:
    levels = skill_levels(manifest, results)
    page.line()
    page.line("Skills that these lessons train", "bold")
    for skill, level in levels.items():
        if level.possible:
            page.line(
                f"{level.earned:.4g} of {count_points(level.possible)}", label=f"{manifest.skills[skill]}: ", indent=3
            )
    page.line()
    page.line("Roles, and how much of what each asks for you have shown", "bold")
    for fit in role_fits(manifest, levels):
        page.line(f"{fit.fraction:.0%}.{_reasons(fit, manifest)}", label=f"{fit.role.title}: ", indent=3)


def _reasons(fit, manifest: Manifest) -> str:
    parts = ""
    if fit.strongest:
        parts += f" Strongest: {', '.join(manifest.skills[skill] for skill in fit.strongest)}."
    if fit.missing:
        named = ", ".join(manifest.skills[skill] for skill in fit.missing[:NAMED])
        rest = len(fit.missing) - NAMED
        parts += f" Not shown yet: {named}{f' and {rest} more' if rest > 0 else ''}."
    return parts


def _next(manifest: Manifest, results: Results, page: Page) -> None:
    page.line()
    progress = next_lesson(manifest, results)
    if progress is None:
        page.line("every lesson of this release is done. python3 -m course portfolio new", "bold", label="Next: ")
        return
    lesson_id = progress.lesson.id
    if progress.state is LessonState.NOT_STARTED:
        first = f"open {lesson_id}.ipynb (python3 -m course start)"
    else:
        first = f"{progress.open[0].title}, in {lesson_id}.ipynb"
    page.line(f"{first}, then python3 -m course check {lesson_id}", "bold", label="Next: ")
