"""What is counted of each submission, and what is not."""

import dataclasses
import json
import math
from datetime import UTC, datetime

import pytest

from autograder.cohort.journal import Entry
from autograder.cohort.versions import LessonText, Stamp
from autograder.cohort.work import Result, State
from autograder.feedback.marks import Mark, Marks
from autograder.report.tally import MOST_MISTAKES, LessonTally
from autograder.score import CHECK_NOT_RUN
from autograder.verdict import ExerciseVerdict, SubCheck, Verdict
from course.outcomes import Outcome

PASSED, FAILED, NOT_ATTEMPTED = Outcome.PASSED, Outcome.FAILED, Outcome.NOT_ATTEMPTED


@pytest.fixture
def text(graded_course):
    return LessonText.of(graded_course.lessons[0])


@pytest.fixture
def tally(graded_course, text):
    return LessonTally(graded_course.lessons[0], text.exercises)


@pytest.fixture
def add(tally, text):
    """Return a function that counts one learner: the outcome of each exercise, and what became of the notebook."""

    def add(
        *outcomes, learner="ada", state=State.GRADED, withheld=None, marks=None, notebook=None, parts=(), note=None
    ):
        found = []
        for each, outcome in zip(text.exercises, (*outcomes, None), strict=True):
            earned = {PASSED: each.points, FAILED: 0.0, NOT_ATTEMPTED: 0.0}.get(outcome)
            waits = outcome is None
            about = (each.grade_id, each.title, each.kind, each.points)
            found.append(ExerciseVerdict(*about, earned, outcome, tuple(parts), waits, note))
        verdict = Verdict(text.id, tuple(found), seconds=2.0, withheld=withheld)
        result = Result("k", state, Stamp("bubblewrap", "c", "r", "3.11"), verdict)
        entry = Entry("e", learner, text.id, datetime.now(UTC), result, "n")
        tally.add(entry, notebook, marks)

    return add


def notebook(text, code, seconds=None):
    cells = json.loads(text.solved)["cells"]
    for cell in cells:
        cell["source"] = "".join(cell["source"])
        if cell["metadata"].get("nbgrader", {}).get("grade_id") == "count":
            cell["source"] = code
            if seconds:
                ended = f"2026-11-20T17:00:{seconds:09.6f}+00:00"
                times = {"iopub.execute_input": "2026-11-20T17:00:00.000000Z", "shell.execute_reply": ended}
                cell["metadata"]["execution"] = times
    return json.dumps({"cells": cells})


def test_shares_totals_and_outcomes(tally, add):
    add(PASSED, FAILED, NOT_ATTEMPTED)
    add(PASSED, PASSED, FAILED, marks=Marks(marks={"limit-words": Mark(1.5, True), "longest-check": Mark(1, True)}))
    assert tally.number == 2
    assert tally.shares[0, :3].tolist() == [1, 0, 0]
    assert math.isnan(tally.shares[0, 3])
    assert tally.shares[1].tolist() == [1, 1, 0.5, 0.5]  # what a person gave
    assert tally.totals.tolist() == [1, 7.5]
    assert [dict(each.outcomes) for each in tally.exercises] == [
        {"passed": 2}, {"failed": 1, "passed": 1}, {"not_attempted": 1, "partly": 1}, {"waits": 1, "partly": 1}
    ]  # fmt: skip
    assert tally.median_seconds == 2.0


def test_withheld_and_unreadable_ones_are_counted_apart(tally, add):
    add(PASSED, PASSED, PASSED, withheld="a canary passed")
    add(FAILED, FAILED, FAILED, state=State.UNREADABLE)
    assert (tally.number, tally.withheld, tally.unreadable, tally.handed_in) == (0, 1, 1, 2)
    assert tally.shares.shape == (0, 4)


def test_mistakes_are_counted_with_their_answers(tally, add, text):
    part = SubCheck("the whole list", FAILED, hidden=True)
    for learner, code in (("ada", "count = 7"), ("bob", "count=7  # mine"), ("cyd", "count = 9")):
        add(FAILED, PASSED, PASSED, learner=learner, notebook=notebook(text, code), parts=[part, part])
    (mistake,) = tally.exercises[0].commonest
    assert (mistake.says, mistake.hidden, mistake.count) == ("the whole list", True, 3)
    assert sorted(mistake.answers.values()) == [1, 2]
    assert sorted(mistake.first.values()) == ["ada", "cyd"]
    assert tally.exercises[1].commonest == []  # passed: a report beside that says nothing


def test_a_check_that_stopped_is_a_mistake_by_its_first_line(tally, add):
    add(FAILED, PASSED, PASSED, note="your cell stopped: NameError: x\nmore")
    assert [each.says for each in tally.exercises[0].commonest] == ["your cell stopped: NameError: x"]


def test_a_check_that_was_not_run_tells_nothing_of_its_exercise(tally, add, text):
    note = f"{CHECK_NOT_RUN}: the kernel died"
    add(FAILED, PASSED, PASSED, notebook=notebook(text, "count = 8"), note=note)
    assert tally.exercises[0].commonest == []
    assert tally.exercises[0].outcomes == {"failed": 1}  # it earned nothing, though


def test_a_lying_kernel_can_not_fill_the_memory(tally, add):
    for number in range(MOST_MISTAKES + 20):
        add(FAILED, PASSED, PASSED, parts=[SubCheck(f"{number} " + "x" * 10_000, FAILED)])
    mistakes = tally.exercises[0].mistakes
    assert len(mistakes) == MOST_MISTAKES
    assert max(len(says) for says, _ in mistakes) < 250


def test_times_are_those_beside_the_cells(tally, add, text):
    add(PASSED, PASSED, PASSED, notebook=notebook(text, "count = 8", seconds=1.5))
    add(PASSED, PASSED, PASSED, notebook=notebook(text, "count = 8"))
    broken = json.loads(notebook(text, "count = 8", seconds=3))
    for cell in broken["cells"]:
        if "execution" in cell["metadata"]:
            cell["metadata"]["execution"]["shell.execute_reply"] = "soon"
    add(PASSED, PASSED, PASSED, notebook=json.dumps(broken))
    assert list(tally.exercises[0].seconds) == [1.5]


def test_another_release_of_the_lesson_is_not_counted(tally, add, text):
    tally.exercises = tuple(
        dataclasses.replace(each, exercise=dataclasses.replace(each.exercise, grade_id=f"new-{number}"))
        for number, each in enumerate(tally.exercises)
    )
    add(PASSED, PASSED, PASSED)
    assert tally.number == 0
