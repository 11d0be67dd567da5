import copy
import json

import nbformat
import pytest

from autograder.execute import Executed, KernelExecutor
from autograder.grade import grade_notebook
from course.authoring.exercise import find_exercises
from course.authoring.samples import make_samples
from course.authoring.text import read_text
from course.authoring.trials import Answer
from course.errors import BuildError, NotebookError
from course.manifest import Lesson
from course.outcomes import Outcome

P, F, N = Outcome.PASSED, Outcome.FAILED, Outcome.NOT_ATTEMPTED


def outcomes(verdict):
    return [(exercise.grade_id, exercise.earned, exercise.outcome) for exercise in verdict.exercises]


def test_the_released_notebook_is_not_attempted(lesson):
    verdict = grade_notebook(lesson.release_path, lesson)
    assert outcomes(verdict) == [
        ("count-check", 0, N),
        ("late-share-check", 0, N),
        ("longest-check", 0, N),
        ("limit-words", 0, N),
    ]
    assert (verdict.repairs, verdict.problem, verdict.lesson_id) == ((), None, lesson.id)


def test_answers_of_different_merit(lesson, released, fill):
    data = fill(
        released,
        count="count = 8",
        late_share="def late_share(delays, limit):\n    return sum(d >= 15 for d in delays) / len(delays)",
        longest="def longest(delays):\n    best = 0\n    while True:\n        best += 1",
        limit_words="The crew can't plan it.",
    )
    verdict = grade_notebook(data, lesson, executor=KernelExecutor(cell_seconds=2))
    assert outcomes(verdict) == [
        ("count-check", 1, P),
        ("late-share-check", 2, F),
        ("longest-check", 0, F),
        ("limit-words", None, None),
    ]
    late, longest = verdict.exercises[1:3]
    told = {sub.says: sub for sub in late.subchecks if sub.outcome is F}
    assert set(told) == {"no flights, no share", "early flights count too"}
    assert told["no flights, no share"].error.type == "ZeroDivisionError"
    assert told["early flights count too"].called is None
    assert "longer than 2 seconds" in longest.note


def test_the_solutions_get_full_points(lesson, solved, released):
    exercises = find_exercises(read_text(lesson.text_path))
    (best,) = make_samples(solved, released, exercises, 1)
    verdict = grade_notebook(json.dumps(best.notebook).encode(), lesson)
    assert set(best.answers.values()) == {(Answer.SOLUTION, 0)}
    assert [exercise.earned for exercise in verdict.exercises] == [1, 4, 2, None]


def test_a_notebook_runs_in_its_module_folder_of_an_otherwise_empty_workspace(lesson, released, tmp_path):
    look = "import os, pathlib\npathlib.Path('seen.txt').write_text(str(os.listdir(os.environ['COURSE_WORK'])))"
    released.cells.insert(1, nbformat.v4.new_code_cell(look))
    grade_notebook(json.dumps(released).encode(), lesson, folder=tmp_path)
    assert (tmp_path / lesson.module_id / "seen.txt").read_text() == f"['{lesson.module_id}']"


def test_a_dead_kernel_leaves_the_points_before_it(lesson, released, fill):
    data = fill(released, count="count = 8", late_share="import os\nos._exit(0)", longest="longest = max")
    verdict = grade_notebook(data, lesson)
    assert outcomes(verdict)[:3] == [("count-check", 1, P), ("late-share-check", 0, F), ("longest-check", 0, F)]
    assert "died" in verdict.problem


class Forger:
    """An executor whose notebook comes back with what a tampered-with kernel might have sent."""

    def __init__(self, *outputs):
        self.outputs = outputs

    def execute(self, notebook, folder, *, timeout_total, env):
        self.timeout = timeout_total
        notebook = copy.deepcopy(notebook)
        for cell in notebook.cells:
            if cell.cell_type == "code":
                cell.outputs = list(self.outputs)
        return Executed(notebook, 1.5)


@pytest.mark.parametrize("outputs", [(), (nbformat.v4.new_output("execute_result", {"text/plain": "1.0"}),)])
def test_a_forged_run_is_withheld_for_a_person(lesson, outputs):
    executor = Forger(*outputs)
    verdict = grade_notebook(lesson.release_path, lesson, executor=executor, timeout=7)
    assert (verdict.earned, verdict.seconds, executor.timeout) == (0, 1.5, 7)
    assert [exercise.awaits_person for exercise in verdict.exercises] == [True, True, True, False]


def test_an_unreadable_notebook_is_one_error(lesson, tmp_path):
    path = tmp_path / "01_delays.ipynb"
    path.write_bytes(b"{")
    with pytest.raises(NotebookError, match="not JSON"):
        grade_notebook(path, lesson)


def test_a_lesson_that_is_not_built_is_named(lesson, tmp_path):
    elsewhere = Lesson(**{name: getattr(lesson, name) for name in lesson.__dataclass_fields__} | {"root": tmp_path})
    with pytest.raises(BuildError, match="not built"):
        grade_notebook(lesson.release_path, elsewhere)
