"""The parts of a lesson, by the anatomy gate: what is missing, doubled, or out of its place."""

import pytest

TITLE = "# # Delays in the morning"
WARM_UP = "# ## Warm-up: three questions from everyday life"
PROJECT = "# ## Mini-project: say it in one number"
DEBUG = '"kind:debug"'


@pytest.mark.parametrize(
    ("old", "new", "what"),
    [
        (TITLE, "# Delays in the morning", "does not start with its title"),
        (TITLE, "# # Delays at noon", "the title is 'Delays at noon', the manifest's is 'Delays in the morning'"),
        ("**Minutes:** 40.", "**Minutes:** 50.", "does not say that the lesson takes 40 minutes"),
        ("Data Scientists are paid", "People are paid", "does not say who is paid"),
        ("**You need:** nothing", "**Before:** nothing", "'need' is missing"),
        (WARM_UP, "# ## Exercise 1: three questions", "the lesson's first exercise is no warm-up"),
        ('    expect.equal(lambda: wings, 2, says="wings", help="One on each side.")\n', "", "checks 2 answers"),
        ("## Exercise 2: repair", "## Exercise 3: repair", "exercise 3 stands where exercise 2 belongs"),
        ("## Exercise 2: repair", "## Exercise: repair", "is not the heading of an exercise"),
        (DEBUG, '"kind:mend"', "is of kind mend"),
        (DEBUG, '"kind:retrieve"', "is of kind 'retrieve' under the heading"),
        (PROJECT, "# ## Exercise 9: say it in one number", "the last exercise is no mini-project"),
        ("# ## Exercise 2: repair a function", PROJECT, "an exercise follows the mini-project"),
        ("# **Rubric:** the sentence has", "# The sentence has", "how its free part is judged"),
        ('lesson="01_foundations/01_mornings"', 'lesson="01_foundations/02_noon"', "not saved under this lesson's id"),
        ("save_evidence(\n", "print(\n", "saves no evidence"),
        ("# ## Recap", "# ## Summary", "the last cell is no recap"),
        ("# - This returns in the lesson on statistics.\n", "", "the recap has 4 list items"),
        ("# Printing is for people", "# TODO: Printing is for people", "a TODO is left"),
    ],
)
def test_names_what_is_missing_or_too_much(finds, old, new, what):
    found = [said for said, _ in finds("anatomy", (old, new))]
    assert any(what in said for said in found), found


def test_wants_a_lesson_of_a_readable_length(finds, good_text):
    cell = "# %% [markdown]\n# Another thought.\n\n"
    recap = "# %% [markdown]\n# ## Recap"
    ((said, _),) = finds("anatomy", (recap, cell * 30 + recap))
    assert said.startswith("the lesson has 6")
    assert "cells, hints and notes after exercises not counted" in said
