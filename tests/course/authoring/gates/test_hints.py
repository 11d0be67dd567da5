"""The hints gate: three tiers, none of them the solution."""

import pytest

HINT = "# 3. Divide `sum(…)` by `len(…)`, and return it.\n"


@pytest.mark.parametrize(
    ("old", "new", "what"),
    [
        (HINT, "", "'write the mean' has 2 tiers of hints"),
        (HINT, HINT + "# 4. And a fourth.\n", "'write the mean' has more than three tiers of hints"),
        (HINT, "# 3. …\n", "hint 3 of 'write the mean' is empty"),
        (HINT, "# 3. You need a sum and a  count.\n", "two hints of 'write the mean' are the same"),
        (
            HINT,
            "# 3. Write `return sum(numbers)/len(numbers)`.\n",
            "hint 3 of 'write the mean' contains the solution's `return sum(numbers) / len(numbers)`",
        ),
        (
            "# 2. Cross out",
            "# 2. One flight comes two hours late. It adds a quarter of an hour to\n#    the mean of eight. Cross out",
            "hint 2 of 'explain the mean in two sentences' contains the solution's `One flight comes two hours late. "
            "It adds a quarter of an hour to the mean of eight.`",
        ),
    ],
)
def test_names_the_tier_and_what_is_wrong_with_it(finds, old, new, what):
    ((said, line),) = finds("hints", (old, new))
    assert said == what
    assert 'tags=["hints"]' in line


def test_an_exercise_without_hints_is_named_at_its_task(finds):
    text = (
        '# %% tags=["hints"]\n# 1. Sort the delays on paper.\n# 2. Cross out the longest and take the mean again.\n'
        "# 3. Say what one long delay does to a sum, and so to the mean.\n"
    )
    ((said, line),) = finds("hints", (text, ""))
    assert said == "'explain the mean in two sentences' has 0 tiers of hints"
    assert "kind:explain" in line


def test_a_short_line_gives_nothing_away(finds):
    assert (
        finds(
            "hints", ("    return total(delays) - limit\n", "    x = 1\n"), ("# 2. Which word", "# 2. `x = 1`? Which")
        )
        == []
    )
