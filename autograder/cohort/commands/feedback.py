"""`autograder feedback MODULE`: a page for each learner and lesson."""

from __future__ import annotations

from pathlib import Path

import click

from autograder.cohort.commands._options import course_folder, gradebook_url
from course.terminal import Page, count


@click.command()
@click.argument("module")
@click.option("--only", "learners", multiple=True, metavar="LEARNER", help="Only this learner; may be given again.")
@click.option("--lesson", "lessons", multiple=True, metavar="LESSON", help="Only this lesson; may be given again.")
@click.option("--without-outputs", is_flag=True, help="Leave out what learners' code printed and drew.")
@course_folder
@gradebook_url
def command(
    module: str,
    learners: tuple[str, ...],
    lessons: tuple[str, ...],
    without_outputs: bool,
    folder: Path | None,
    db_url: str | None,
) -> int:
    """Write feedback on MODULE for its learners, from what was graded and from the gradebook.

    A page for each lesson lands where nbgrader has its own, feedback/LEARNER/MODULE/, and an index in
    feedback/LEARNER/. It says what each check called, got and expected; of hidden checks only what they are about,
    and of a withheld grade only that a person looks at it. Exit code: 1 when a page could not be made.
    """
    from autograder.cohort.settings import load_settings
    from autograder.feedback.publish import publish_feedback

    settings, page = load_settings(folder, db_url), Page()
    done = publish_feedback(
        settings, settings.module(module), learners=learners, lessons=lessons, outputs=not without_outputs
    )
    for name in done.withheld:
        page.line(name, "yellow", label="Without scores, since its grade is withheld: ")
    for name in done.missing:
        page.line(
            f"{name}: its graded notebook is damaged", "red", label=f"No page; autograder grade {module} mends it: "
        )
    if done.waiting:
        waiting = count(len(done.waiting), "notebook has an answer", "notebooks have answers")
        page.line(f"{waiting} that a person has yet to read; type this again afterwards.")
    if done.unreleasable:
        who = ", ".join(done.unreleasable[:5]) + (" …" if len(done.unreleasable) > 5 else "")
        page.line(
            f"{who}: timestamp.txt or submission_secret.txt is missing", "yellow", label="Not for release_feedback: "
        )
    where = settings.root / settings.coursedir.feedback_directory
    page.line(f"{count(done.pages, 'page')} for {count(done.learners, 'learner')} in {where}.", "bold")
    return 1 if done.missing else 0
