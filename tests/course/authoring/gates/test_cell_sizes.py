"""How long cells may be, by the anatomy gate."""

import pytest

WORDS = "word " * 90


@pytest.mark.parametrize(
    ("old", "new", "what"),
    [
        ("# Printing is for people", f"# {WORDS}", "the cell has 94 words, 80 is the limit"),
        ("# Give `later_5` the sum", f"# {WORDS}{WORDS}", "120 is the limit"),
        ("delays = [-12", "x = 1\n" * 12 + "delays = [-12", "the cell has 15 lines of code, 12 is the limit"),
    ],
)
def test_names_a_cell_that_is_too_long(finds, old, new, what):
    assert [said for said, _ in finds("anatomy", (old, new)) if what in said]


def test_counts_the_lines_of_a_broken_function_once(finds):
    broken = "".join(f"    step_{n} = {n}\n" for n in range(8))
    mended = "".join(f"    good_{n} = {n}\n" for n in range(8))
    pairs = (("    above = total(delays) + limit\n", broken), ("    return total(delays) - limit\n", mended))
    assert finds("anatomy", *pairs) == []


def test_lets_a_plot_have_more_lines(finds):
    lines = "".join(f"edge_{n} = {n}\n" for n in range(8))
    plot = "import matplotlib.pyplot as plt\nfigure, axes = plt.subplots()\n" + lines + "axes.plot(delays)\n"
    assert finds("anatomy", ("\nprint(total(delays)", "\n" + plot + "print(total(delays)")) == []


def test_counts_a_starters_dots_and_their_solution_once(finds):
    dots = "".join(f"day_{n} = ...  # a number\n" for n in range(8))
    values = "".join(f"day_{n} = {n}\n" for n in range(8))
    assert finds("anatomy", ("days = ...\n", f"{dots}days = ...\n"), ("days = 7\n", f"{values}days = 7\n")) == []
