"""Check cells as learners and graders meet them: in a kernel, scored by stock nbgrader."""

import subprocess
import sys

import nbformat
import pytest
from nbclient import NotebookClient
from nbgrader.utils import determine_grade

from course.checks import MIMETYPE, checks
from course.errors import LessonError
from course.paths import ROOT

CHECK = """
with checks("late_share", points=4) as expect:
    expect.close(lambda: late_share([5, 20, 30], 15), 2 / 3, within=0.001,
                 help="Divide by the number of flights, not by the number of late ones.")
    expect.raises(lambda: late_share([], 15), ValueError,
                  says="no flights is an error, not a share", help="What should happen before the division?")
    ### BEGIN HIDDEN TESTS
    expect.close(lambda: late_share([1, 2, 3, 40], 2), 0.5, within=0.001, says="it works on other data",
                 help="Does anything in your function depend on the example?")
    ### END HIDDEN TESTS
"""
RIGHT = """
def late_share(delays, limit):
    if not delays:
        raise ValueError("no flights")
    return sum(delay > limit for delay in delays) / len(delays)
"""
NOISY = """
import sys, warnings, logging, subprocess
import matplotlib.pyplot as plt
def late_share(delays, limit):
    print("working"); print("to stderr", file=sys.stderr); warnings.warn("careful"); logging.warning("logged")
    subprocess.run([sys.executable, "-c", "import sys; print('child', file=sys.stderr)"])
    plt.figure(); plt.plot([1]); plt.show(); display("shown")
    if not delays:
        raise ValueError("no flights")
    return sum(delay > limit for delay in delays) / len(delays)
"""
HARD_CODED = "def late_share(delays, limit):\n    if not delays: raise ValueError\n    return 2 / 3"
STARTER = "def late_share(delays, limit):\n    raise NotImplementedError('your code goes here')"
ANSWERS = {
    "right": (RIGHT, 4.0, "passed"),
    "noisy": (NOISY, 4.0, "passed"),
    "hard-coded": (
        "def late_share(delays, limit):\n    if not delays: raise ValueError\n    return 2 / 3",
        2.666,
        "failed",
    ),
    "starter": (
        "def late_share(delays, limit):\n    raise NotImplementedError('your code goes here')",
        0.0,
        "not attempted",
    ),
    "exit": ("def late_share(delays, limit):\n    exit()", 0.0, "failed"),
    "error": ("def late_share(delays, limit):\n\n    return delays['a']", 0.0, "failed"),
    "gone": ("del late_share", 0.0, "failed"),
    "author": ("late_share = max", None, None),
}


@pytest.fixture(scope="module")
def cells():
    """The executed check cell of each answer, all from one kernel."""
    notebook = nbformat.v4.new_notebook()
    notebook.metadata.kernelspec = {"name": "python3", "display_name": "Python 3"}
    notebook.cells = [nbformat.v4.new_code_cell("%matplotlib inline\nfrom course.checks import checks")]
    for name, (answer, _, _) in ANSWERS.items():
        check = nbformat.v4.new_code_cell(CHECK if name != "author" else CHECK + "    1 / 0\n")
        check.metadata.nbgrader = {"grade": True, "solution": False, "points": 4, "grade_id": name}
        notebook.cells += [nbformat.v4.new_code_cell(answer), check]
    NotebookClient(notebook, allow_errors=True, timeout=120, resources={"metadata": {"path": str(ROOT)}}).execute()
    nbformat.validate(notebook)
    return {cell.metadata.nbgrader.grade_id: cell for cell in notebook.cells if "nbgrader" in cell.metadata}


@pytest.mark.parametrize("name", [name for name in ANSWERS if name != "author"])
def test_a_check_cell_has_one_result_that_nbgrader_scores(name, cells):
    _, points, outcome = ANSWERS[name]
    (output,) = cells[name].outputs
    assert output.output_type == "execute_result"
    assert determine_grade(cells[name]) == (points, 4.0)
    assert output.data[MIMETYPE]["outcome"] == outcome
    assert output.data[MIMETYPE]["earned"] == points == float(output.data["text/plain"])
    assert 'role="group"' in output.data["text/html"]


def test_an_error_in_a_kernel_is_told_at_the_learners_line(cells):
    visible, _, hidden = cells["error"].outputs[0].data[MIMETYPE]["subchecks"]
    assert visible["called"] == "late_share([5, 20, 30], 15)"
    assert visible["error"]["type"] == "TypeError"
    assert (visible["error"]["line_number"], visible["error"]["line"]) == (3, "return delays['a']")
    assert (hidden["hidden"], hidden["called"], hidden["error"]["message"]) == (True, None, None)


def test_exit_is_told_and_the_kernel_lives_on(cells):
    assert "your code called exit" in cells["exit"].outputs[0].data["text/html"]
    assert cells["error"].outputs


def test_an_authors_error_is_an_error_and_nothing_else(cells):
    (output,) = cells["author"].outputs
    assert (output.output_type, output.ename) == ("error", "ZeroDivisionError")
    assert determine_grade(cells["author"]) == (0, 4.0)


def test_outside_a_notebook_the_report_is_printed(capsys):
    with checks("answer", points=2) as expect:
        expect.equal(lambda: 1 + 1, 2, help="Count again.")
    assert capsys.readouterr().out == "answer: The check here passed, 2 of 2 points.\n"


@pytest.mark.parametrize(
    ("name", "points", "words"),
    [
        ("", 1, "name"),
        (None, 1, "name"),
        ("x", 0, "points="),
        ("x", -1, "points="),
        ("x", "4", "points="),
        ("x", float("nan"), "points="),
        ("x", float("inf"), "points="),
    ],
)
def test_name_and_points_are_checked(name, points, words):
    with pytest.raises(LessonError, match=words):
        checks(name, points=points)


def test_a_check_cell_without_subchecks_is_the_authors_mistake():
    with pytest.raises(LessonError, match="no sub-checks"), checks("x", points=1):
        pass


def test_importing_the_checks_loads_no_array_library():
    code = "import sys, course.checks; print(*sorted({'numpy', 'pandas', 'matplotlib', 'IPython'} & set(sys.modules)))"
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
    assert done.stdout.strip() == ""


def test_arrays_are_bound_before_a_notebook_can_patch_them():
    bound = {"course.checks._arrays", "course.checks._frames"}
    code = f"import sys, numpy, pandas, course.checks; print({bound} <= set(sys.modules))"
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "True"
