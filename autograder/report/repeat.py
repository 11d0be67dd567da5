"""Grading some submissions again and again, to find exercises whose verdict leans on chance. No grade is written."""

from __future__ import annotations

from collections.abc import Iterator

from autograder.cohort.collect import handed_in
from autograder.cohort.grading import Watcher, Workers
from autograder.cohort.settings import Settings
from autograder.cohort.submissions import Place, Submission, lesson_texts
from autograder.cohort.work import State, Task, task_for
from autograder.report.differing import compare
from autograder.report.publish import Repeated
from autograder.verdict import Verdict
from course.manifest import Module

SAMPLE = 20  # submissions of each lesson, spread evenly over the cohort


def repeat(
    settings: Settings, module: Module, times: int, workers: Workers, watcher: Watcher, *, executor: str, timeout: float
) -> Repeated:
    """Run a sample of a module's submissions `times` times and compare the verdicts.

    CohortError where nothing was handed in. A run that the grader breaks on is not compared.
    """
    sample = list(_sample(settings, module))

    def tasks() -> Iterator[Task]:
        for _ in range(times):  # all of them in turn, so that two runs of one are apart in time
            for submission in sample:
                data, _ = submission.read()
                yield task_for(*_place(submission), data, executor=executor, timeout=timeout)

    watcher.begin(times * len(sample))
    verdicts: dict[Place, list[Verdict]] = {}
    for task, result in workers.run(tasks()):
        watcher.step()
        if result.state is State.GRADED and result.verdict:
            verdicts.setdefault((task.learner, task.lesson.id), []).append(result.verdict)
    differing = [each for (learner, _), found in sorted(verdicts.items()) for each in compare(learner, found)]
    return Repeated(len(verdicts), times, tuple(differing))


def _place(submission: Submission):
    return submission.hand_in.learner, submission.lesson


def _sample(settings: Settings, module: Module) -> Iterator[Submission]:
    hand_ins = handed_in(settings, module).found
    for lesson in lesson_texts(module):
        there = [
            submission
            for submission in (Submission(hand_in, lesson) for hand_in in hand_ins)
            if submission.is_there and submission.read()[1] is None
        ]
        number = min(SAMPLE, len(there))
        yield from (there[place * len(there) // number] for place in range(number))
