"""Some submissions run again: what differs is found, and no grade changes."""

import itertools

from autograder.cohort.answer import answer
from autograder.cohort.work import read_result
from autograder.report.repeat import SAMPLE, repeat


class Here:
    def run(self, tasks):
        for task in tasks:
            yield task, read_result(answer(task.order.to_json(), task.lesson.to_json()), task)


class Counting:
    total = done = 0

    def begin(self, total):
        self.total = total

    def step(self):
        self.done += 1


def again(cohort, times):
    settings, watcher = cohort.settings(), Counting()
    module = settings.manifest.modules[0]
    found = repeat(settings, module, times, Here(), watcher, executor="quick_executor:Quick", timeout=30.0)
    assert watcher.done == watcher.total
    return found


def test_a_sample_over_the_whole_cohort_without_a_grade_changed(thirty, monkeypatch):
    before = {path: path.read_bytes() for path in (thirty.folder / ".autograder").rglob("*.jsonl")}
    plain, turn = __import__("quick_executor").report, itertools.count()

    def report(points, said):
        return plain(points, "HALF" if said.startswith("RIGHT # 29") and next(turn) % 2 else said)

    monkeypatch.setattr("quick_executor.report", report)
    found = again(thirty, 2)
    assert (found.submissions, found.times) == (SAMPLE, 2)
    assert {each.learner for each in found.differing} <= {"learner-28", "learner-29"}
    assert {path: path.read_bytes() for path in before} == before


def test_what_always_ends_alike_does_not_differ_and_what_is_unreadable_is_left_out(cohort):
    cohort.hand_in("ada", count="RIGHT")
    cohort.hand_in("bob", data=b"%PDF")
    found = again(cohort, 3)
    assert (found.submissions, found.differing) == (1, ())
