"""The gate on revision questions."""

import pytest

FIRST = "# How many minutes are 2 and 15 minutes together?"


def test_a_lesson_needs_five_questions(finds):
    ((said, line),) = finds(
        "questions", ('# %% [markdown] tags=["quiz"]\n# id: sum-of-2', "# %% [markdown]\n# id: none")
    )
    assert said == "the lesson has 4 revision questions"
    assert line == "# %% [markdown]"


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        ("# exercise: warm-up", "# exercise: nowhere", "the question belongs to no exercise 'nowhere'"),
        (FIRST, "# " + "How many minutes? " * 24, "the question has 72 words"),
        ("# - [ ] 215 ::", "# - [ ] 17 ::", "two choices of the question are the same"),
        (":: Minutes can be added.", ":: Minutes are easy to add.", "the question says 'easy'"),
        (FIRST, "# Find `fin(foo)` 15 minutes later?", None),
    ],
)
def test_names_what_is_wrong_with_a_question(finds, old, new, says):
    found = finds("questions", (old, new))
    assert [said for said, _ in found] == ([says] if says else [])
    assert all(line == '# %% [markdown] tags=["quiz"]' for _, line in found)


def test_a_malformed_question_is_a_finding_at_its_line(finds):
    ((said, line),) = finds("questions", ("# - [x] 17 ::", "# - [ ] 17 ::"))
    assert said == "the revision question has no right choice"
    assert line == '# %% [markdown] tags=["quiz"]'
