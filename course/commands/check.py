"""`course check NOTEBOOK`: the outcome of every exercise, hidden tests included."""

from __future__ import annotations

import hashlib
from collections.abc import Collection
from contextlib import closing
from pathlib import Path

import click

from autograder.submission import Submission, read_submission
from autograder.verdict import ExerciseVerdict, SubCheck, Verdict
from course.checking.checker import Checker
from course.errors import ManifestError, NotebookError
from course.exercises import lesson_exercises
from course.manifest import Lesson, Manifest, load_manifest
from course.marks import as_text
from course.outcomes import Outcome
from course.results import keep_result
from course.terminal import Page, count
from course.workspace import Workspace

WORDS = {
    Outcome.PASSED: ("Passed", "green"),
    Outcome.FAILED: ("Failed", "red"),
    Outcome.NOT_ATTEMPTED: ("Not attempted", "yellow"),
    None: ("For a person", "cyan"),
}
NARROW = 60


@click.command()
@click.argument("notebook")
def command(notebook: str) -> int:
    """Run NOTEBOOK from top to bottom and tell the outcome of every exercise, hidden tests included.

    NOTEBOOK is a path in your work folder, the path of the released notebook, or a lesson's id such as
    01_foundations/01_programming; the last two mean the copy in your work folder. Nothing in the notebook is
    changed. Exit code: 0 when nothing failed, 1 when an exercise failed, 2 when the notebook can't be checked.
    """
    manifest, workspace = load_manifest(), Workspace.locate()
    path = find_notebook(notebook, manifest, workspace)
    data = path.read_bytes()
    submission = _read(data, path)
    lesson = _lesson_of(path, submission, manifest)
    page = Page()
    page.line(f"Checking {lesson.id}: it runs from top to bottom.")
    with closing(Checker(workspace.root if workspace else None)) as checker:
        answer = checker.check(data, lesson, manifest, whole=True)
    verdict = answer.verdict
    show(verdict, lesson, page)
    page.line(f"It ran {answer.walls}, in {answer.seconds:.1f} s.")
    if workspace and path.resolve() == workspace.notebook(lesson).resolve():
        keep_result(workspace, verdict, hashlib.sha256(data).hexdigest())
        checker.schedule_revision(workspace, lesson, manifest)
    else:
        page.line("This notebook is not the one in your work folder, so the result was not kept.")
    return 1 if verdict.count(Outcome.FAILED) else 0


def find_notebook(name: str, manifest: Manifest, workspace: Workspace | None) -> Path:
    """The file that `name` means: a path as given, but the learner's copy where it names a lesson or its release."""
    path = Path(name)
    if path.is_file() and path.resolve() not in {lesson.release_path.resolve() for lesson in manifest.lessons}:
        return path
    if path.suffix == ".ipynb" and not path.is_file():
        _must_name_a_lesson(name, manifest)
    lesson = manifest.lesson(name if not path.is_file() else path.resolve().as_posix())
    own = workspace.notebook(lesson) if workspace else None
    if own and own.is_file():
        return own
    if path.is_file():
        return path
    where = f" in {workspace.root}" if workspace else ""
    raise NotebookError(f"there is no notebook of {lesson.id}{where}", next_step="python3 -m course start")


def _must_name_a_lesson(name: str, manifest: Manifest) -> None:
    try:
        manifest.lesson(name)
    except ManifestError:
        raise NotebookError("there is no such notebook", where=name, next_step="python3 -m course progress") from None


def _read(data: bytes, path: Path) -> Submission:
    try:
        return read_submission(data)
    except NotebookError as error:
        raise NotebookError(error.what, where=path, next_step=error.next_step) from None


def _lesson_of(path: Path, submission: Submission, manifest: Manifest) -> Lesson:
    """The lesson a file belongs to: by its place, else by what the notebook says, else by its name."""
    for name in (path.resolve().as_posix(), submission.lesson_id, path.stem):
        try:
            if name:
                return manifest.lesson(name)
        except ManifestError:
            continue
    raise NotebookError(
        "belongs to no lesson of this course", where=path, next_step="name it as the lesson's notebook is named"
    )


def show(verdict: Verdict, lesson: Lesson, page: Page) -> None:
    """Print a verdict: a line an exercise, what failed and the help for it, repairs, and the sum."""
    page.line()
    page.line(f"{lesson.id}: {lesson.title}", "bold")
    for exercise in verdict.exercises:
        show_exercise(exercise, page)
    if verdict.withheld:
        page.line()
        page.line(verdict.withheld, "red", label="A grade would be withheld for a person to look at: ")
    if verdict.problem:
        page.line()
        page.line(verdict.problem, "red", label="The notebook did not run to its end: ")
    for repair in verdict.repairs:
        page.line(repair, label="Put right for this check: ")
    page.line()
    page.line(_sum(verdict, {each.grade_id for each in lesson_exercises(lesson) if each.by_person}), "bold")
    page.line(_next(verdict), label="Next: ")


def show_exercise(exercise: ExerciseVerdict, page: Page) -> None:
    """Print one exercise: its outcome, and of what failed the call, the result and the help."""
    word, style = WORDS[exercise.outcome]
    points = f"{exercise.points:g}"
    if exercise.earned is not None:
        points = f"{round(exercise.earned, 2):g} of {points}"
    if page.width < NARROW:
        page.line(f"{points} {'point' if points == '1' else 'points'}. {exercise.title}", style, label=f"{word}: ")
    else:
        page.line(exercise.title, style, label=f"{word:<13} {points:>10}  ")
    if exercise.note:
        page.line(exercise.note, indent=4)
    if exercise.outcome is Outcome.NOT_ATTEMPTED:
        return
    for part in exercise.subchecks:
        if part.outcome is not Outcome.PASSED:
            _subcheck(part, page)


def _subcheck(part: SubCheck, page: Page) -> None:
    word, style = WORDS[part.outcome]
    page.line(part.says, style, label=f"{word}{' (hidden)' if part.hidden else ''}: ", indent=4)
    if part.outcome is Outcome.NOT_ATTEMPTED:
        return
    got = part.got or _error(part)
    help = as_text(part.help) if part.help else None
    for title, words in (("Called", part.called), ("Got", got), ("Expected", part.expected), ("Help", help)):
        if words:
            page.line(words, label=f"{title + ':':<10}", indent=6)


def _error(part: SubCheck) -> str | None:
    error = part.error
    if error is None:
        return None
    what = f"{error.type}: {error.message}" if error.message else error.type
    return f"{what}, at line {error.line_number} of its cell: {error.line}" if error.line_number else what


def _sum(verdict: Verdict, by_person: Collection[str]) -> str:
    """What the checks gave, as `progress` counts it, and how many answers a person will read."""
    checked = [each for each in verdict.exercises if not each.awaits_person and each.grade_id not in by_person]
    points = sum(exercise.points for exercise in checked)
    waiting = sum(exercise.awaits_person for exercise in verdict.exercises)
    passed = f"{verdict.count(Outcome.PASSED)} of {count(len(checked), 'exercise')} passed"
    text = f"{passed}, {round(verdict.earned, 2):g} of {points:g} points."
    if waiting:
        text += f" {count(waiting, 'answer waits', 'answers wait')} for a person to grade."
    return text


def _next(verdict: Verdict) -> str:
    for outcome in (Outcome.FAILED, Outcome.NOT_ATTEMPTED):
        for exercise in verdict.exercises:
            if exercise.outcome is outcome:
                return f"{exercise.title} ({WORDS[outcome][0].lower()})"
    return "python3 -m course progress"
