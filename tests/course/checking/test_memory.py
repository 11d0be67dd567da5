"""A verdict that is remembered in part is the verdict of a whole run, whatever a learner writes."""

import dataclasses

import nbformat
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from course.authoring.exercise import find_exercises
from course.authoring.samples import without_marks
from course.authoring.text import read_text
from course.checking.engine import Engine
from course.manifest import load_manifest

LESSON = load_manifest().lessons[0]
SOLVED = {cell.id: without_marks(cell.source) for cell in nbformat.read(LESSON.source_path, as_version=4).cells}
STARTERS = {cell.id: cell.source for cell in nbformat.read(LESSON.release_path, as_version=4).cells}
EXERCISES = {each.id: each for each in find_exercises(read_text(LESSON.text_path)) if each.wrong_answers}
# What learners write besides an answer, and reaches other exercises: by a name, an object, a library, or not at all.
ASIDES = (
    "penguins.pop()",
    "penguins = penguins[:10]",
    "birds = penguins\nbirds.reverse()",
    "for row in penguins:\n    row['Island'] = 'Dream'",
    "flights.sort(key=lambda row: row['dest'])",
    "first['Species'] = 'Owl'",
    "del first",
    "mean = max",
    "len = sum",
    "number = float",
    "def middle(values):\n    return values[0]",
    "def count_by(rows, column):\n    rows.clear()\n    return {}",
    "def spoil(rows):\n    rows[0].clear()\nspoil(penguins)",
    "from statistics import *",
    "import statistics\nstatistics.median = max",
    "datasets.penguin_rows = list",
    "checks = None",
    "import random\nrandom.seed(3)",
    "print(penguins[0])",
    "x = 1 / 0\npenguins = []",
    "def broken(:",
    "%time 1 + 1",
    "import warnings\nwarnings.warn('careful')",
    "open('note.txt', 'w').write('hello')",
    "import matplotlib.pyplot as plt\nplt.rcParams['figure.dpi'] = 30",
    "plt.figure()",
    "global_total = 0\ndef adds(row):\n    global global_total\n    global_total += 1",
    "setattr(datasets, 'flight_rows', None)",
)


def texts(name):
    """The answers that an exercise may get: starter, solution, the author's wrong ones, each with an aside or none."""
    answers = [STARTERS[name], SOLVED[name], *(wrong.source for wrong in EXERCISES[name].wrong_answers)]
    with_asides = st.builds(
        lambda answer, aside: f"{answer}\n\n{aside}", st.sampled_from(answers), st.sampled_from(ASIDES)
    )
    return st.one_of(st.sampled_from(answers), with_asides)


EDITS = st.sampled_from(sorted(EXERCISES)).flatmap(lambda name: st.tuples(st.just(name), texts(name)))


@pytest.fixture(scope="module")
def remembers(warm):
    """An engine that remembers of every lesson, in the same warm process."""
    return Engine(warm.executor, slow_seconds=0.0)


def same(answer, whole):
    """Leave out what differs from run to run."""
    return dataclasses.replace(answer.verdict, seconds=0) == dataclasses.replace(whole.verdict, seconds=0)


@settings(max_examples=6, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))
@given(solved=st.booleans(), edits=st.lists(EDITS, min_size=1, max_size=3))
def test_what_is_remembered_is_what_a_whole_run_gives(notebook_of, warm, remembers, solved, edits):
    answers = dict(SOLVED if solved else {})
    remembers.check(notebook_of(**answers), LESSON, whole=True)
    for name, text in edits:
        answers[name] = text
        notebook = notebook_of(**answers)
        assert same(remembers.check(notebook, LESSON), warm.check(notebook, LESSON)), (name, text)


def test_only_the_changed_exercise_is_run(notebook_of, remembers):
    remembers.check(notebook_of(**SOLVED), LESSON, whole=True)
    wrong = EXERCISES["read-traceback"].wrong_answers[0].source
    answer = remembers.check(notebook_of(**SOLVED | {"read-traceback": wrong}), LESSON)
    assert answer.ran == ("read-traceback-check",)
    assert not answer.settled
    assert {each.grade_id for each in answer.verdict.exercises if each.outcome == "failed"} == {"read-traceback-check"}


def test_what_others_build_on_takes_them_along(notebook_of, remembers):
    remembers.check(notebook_of(**SOLVED), LESSON, whole=True)
    answer = remembers.check(notebook_of(**SOLVED | {"number": "def number(text):\n    return 0"}), LESSON)
    assert {"number-check", "read-numbers-check", "mean-mass-check"} <= set(answer.ran)
    assert "warm-up-check" not in answer.ran


def test_a_comment_in_the_text_around_runs_nothing(notebook_of, remembers):
    notebook = notebook_of(**SOLVED)
    remembers.check(notebook, LESSON, whole=True)
    assert remembers.check(notebook, LESSON).ran == ()


@pytest.mark.parametrize("aside", ["import os", "%time 1", "exec('x = 1')", "open('a', 'w')", "from math import *"])
def test_what_can_not_be_seen_runs_the_whole(notebook_of, remembers, aside):
    remembers.check(notebook_of(**SOLVED), LESSON, whole=True)
    answers = SOLVED | {"warm-up": f"{SOLVED['warm-up']}\n{aside}"}
    assert remembers.check(notebook_of(**answers), LESSON).settled
