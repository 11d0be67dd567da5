"""What open pages and notebooks are told when a lesson is checked: short, in words, as JSON."""

from __future__ import annotations

from typing import Any

from autograder.verdict import SubCheck
from course.checking.answer import Answer
from course.checking.saves import Began, Checked
from course.home.standing import LessonStanding, Standing, State, go_on, lesson_standing
from course.manifest import Lesson, Manifest
from course.progress import Results
from course.record import Stopped
from course.results import LessonResult
from course.terminal import count

WORTH_TELLING = 3.0  # seconds; what took less is told without a word on how


def began_message(event: Began, manifest: Manifest) -> dict[str, Any]:
    words = "Running the whole lesson to make sure …" if event.settling else "Checking …"
    return {"kind": "began", **_about(event.lesson), "words": words}


def checked_message(event: Checked, manifest: Manifest) -> dict[str, Any]:
    """What a check found: how far the lesson is, and of the exercise that was changed what came of it."""
    if event.answer is None:
        error = event.error
        words = f"Not checked: {error.what if error else 'something broke'}"
        return {"kind": "checked", **_about(event.lesson), "state": "problem", "words": words}
    told = standing_of(event.lesson, event.answer)
    by_name = {each.exercise.grade_id: each for each in told.exercises}
    changed = [by_name[name] for name in event.changed if name in by_name]
    message = status_message(told, changed[-1] if changed else None)
    if event.answer.verdict.withheld:
        message["note"] = f"A grade would be withheld for a person to look at: {event.answer.verdict.withheld}"
    if event.answer.ran is not None or event.answer.seconds >= WORTH_TELLING:
        message["note"] = " ".join(filter(None, [message["note"], how(event.answer, told)]))
    return message


def status_message(told: LessonStanding, last: Standing | None = None) -> dict[str, Any]:
    """Where a lesson stands; `last` is the exercise that was worked on."""
    after = go_on((told,), Stopped(told.lesson.id, last.exercise.grade_id) if last else None)
    tried = last if last and last.state is not State.UNTRIED else None
    parts = tried.unmet if tried else ()
    return {
        "kind": "checked",
        **_about(told.lesson),
        "state": (tried.state.mark if tried else "standing"),
        "words": f"{tried.exercise.title}: {tried.state}" if tried else "",
        "why": _why(parts[0]) if parts else (tried.verdict.note or "" if tried and tried.verdict else ""),
        "done": told.done,
        "of": len(told.exercises),
        "next": {"title": after.exercise.title, "cell": after.cell} if after and after is not tried else None,
        "note": told.problem or "",
    }


def standing_of(lesson: Lesson, answer: Answer) -> LessonStanding:
    """The standing that an answer gives, before or after it is kept."""
    from datetime import UTC, datetime

    verdict = answer.verdict
    result = LessonResult(lesson.id, datetime.now(UTC), "", verdict.exercises, verdict.problem)
    return lesson_standing(lesson, Results({lesson.id: result}))


def _why(part: SubCheck) -> str:
    """One unmet part of a check, in a line: what it is about, what came back, the help."""
    got = part.got or (part.error.type if part.error else "")
    said = f"{part.says}."
    if got and part.expected:  # of several lines the first says enough here
        said = f"{part.says}: got {got.splitlines()[0]}, expected {part.expected.splitlines()[0]}."
    return f"{said} {part.help or ''}".strip()


def how(answer: Answer, told: LessonStanding) -> str:
    """How much of the lesson was run for an answer, and how long that took."""
    took = f"{answer.seconds:.1f} s"
    if answer.ran is None:
        return f"The whole lesson ran in {took}."
    if not answer.ran:
        return "Nothing that a check depends on has changed, so nothing was run."
    titles = [each.exercise.title for each in told.exercises if each.exercise.grade_id in answer.ran]
    named = titles[0] if len(titles) == 1 else count(len(titles), "exercise")
    return f"A slow lesson: only {named} and what it builds on ran, in {took}; all of it runs when you pause."


def _about(lesson: Lesson) -> dict[str, Any]:
    return {"lesson": lesson.id, "path": f"{lesson.id}.ipynb", "title": lesson.title}
