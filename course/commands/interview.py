"""`course interview`: questions to answer aloud, and an outline to hold one's answer against."""

from __future__ import annotations

from collections import Counter
from datetime import UTC, datetime

import click

from course.errors import WorkspaceError
from course.interview import Drawn, Interview, Rated, Rating, draw, interview_on, keep_rating
from course.manifest import load_manifest
from course.review import BECAUSE
from course.terminal import Page, count
from course.workspace import Workspace

HOW = (
    "Answer aloud, as to a person: what it is for, how you do it, an example with a number, when it fails. "
    "Two minutes a question are enough."
)
SCALE = "1 stuck, 2 with gaps, 3 clear"
DONE = "its exercise is done"


@click.command()
@click.option("--questions", type=click.IntRange(1, 20), default=3, show_default=True, help="How many to ask.")
def command(questions: int) -> int:
    """Ask interview questions on what you found hard; you answer aloud and judge yourself.

    They come from exercises that failed or took the last hint or the solution; where there are too few, from
    exercises that you have done. Stop at any time with Ctrl+C: each rating is kept when you give it, and what was
    not clear comes first the next time.
    """
    manifest, workspace = load_manifest(), Workspace.locate()
    if workspace is None:
        raise WorkspaceError("there is no work folder yet", next_step="python3 -m course start")
    page = Page()
    drawn = draw(workspace, manifest, questions)
    if not drawn:
        page.line("Nothing to ask about yet: questions come from exercises that you have worked on.")
        page.line("python3 -m course check, after an exercise of any lesson", label="Next: ")
        return 0
    if all(one.reason is None for one in drawn):
        page.line("Your record holds nothing that was hard: these come from exercises that you have done.")
    page.line(HOW)
    given = Counter(_ask(number, len(drawn), one, workspace, page) for number, one in enumerate(drawn, 1))
    page.line()
    words = {Rating.CLEAR: "clear", Rating.GAPS: "with gaps", Rating.STUCK: "stuck"}
    told = ", ".join(f"{given[rating]} {word}" for rating, word in words.items() if given[rating])
    page.line(f"{count(len(drawn), 'question')}: {told}.", "bold")
    return 0


def _ask(number: int, of: int, drawn: Drawn, workspace: Workspace, page: Page) -> Rating:
    """Ask about one exercise, show the outline, and keep the rating that the learner gives."""
    interview: Interview = interview_on(drawn.lesson, drawn.exercise)
    page.line()
    page.line(f"{number} of {of}: {drawn.lesson.title} ({BECAUSE.get(drawn.reason, DONE)})", "bold")
    for question in (interview.opening, *interview.follow_ups):
        for line in question.split("\n"):
            page.line(line)
        click.prompt("Say it, then press Enter", default="", show_default=False, prompt_suffix=" ")
    if interview.outline:
        page.line("What a good answer has in it:", "bold")
    for point in interview.outline:
        page.line(point, label="- ", indent=2)
    page.line(f"The exercise itself: {drawn.lesson.id}, {drawn.exercise.title}.", indent=2)
    chosen = click.prompt(f"How was yours? ({SCALE})", type=click.IntRange(Rating.STUCK, Rating.CLEAR))
    rating = Rating(chosen)
    keep_rating(workspace, Rated(drawn.lesson.id, drawn.exercise.grade_id, rating, datetime.now(UTC)))
    return rating
