"""ClearSolutions: a stub that raises inside a function, and none that stops "Run all" outside."""

import nbformat

from course.authoring.steps.clear_solutions import ClearSolutions
from course.authoring.steps.describe import KERNEL


def starter(source, kind="code", **metadata):
    nbgrader = {"grade_id": "a", "solution": True, "grade": False, "task": False, "locked": False} | metadata
    make = {"code": nbformat.v4.new_code_cell, "markdown": nbformat.v4.new_markdown_cell}[kind]
    cell = make(source, metadata={"nbgrader": nbgrader})
    notebook = nbformat.v4.new_notebook(cells=[cell], metadata={"kernelspec": KERNEL})
    notebook, _ = ClearSolutions().preprocess(notebook, {})
    return notebook.cells[0].source


def test_inside_a_function_the_stub_raises():
    source = 'def f(x):\n    """Return x."""\n    ### BEGIN SOLUTION\n    return x\n    ### END SOLUTION'
    assert starter(source) == 'def f(x):\n    """Return x."""\n    raise NotImplementedError("your code goes here")'


def test_at_the_top_level_it_is_a_comment_that_runs():
    source = "x = ...\n### BEGIN SOLUTION\nx = 3\n### END SOLUTION\nprint(x)"
    cleared = starter(source)
    assert cleared == "x = ...\n# your code goes here\nprint(x)"
    exec(compile(cleared, "starter", "exec"), {})


def test_a_cell_may_have_a_region_of_each_kind():
    top = "x = ...\n### BEGIN SOLUTION\nx = 3\n### END SOLUTION\n"
    inner = "def f():\n    ### BEGIN SOLUTION\n    return 1\n    ### END SOLUTION"
    raises = 'def f():\n    raise NotImplementedError("your code goes here")'
    assert starter(top + inner) == f"x = ...\n# your code goes here\n{raises}"
    assert starter(f"{inner}\n{top}") == f"{raises}\nx = ...\n# your code goes here\n"


def test_code_after_the_region_stays_for_the_learner_to_repair():
    source = "def f(x):\n    ### BEGIN SOLUTION\n    return x\n    ### END SOLUTION\n    return -x"
    assert starter(source).endswith("    return -x")


def test_words_for_a_person_are_replaced_whole():
    assert starter("A model answer.\n\nOf two lines.", kind="markdown", grade=True) == "*Write your answer here.*"


def test_an_answer_for_a_person_in_code_is_cleared_too():
    assert "3" not in starter("x = ...\n### BEGIN SOLUTION\nx = 3\n### END SOLUTION", grade=True)
