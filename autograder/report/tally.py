"""One lesson of a cohort, counted submission after submission: no more is kept than the figures are made of."""

from __future__ import annotations

import json
import math
import statistics
from array import array
from collections import Counter
from collections.abc import Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

import numpy as np

from autograder.cohort.journal import Entry
from autograder.cohort.work import State
from autograder.feedback.gather import answers_by_exercise
from autograder.feedback.marks import Marks
from autograder.feedback.sanitise import plain
from autograder.report.answers import answer_of, digest
from autograder.report.items import Scores
from autograder.score import CHECK_NOT_RUN
from autograder.verdict import ExerciseVerdict
from course.exercises import Exercise
from course.manifest import Lesson
from course.outcomes import Outcome

MOST_MISTAKES = 60  # kinds of one exercise; a kernel that lies could name any number
MOST_LETTERS = 160  # of the name of one


@dataclass
class Mistake:
    """A sub-check that failed: how often, and which different answers it failed for, each with who gave it first."""

    says: str
    hidden: bool
    count: int = 0
    answers: Counter[bytes] = field(default_factory=Counter)
    first: dict[bytes, str] = field(default_factory=dict)

    def add(self, learner: str, answer: bytes | None) -> None:
        self.count += 1
        if answer is not None:
            self.answers[answer] += 1
            self.first.setdefault(answer, learner)


@dataclass
class ExerciseTally:
    exercise: Exercise
    outcomes: Counter[str] = field(default_factory=Counter)
    mistakes: dict[tuple[str, bool], Mistake] = field(default_factory=dict)
    seconds: array = field(default_factory=lambda: array("d"))

    @property
    def commonest(self) -> list[Mistake]:
        return sorted(self.mistakes.values(), key=lambda mistake: -mistake.count)

    def add(self, found: ExerciseVerdict, share: float, learner: str, cells: Iterable[Mapping[str, Any]]) -> None:
        self.outcomes[_outcome(found, share)] += 1
        if found.outcome is not Outcome.FAILED:
            return
        failed = [(part.says, part.hidden) for part in found.subchecks if part.outcome is not Outcome.PASSED]
        if not failed and found.note and not found.note.startswith(CHECK_NOT_RUN):
            failed = [(found.note.partition("\n")[0], False)]
        code = answer_of(cells) if failed else ""
        answer = digest(code) if code.strip() else None
        for says, hidden in dict.fromkeys(failed):
            name = (plain(says, MOST_LETTERS), hidden)
            if name in self.mistakes or len(self.mistakes) < MOST_MISTAKES:
                self.mistakes.setdefault(name, Mistake(*name)).add(learner, answer)


class LessonTally:
    """What was handed in of one lesson, in figures."""

    def __init__(self, lesson: Lesson, exercises: tuple[Exercise, ...]):
        self.lesson, self.exercises = lesson, tuple(ExerciseTally(exercise) for exercise in exercises)
        self.withheld = self.unreadable = 0
        self.seconds = array("d")
        self._shares = array("d")

    @property
    def points(self) -> Scores:
        return np.array([each.exercise.points for each in self.exercises], dtype=float)

    @property
    def shares(self) -> Scores:
        """The share of points, a row a learner and a column an exercise; NaN where there is none yet."""
        return np.array(self._shares, dtype=float).reshape(-1, len(self.exercises))

    @property
    def number(self) -> int:
        """How many submissions were counted: not those that are withheld or can't be read."""
        return len(self.seconds)

    @property
    def handed_in(self) -> int:
        return self.number + self.withheld + self.unreadable

    @property
    def totals(self) -> Scores:
        """Each learner's points, without what a person has yet to give."""
        return np.nan_to_num(self.shares) @ self.points

    @property
    def median_seconds(self) -> float | None:
        return statistics.median(self.seconds) if self.seconds else None

    def add(self, entry: Entry, notebook: str | None, marks: Marks | None) -> None:
        """Count one submission: its entry in the journal, its graded notebook, its marks in the gradebook."""
        verdict = entry.result.verdict
        if entry.result.withheld or verdict is None:
            self.withheld += 1
            return
        if entry.result.state is State.UNREADABLE:
            self.unreadable += 1
            return
        found = {each.grade_id: each for each in verdict.exercises}
        if any(each.exercise.grade_id not in found for each in self.exercises):
            return  # of another release of the lesson
        self.seconds.append(verdict.seconds)
        cells = json.loads(notebook)["cells"] if notebook else []
        written = answers_by_exercise(cells, (each.exercise for each in self.exercises))
        times = _seconds(cells)
        for each in self.exercises:
            name = each.exercise.grade_id
            share = _share(found[name], marks)
            self._shares.append(share)
            each.add(found[name], share, entry.learner, written.get(name, ()))
            took = [times[cell] for cell in dict.fromkeys((*each.exercise.answers, name)) if cell in times]
            if took:
                each.seconds.append(sum(took))


def answers_in(notebook: str, tally: LessonTally, each: ExerciseTally) -> Iterable[Mapping[str, Any]]:
    """The cells in which a graded notebook answers an exercise."""
    exercises = (other.exercise for other in tally.exercises)
    return answers_by_exercise(json.loads(notebook)["cells"], exercises).get(each.exercise.grade_id, ())


def _share(found: ExerciseVerdict, marks: Marks | None) -> float:
    mark = marks.marks.get(found.grade_id) if marks else None
    score = found.earned if mark is None or mark.score is None else mark.score
    return float("nan") if score is None or not found.points else score / found.points


def _outcome(found: ExerciseVerdict, share: float) -> str:
    """How an exercise ended: by its points, which a person may have given, unless it was left alone."""
    if found.outcome is Outcome.NOT_ATTEMPTED and not share > 0:
        return "not_attempted"
    if math.isnan(share):
        return "waits"
    return "passed" if share >= 1 else "partly" if share > 0 else "failed"


def _seconds(cells: Iterable[Mapping[str, Any]]) -> dict[str, float]:
    """How long each named cell ran, where the kernel's times were noted beside it."""
    found = {}
    for cell in cells:
        name = cell["metadata"].get("nbgrader", {}).get("grade_id")
        times = cell["metadata"].get("execution", {})
        begun, ended = times.get("iopub.execute_input"), times.get("shell.execute_reply")
        if name:
            with suppress(ValueError, TypeError):  # none there, or none of a clock: a kernel may say what it likes
                found[name] = (datetime.fromisoformat(ended) - datetime.fromisoformat(begun)).total_seconds()
    return found
