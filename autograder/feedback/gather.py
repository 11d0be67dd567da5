"""One submission for its learner: what the journal says about it, and the gradebook, and what they wrote."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum
from typing import Any

from markupsafe import Markup

from autograder.cohort.journal import Entry
from autograder.cohort.versions import LessonText
from autograder.cohort.work import State
from autograder.feedback.hidden import HiddenText
from autograder.feedback.marks import Mark, Marks
from autograder.feedback.outputs import Shown
from autograder.feedback.sanitise import clean_markdown, plain
from autograder.verdict import ExerciseVerdict, SubCheck
from course.exercises import Exercise
from course.manifest import Lesson
from course.outcomes import Outcome

MOST_CODE = 20_000  # characters of one answer


class Standing(StrEnum):
    """How an exercise stands, in the learner's words."""

    PASSED = "Passed"
    PARTLY = "Partly right"
    FAILED = "Not right yet"
    NOT_ATTEMPTED = "Not attempted"
    BY_PERSON = "Graded by a person"
    WAITS = "Waits for a person"
    NOT_READ = "Not read"


@dataclass(frozen=True)
class Answer:
    """One cell that a learner wrote: code as text, or Markdown as HTML, and what it showed."""

    code: str | None
    words: Markup | None
    outputs: tuple[Markup, ...]
    own: bool


@dataclass(frozen=True)
class ExerciseFeedback:
    title: str
    standing: Standing
    points: float
    earned: float | None
    extra: float
    subchecks: tuple[SubCheck, ...]
    note: str | None
    answers: tuple[Answer, ...]
    comments: tuple[str, ...]

    @property
    def passed_checks(self) -> tuple[SubCheck, ...]:
        return tuple(part for part in self.subchecks if part.outcome is Outcome.PASSED)

    @property
    def other_checks(self) -> tuple[SubCheck, ...]:
        return tuple(part for part in self.subchecks if part.outcome is not Outcome.PASSED)


@dataclass(frozen=True)
class LessonFeedback:
    """What a page tells; of a `withheld` notebook nothing but that a person looks at it."""

    learner: str
    lesson: Lesson
    graded_at: datetime
    received: datetime | None
    withheld: bool
    exercises: tuple[ExerciseFeedback, ...] = ()
    penalty: float = 0.0
    repairs: tuple[str, ...] = ()
    problem: str | None = None
    unreadable: bool = False

    @property
    def points(self) -> float:
        return sum(exercise.points for exercise in self.exercises)

    @property
    def earned(self) -> float:
        """The points so far, the late penalty taken off."""
        return max(0.0, sum((each.earned or 0.0) + each.extra for each in self.exercises) - self.penalty)

    @property
    def waiting(self) -> int:
        return self.count(Standing.WAITS)

    def count(self, standing: Standing) -> int:
        return sum(exercise.standing is standing for exercise in self.exercises)


class Gatherer:
    """Gathers the feedback on one lesson, learner after learner."""

    def __init__(self, lesson: Lesson, text: LessonText, *, outputs: bool = True):
        self.lesson, self.text, self.with_outputs = lesson, text, outputs
        self.hidden = HiddenText.of(json.loads(text.solved)["cells"], json.loads(text.released)["cells"])

    def gather(self, entry: Entry, notebook: str | None, marks: Marks | None) -> LessonFeedback:
        """The feedback on an entry of the journal with its graded notebook; `marks` are None before any are written."""
        verdict, marks = entry.result.verdict, marks or Marks()
        if entry.result.withheld or verdict is None:
            return LessonFeedback(entry.learner, self.lesson, entry.graded_at, marks.received, withheld=True)
        unreadable = entry.result.state is State.UNREADABLE
        cells = json.loads(notebook)["cells"] if notebook and not unreadable else []
        written = answers_by_exercise(cells, self.text.exercises)
        shown = Shown(self.hidden)
        depends = {exercise.grade_id: exercise.answers for exercise in self.text.exercises}
        exercises = tuple(
            self._exercise(each, marks, depends.get(each.grade_id, ()), written.get(each.grade_id, ()), shown)
            for each in verdict.exercises
        )
        return LessonFeedback(
            entry.learner,
            self.lesson,
            entry.graded_at,
            marks.received,
            withheld=False,
            exercises=tuple(_not_read(each) for each in exercises) if unreadable else exercises,
            penalty=marks.penalty,
            repairs=tuple(self._told(words) for words in verdict.repairs),
            problem=self._told(verdict.problem) if verdict.problem else None,
            unreadable=unreadable,
        )

    def _exercise(
        self, found: ExerciseVerdict, marks: Marks, depends: Iterable[str], cells: Iterable[Mapping], shown: Shown
    ) -> ExerciseFeedback:
        mark = marks.marks.get(found.grade_id) or Mark(found.earned)
        withheld = found.awaits_person and found.note is not None  # the reason is for who grades
        silent = withheld or (mark.score is None and not found.awaits_person)
        names = dict.fromkeys((*depends, found.grade_id))
        return ExerciseFeedback(
            title=found.title,
            standing=_standing(found, mark),
            points=found.points,
            earned=mark.score,
            extra=mark.extra,
            subchecks=() if silent else tuple(self._subcheck(part) for part in found.subchecks),
            note=None if withheld or found.note is None else self._told(found.note),
            answers=tuple(self._answer(cell, shown) for cell in cells),
            comments=tuple(marks.comments[name] for name in names if name in marks.comments),
        )

    def _subcheck(self, part: SubCheck) -> SubCheck:
        if part.hidden:
            part = replace(part.without_the_case(), error=None)
        values = {name: getattr(part, name) for name in ("says", "called", "got", "expected", "help")}
        return replace(part, **{name: self._told(value) if value else value for name, value in values.items()})

    def _answer(self, cell: Mapping[str, Any], shown: Shown) -> Answer:
        own = bool(cell["metadata"].get("course", {}).get("own"))
        if cell["cell_type"] != "code":
            return Answer(None, clean_markdown(cell["source"]), (), own)
        outputs = shown.outputs(cell.get("outputs", ())) if self.with_outputs else ()
        return Answer(plain(cell["source"], MOST_CODE), None, outputs, own)

    def _told(self, words: str) -> str:
        return plain(self.hidden.without(words))


def _not_read(exercise: ExerciseFeedback) -> ExerciseFeedback:
    """An exercise of a notebook that can't be read, which is no wrong answer; what a person gave for it stays."""
    if exercise.standing is Standing.BY_PERSON:
        return replace(exercise, note=None)
    return replace(exercise, note=None, standing=Standing.NOT_READ)


def _standing(found: ExerciseVerdict, mark: Mark) -> Standing:
    if mark.score is None:
        return Standing.WAITS
    if mark.by_hand:
        return Standing.BY_PERSON
    if found.outcome is Outcome.PASSED:
        return Standing.PASSED
    if found.outcome is Outcome.NOT_ATTEMPTED:
        return Standing.NOT_ATTEMPTED
    return Standing.PARTLY if mark.score else Standing.FAILED


def answers_by_exercise(cells: Iterable[Mapping], exercises: Iterable[Exercise]) -> dict[str, list[Mapping]]:
    """By graded cell, what the learner wrote for it: the answers, and cells of their own between task and check."""
    graded = {exercise.grade_id for exercise in exercises}
    found: dict[str, list[Mapping]] = {}
    pending: list[Mapping] = []
    for cell in cells:
        metadata = cell["metadata"]
        nbgrader = metadata.get("nbgrader", {})
        if "task" in metadata.get("tags", ()):
            pending = []
        own = metadata.get("course", {}).get("own") and cell["source"].strip()
        if nbgrader.get("solution") or own:
            pending.append(cell)
        if nbgrader.get("grade_id") in graded:
            found[nbgrader["grade_id"]], pending = pending, []
    return found
