"""How far the grading of a module is: what was handed in, against what the journal has."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from autograder.cohort.collect import Refusal, handed_in
from autograder.cohort.journal import Entry, Journal
from autograder.cohort.settings import Settings
from autograder.cohort.submissions import Submission, lesson_texts
from autograder.cohort.work import UNSAFE, State
from course.manifest import Module


@dataclass(frozen=True)
class LessonStatus:
    """One lesson's submissions by number; those `waiting` are new, changed, or had a grader that broke.

    `for_a_person` counts answers, `unsafe` submissions that were graded without a sandbox.
    """

    lesson_id: str
    handed_in: int
    graded: int
    waiting: int
    for_a_person: int
    unsafe: int = 0


@dataclass(frozen=True)
class Status:
    lessons: tuple[LessonStatus, ...]
    unreadable: tuple[Refusal, ...]
    withheld: tuple[Refusal, ...]
    broken: tuple[Refusal, ...]
    refused: tuple[Refusal, ...]


def withheld_in(settings: Settings, modules: Sequence[str] = (), learners: Sequence[str] = ()) -> tuple[Refusal, ...]:
    """Whose grades are withheld and why, of these modules and learners or of all. Changes nothing."""
    journal = Journal(settings.root)
    found = []
    for module in settings.manifest.modules:
        if modules and module.id not in modules:
            continue
        for (learner, lesson_id), entry in sorted(journal.entries(module.id, set_aside=False).entries.items()):
            if not learners or learner in learners:
                found += _withheld(journal, f"{learner}/{lesson_id.rpartition('/')[2]}", entry)
    return tuple(found)


def _withheld(journal: Journal, name: str, entry: Entry) -> list[Refusal]:
    reasons = (journal.withholds(entry), *entry.result.withheld_exercises)
    return [Refusal(name, words) for words in reasons if words]


def status_of(settings: Settings, module: Module) -> Status:
    """The status of a module; CohortError where nothing was handed in. Changes nothing."""
    journal = Journal(settings.root)
    entries = journal.entries(module.id, set_aside=False).entries
    broken = journal.broken(module.id)
    hand_ins = handed_in(settings, module)
    lessons, unreadable, withheld, broke = [], [], [], []
    for lesson in lesson_texts(module):
        there = [s for s in (Submission(hand_in, lesson) for hand_in in hand_ins.found) if s.is_there]
        graded = [s for s in there if s.is_graded(entries)]
        results = [(s.name, entries[s.place].result) for s in graded]
        unreadable += [Refusal(name, r.problem or "") for name, r in results if r.state is State.UNREADABLE]
        withheld += [refusal for s in graded for refusal in _withheld(journal, s.name, entries[s.place])]
        broke += [Refusal(s.name, broken[s.place]) for s in there if s.place in broken]
        for_a_person = sum(
            exercise.awaits_person for _, result in results if result.verdict for exercise in result.verdict.exercises
        )
        unsafe = sum(result.stamp.executor == UNSAFE for _, result in results)
        waiting = len(there) - len(graded)
        lessons.append(LessonStatus(lesson.id, len(there), len(graded), waiting, for_a_person, unsafe))
    return Status(tuple(lessons), tuple(unreadable), tuple(withheld), tuple(broke), hand_ins.refusals)
