"""The learner_notebook gate: nothing given away, and a form that nbgrader takes."""

import pytest

from course.authoring.gates.learner_notebook import learner_notebook

TASK = "# Write `mean_delay(numbers)`: the mean"
AFTER = "# Where delays have"


@pytest.mark.parametrize(
    ("old", "new", "what"),
    [
        (TASK, f"# `return sum(numbers) / len(numbers)`.\n{TASK}", "shows the solution of line"),
        (AFTER, f"# It is return sum(numbers)/len(numbers).\n{AFTER}", "shows the solution of line"),
        (
            "# %%\nsave_evidence(",
            "# %%\nresult = total(delays) / len(delays)\nsave_evidence(",
            "shows the solution of line",
        ),
        (
            "# A good answer also",
            "# One flight comes two hours late. It adds a quarter of an hour to the mean of eight.\n"
            "# A good answer also",
            "shows the solution of line",
        ),
        (AFTER, f'# Does `mean_delay([1, 2, 6]), 3, within=0.01, says="other delays"` hold?\n{AFTER}', None),
        (AFTER, f"# We try `return sum(numbers) / 2`, too.\n{AFTER}", "shows the wrong answer of line"),
        (
            "# %% [markdown]\n# ## More sums",
            '# %% [markdown] tags=["author-note"]\n# A note for authors only, on sums.\n\n'
            "# %% [markdown]\n# ## More sums\n#\n# A note for authors only, on sums.",
            "shows the author's note of line",
        ),
    ],
)
def test_names_the_secret_where_it_is_shown(finds, old, new, what):
    found = finds("learner_notebook", (old, new))
    if what is None:  # a piece of a line, shorter than the line, is no leak of it
        assert found == []
    else:
        assert [what in said for said, _ in found] == [True]
        assert found[0][1].startswith("# %%")


def test_a_hidden_test_that_is_shown_is_named(finds):
    line = 'expect.close(lambda: mean_delay([1, 2, 6]), 3, within=0.01, says="other delays", help="Is a 2 left in it?")'
    pairs = (("Is a 2 left in your code?", "Is a 2 left in it?"), ('message: "Is a 2', 'message: "a 2'))
    ((said, _),) = finds("learner_notebook", *pairs, (AFTER, f"# `{line}`\n{AFTER}"))
    assert "shows the hidden test of line" in said
    assert "mean_delay([1, 2, 6])" in said


def test_what_was_shown_before_the_task_is_no_secret(finds):
    line = "`return sum(numbers) / len(numbers)`"
    pairs = (("adds two numbers.", f"adds two numbers. {line}"), (AFTER, f"# Again: {line}.\n{AFTER}"))
    assert finds("learner_notebook", *pairs) == []


def test_what_a_required_lesson_shows_is_no_secret(finds):
    earlier = "# %% [markdown]\n# # Before\n\n# %%\ndef mean(numbers):\n    return sum(numbers) / len(numbers)\n"
    shown = (AFTER, f"# Again: `return sum(numbers) / len(numbers)`.\n{AFTER}")
    assert finds("learner_notebook", shown, earlier=earlier) == []


@pytest.mark.parametrize(
    ("old", "new", "what"),
    [
        ("    ### END HIDDEN TESTS\n", "", "a region has no end, or no beginning"),
        ('"grade_id": "later-5"', '"grade_id": "later-4"', "the grade_id 'later-4' is that of line"),
        ('"grade_id": "late-by"', '"grade_id": "late by"', "nbgrader's CheckCellMetadata refuses the notebook: "),
        ('"points": 4}', '"points": -4}', "nbgrader's CheckCellMetadata refuses the notebook: "),
    ],
)
def test_what_nbgrader_would_refuse_is_a_finding(finds, old, new, what):
    ((said, _),) = finds("learner_notebook", (old, new))
    assert said.startswith(what)


def test_an_output_and_another_kernel_are_named(broken):
    studied = broken(("# Where delays have", "# Where delays have"))
    notebook = studied.released
    notebook.metadata.kernelspec.name = "python-of-mine"
    code = next(cell for cell in notebook.cells if cell.cell_type == "code")
    code.execution_count = 3
    said = [finding.what for finding in learner_notebook(studied)]
    assert said == ["the learner's notebook has an output", "the learner's notebook names the kernel 'python-of-mine'"]


def test_the_learner_s_notebook_of_the_good_lesson_holds_nothing_of_the_author(good):
    assert learner_notebook(good) == []
    text = "\n".join(cell.source for cell in good.released.cells)
    assert "len(numbers)" not in text
    assert "[1, 2, 6]" not in text
    assert "MORE EXERCISES" not in text
