"""From the journal and the gradebook to the report's files: an HTML page, and tables beside it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from autograder.cohort.gradebook import open_gradebook
from autograder.cohort.journal import Entry, Journal
from autograder.cohort.settings import Settings
from autograder.cohort.submissions import lesson_texts
from autograder.errors import CohortError
from autograder.feedback.marks import Marks, Place, read_marks
from autograder.report.analysis import Example, LessonReport, analyse
from autograder.report.answers import anonymous, answer_of
from autograder.report.differing import Differing, compare
from autograder.report.pages import report_page
from autograder.report.tables import tables
from autograder.report.tally import ExerciseTally, LessonTally, Mistake, answers_in
from course.files import write_atomically
from course.manifest import Module

SHOWN_MISTAKES = 3  # of each exercise
SHOWN_ANSWERS = 3  # of each mistake


@dataclass(frozen=True)
class Repeated:
    """Submissions graded again for the report: how many, how often, and what did not agree."""

    submissions: int
    times: int
    differing: tuple[Differing, ...]


def publish_report(settings: Settings, module: Module, target: Path, repeated: Repeated | None = None) -> list[Path]:
    """Write the report on a module into a folder; return its files, the page first.

    CohortError where nothing of the module was graded yet.
    """
    journal = Journal(settings.root)
    with open_gradebook(settings) as gradebook:
        marks = read_marks(gradebook, module.id)
    tallies = {
        text.id: LessonTally(lesson, text.exercises)
        for lesson, text in zip(module.lessons, lesson_texts(module), strict=True)
    }
    differing, regraded = _count(journal, module, tallies, marks)
    reports = [_lesson_report(journal, tally) for tally in tallies.values() if tally.handed_in]
    if not reports:
        raise CohortError(
            f"nothing of {module.id} is graded yet", where=journal.folder, next_step=f"autograder grade {module.id}"
        )
    every = (*differing, *(repeated.differing if repeated else ()))
    page = report_page(settings.manifest.title, module, reports, every, regraded, repeated)
    files = {"index.html": page, **tables(reports, every)}
    for name, text in files.items():
        write_atomically(target / name, text)
    return [target / name for name in files]


def _count(
    journal: Journal, module: Module, tallies: dict[str, LessonTally], marks: dict[Place, Marks]
) -> tuple[list[Differing], int]:
    """Count every entry; return what differs between runs on the same work, and how many were graded more than once."""
    differing: list[Differing] = []
    regraded = 0
    for entry in journal.each(module.id):
        tally = tallies.get(entry.lesson_id)
        if tally is None:
            continue
        tally.add(entry, journal.notebook(entry), marks.get((entry.learner, tally.lesson.stem)))
        earlier = journal.earlier(entry)
        if earlier:
            regraded += 1
            differing += compare(entry.learner, _verdicts((*earlier, entry)))
    return differing, regraded


def _verdicts(entries: Iterable[Entry]):
    return [entry.result.verdict for entry in entries if entry.result.verdict]


def _lesson_report(journal: Journal, tally: LessonTally) -> LessonReport:
    """The figures of a lesson, with examples for the commonest mistakes: only now is it known which those are."""

    shown: set[tuple[str, bytes]] = set()  # an answer that fails several checks is shown with the commonest

    def examples(each: ExerciseTally, mistake: Mistake) -> tuple[Example, ...]:
        found = []
        for answer, count in mistake.answers.most_common(SHOWN_ANSWERS):
            if (each.exercise.grade_id, answer) in shown:
                continue
            shown.add((each.exercise.grade_id, answer))
            learner = mistake.first[answer]
            entry = journal.entry(learner, tally.lesson.id)
            notebook = journal.notebook(entry) if entry else None
            code = answer_of(answers_in(notebook, tally, each)) if notebook else ""
            if code:
                found.append(Example(anonymous(code, learner), count))
        return tuple(found)

    return analyse(tally, examples, SHOWN_MISTAKES)
