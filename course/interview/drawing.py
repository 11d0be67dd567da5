"""Which exercises an interview asks about, and why."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime

from course.exercises import Exercise, lesson_exercises
from course.interview.ratings import Rating, read_ratings
from course.manifest import Lesson, Manifest
from course.outcomes import Outcome
from course.questions import lesson_questions
from course.record import HelpKind, read_help
from course.results import Results, read_results
from course.review import Reason, read_schedule
from course.workspace import Workspace

HELP = {HelpKind.HINT_3: Reason.LAST_HINT, HelpKind.SOLUTION: Reason.SOLUTION}
NOT_ASKED = {"retrieve"}  # three small questions at once are no question
LONG_AGO = datetime.min.replace(tzinfo=UTC)

Key = tuple[str, str]  # a lesson's id, and the grade_id of a check in it


@dataclass(frozen=True)
class Drawn:
    """An exercise to ask about; `reason` is None where nothing was hard about it and its lesson is done."""

    lesson: Lesson
    exercise: Exercise
    reason: Reason | None
    last: Rating | None = None


def draw(workspace: Workspace, manifest: Manifest, most: int) -> tuple[Drawn, ...]:
    """At most `most` exercises to ask about; the first are those that need it most.

    What was hard comes before what was not, what was never answered or badly before what was half right, what was
    asked long ago before what was asked yesterday; an answer that was clear goes to the end. Exercises that nobody
    tried are not asked about.
    """
    last = {(rated.lesson, rated.exercise): rated for rated in read_ratings(workspace)}
    results = read_results(workspace)
    hard = _hard(workspace, manifest, results)

    def need(drawn: Drawn) -> tuple:
        rated = last.get((drawn.lesson.id, drawn.exercise.grade_id))
        clear = drawn.last is Rating.CLEAR
        return clear, drawn.reason is None, drawn.last or 0, rated.at if rated else LONG_AGO

    found = []
    for lesson in manifest.lessons:
        done = _done(results, lesson)
        for exercise in lesson_exercises(lesson):
            key = (lesson.id, exercise.grade_id)
            if exercise.kind not in NOT_ASKED and (key in hard or exercise.grade_id in done):
                found.append(Drawn(lesson, exercise, hard.get(key), last[key].rating if key in last else None))
    return tuple(sorted(found, key=need)[:most])


def _hard(workspace: Workspace, manifest: Manifest, results: Results) -> dict[Key, Reason]:
    """Failed at the last check or at an earlier one, or done with the last hint or the solution.

    A result holds the last check alone; that an exercise failed before it passed is known by the schedule of
    revision, which took up its questions then.
    """
    once = read_schedule(workspace)
    hard: dict[Key, Reason] = {}
    for lesson in manifest.lessons:
        scheduled = {one.exercise: once[one.id].reason for one in lesson_questions(lesson) if one.id in once}
        for exercise in lesson_exercises(lesson):
            for name in {exercise.grade_id, *exercise.answers} & set(scheduled):
                hard[lesson.id, exercise.grade_id] = scheduled[name]
    hard |= {(help.lesson, help.exercise): HELP[help.kind] for help in read_help(workspace) if help.kind in HELP}
    return hard | {
        (name, verdict.grade_id): Reason.FAILED
        for name, result in results.lessons.items()
        for verdict in result.exercises
        if verdict.outcome is Outcome.FAILED
    }


def _done(results: Results, lesson: Lesson) -> set[str]:
    result = results.lessons.get(lesson.id)
    return {each.grade_id for each in result.exercises if each.outcome is Outcome.PASSED} if result else set()
