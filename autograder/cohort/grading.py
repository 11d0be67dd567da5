"""Grading a cohort from beginning to end: what is to be done, by whom, and where the results go.

Every result is in the journal before it is in the gradebook, and a submission counts as done only by its entry in
the journal. So a run may be stopped at any moment, by Ctrl-C, a power cut or `kill -9`, and the next one goes on.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path
from typing import Protocol

from autograder.cohort.collect import TIMESTAMP, HandIn, Refusal, handed_in
from autograder.cohort.journal import Entry, Journal
from autograder.cohort.settings import Settings
from autograder.cohort.submissions import Submission, lesson_texts
from autograder.cohort.versions import LessonText, key_of
from autograder.cohort.work import Result, State, Task, task_for, unreadable
from autograder.cohort.writer import Writer
from autograder.errors import CohortError
from autograder.execute import TOTAL_SECONDS
from autograder.sandbox import default_name
from course.files import set_aside
from course.manifest import Module

BROKEN_IN_A_ROW = 10  # results, none of them a grade, after which the fault is not with one submission


class Workers(Protocol):
    def run(self, tasks: Iterable[Task]) -> Iterator[tuple[Task, Result]]:
        """Yield each task with its result, as they come. CohortError where there is nobody to do them."""


class Watcher(Protocol):
    """Who is told how far the grading is."""

    def begin(self, total: int) -> None: ...

    def step(self) -> None: ...


@dataclass(frozen=True)
class Request:
    """What to grade: a module, or of it only these learners and these lessons; `force` also what is graded."""

    module: Module
    learners: tuple[str, ...] = ()
    lessons: tuple[str, ...] = ()
    force: bool = False
    executor: str = field(default_factory=default_name)
    timeout: float = TOTAL_SECONDS


@dataclass
class Report:
    """What became of a request: how many were graded now and how many before, and what a person should know."""

    graded: int = 0
    kept: int = 0
    goes_on: bool = False
    unreadable: list[Refusal] = field(default_factory=list)
    broken: list[Refusal] = field(default_factory=list)
    withheld: list[Refusal] = field(default_factory=list)
    refused: list[Refusal] = field(default_factory=list)
    notes: list[Refusal] = field(default_factory=list)
    set_aside: tuple[Path, ...] = ()


def grade_cohort(settings: Settings, request: Request, workers: Workers, watcher: Watcher) -> Report:
    """Grade what is new or changed, and bring the gradebook up to date with all that was ever graded.

    CohortError where the whole can't go on: another process grades, nothing was handed in, the gradebook can't be
    written, the grader breaks on everything. What was graded until then is kept.
    """
    journal = Journal(settings.root)
    lessons = lesson_texts(request.module, request.lessons)
    with journal.held(), Writer(settings, request.module.id) as writer:
        writer.check_lessons(lessons)
        return _Grading(settings, request, journal, writer, lessons).run(workers, watcher)


class _Grading:
    def __init__(
        self, settings: Settings, request: Request, journal: Journal, writer: Writer, lessons: list[LessonText]
    ):
        self.request, self.journal, self.writer = request, journal, writer
        hand_ins = handed_in(settings, request.module, request.learners)
        kept = journal.entries(request.module.id)
        self.entries = kept.entries
        self.report = Report(refused=list(hand_ins.refusals), set_aside=kept.set_aside)
        self.report.notes += [_without_time(each) for each in hand_ins.found if each.problem]
        self.all = [Submission(hand_in, lesson) for hand_in in hand_ins.found for lesson in lessons]
        self.by_place = {submission.place: submission for submission in self.all}
        wanted = f"{sorted(request.learners)} {sorted(request.lessons)}" if request.force else None
        forced, self.report.goes_on = journal.round(request.module.id, wanted)
        self.round_id = forced.id if forced else None

    def run(self, workers: Workers, watcher: Watcher) -> Report:
        waiting = self.settle_what_is_known()
        watcher.begin(len(waiting))
        in_a_row = 0
        with closing(workers.run(self.tasks(waiting))) as results:
            for task, result in results:
                self.take(self.by_place[task.learner, task.lesson.id], result)
                watcher.step()
                in_a_row = in_a_row + 1 if result.state is State.BROKEN else 0
                if in_a_row == BROKEN_IN_A_ROW:
                    raise CohortError(
                        f"the grader broke on {in_a_row} submissions in a row, last with: {result.problem}",
                        next_step="mend that and type the same command again; what was graded is kept",
                    )
        if not self.report.broken:
            self.journal.round(self.request.module.id, None)
        return self.report

    def settle_what_is_known(self) -> list[Submission]:
        """Write what needs no worker, and return the submissions that wait for one.

        That is what an earlier run found, what can't be read, and nothing for what was never handed in.
        """
        waiting = []
        for submission in self.all:
            if not submission.is_there:
                if submission.place not in self.entries:
                    self.writer.write_missing(submission.hand_in.learner, submission.stem)
            elif submission.is_graded(self.entries, self.round_id):
                if not self.settle_again(submission, self.entries[submission.place]):
                    waiting.append(submission)
            else:
                data, problem = submission.read()
                if problem is None:
                    waiting.append(submission)
                else:
                    key = key_of(data, submission.lesson)
                    self.take(submission, unreadable(key, submission.lesson, problem, self.request.executor))
        return waiting

    def settle_again(self, submission: Submission, entry: Entry) -> bool:
        """Write an entry of an earlier run where that is still to be done; False where its notebook is damaged."""
        notebook = None
        if self.journal.withholds(entry):
            pass
        elif self.writer.is_current(entry, submission.hand_in):
            self.writer.charge_again(entry)
        else:
            notebook = self.journal.notebook(entry)
            if notebook is None:
                return False
        self.report.kept += 1
        self.settle(submission, entry, notebook)
        return True

    def tasks(self, waiting: list[Submission]) -> Iterator[Task]:
        """The orders for workers; each notebook is read when somebody is free for it."""
        for submission in waiting:
            data, _ = submission.read()
            yield task_for(
                submission.hand_in.learner,
                submission.lesson,
                data,
                executor=self.request.executor,
                timeout=self.request.timeout,
            )

    def take(self, submission: Submission, result: Result) -> None:
        """Keep a result, then write it."""
        learner, lesson_id = submission.place
        if result.state is State.BROKEN:
            self.journal.note_broken(learner, lesson_id, result.problem or "")
            self.report.broken.append(Refusal(submission.name, result.problem or ""))
            return
        entry, notebook = self.journal.keep(learner, lesson_id, result, self.round_id)
        self.report.graded += 1
        self.settle(submission, entry, notebook)

    def settle(self, submission: Submission, entry: Entry, notebook: str | None) -> None:
        """Have the gradebook say what the entry says, unless a person has to look at it first."""
        result = entry.result
        withheld = self.journal.withholds(entry)
        if withheld:
            self.report.withheld.append(Refusal(submission.name, withheld))
            return
        self.report.withheld += [Refusal(submission.name, words) for words in result.withheld_exercises]
        if result.state is State.UNREADABLE:
            self.report.unreadable.append(Refusal(submission.name, result.problem or ""))
        if notebook is not None:
            self.writer.write(entry, notebook, submission.hand_in)


def _without_time(hand_in: HandIn) -> Refusal:
    """What is wrong with the file of a hand-in's time, which is set aside.

    Formgrader reads it too, and while one of a cohort holds no time it lists nobody's submission.
    """
    kept = set_aside(hand_in.folder / TIMESTAMP).name
    return Refusal(hand_in.learner, f"{hand_in.problem}{f'; it is kept as {kept}' if kept != TIMESTAMP else ''}")
