"""The parts of one exercise, by the anatomy gate."""

import pytest

DEBUG = '"kind:debug"'


@pytest.mark.parametrize(
    ("old", "new", "what"),
    [
        ('"grade_id": "late-by",', '"grade_id": "Late_By",', "'Late_By' is no grade_id of this course"),
        (
            "    ### BEGIN SOLUTION\n    return total(delays) - limit\n    ### END SOLUTION\n",
            "",
            "'late-by' has no solution region",
        ),
        ('"late-by-check"', '"late-by-test"', "the check of 'late-by' is named 'late-by-test'"),
        ('"points": 2}\nwith', '"points": 3}\nwith', "worth 3 points in its metadata and 2 in checks"),
        ('with checks("late_by", points=2) as expect:', "if True:", "is not one `with checks"),
        (
            "    expect.equal(lambda: late_by(100), 98, "
            'help="Does the function hand its result back with `return`?")\n',
            "",
            "has no visible sub-check",
        ),
        (
            'help="Where does `limit` enter?")\n    ### END HIDDEN TESTS\n',
            'help="Where does `limit` enter?")\n    ### END HIDDEN TESTS\n    expect.true(lambda: True, help="x")\n',
            "a visible sub-check follows the hidden ones",
        ),
        (
            '# %% tags=["wrong-answer"]\n# message: "Where does"\ndef late_by(limit):\n    return 98\n',
            "",
            "1 wrong answer",
        ),
        ("**Rubric**, two points: one", "Two points: one", "has no rubric, though a person grades it"),
        ('"kind:explain"', '"kind:read"', "is of kind 'read', but a person grades it"),
        (DEBUG, '"kind:explain"', "is of kind 'explain', but no person grades it"),
        (
            "# %% [markdown] tags=[\"after\"]\n# A good answer also names the median.\n",
            "",
            "has no note after it",
        ),
        (
            '# %% tags=["hints"]\n# 1. Sort the delays on paper.\n# 2. Cross out the longest and take the mean again.\n'
            "# 3. Say what one long delay does to a sum, and so to the mean.\n",
            "",
            "has no hints",
        ),
    ],
)  # fmt: skip
def test_names_what_an_exercise_lacks(finds, old, new, what):
    found = [said for said, _ in finds("anatomy", (old, new))]
    assert any(what in said for said in found), found
