"""The access gate: headings, pictures, links, tables, colours and plots."""

import pytest

AFTER = "# Printing is for people; returning is for programs."
PRINT = "print(total(delays) / len(delays))"
IMPORT = "from course.checks import checks\n"
PLOT = """\
figure, axes = plt.subplots()
axes.bar([1, 2], [3, 4]{color})
axes.set(title="Two", xlabel="airport", ylabel="min")"""


@pytest.mark.parametrize(
    ("text", "what"),
    [
        ("# #### Too deep", "the heading 'Too deep' jumps from level 2 to level 4"),
        ("# # Another title", "a second heading of level 1"),
        ("# ### Planes ✈ land", "the heading 'Planes ✈ land' has an emoji, which is read aloud"),
        ("# ### Planes \U0001f6eb land", "the heading 'Planes \U0001f6eb land' has an emoji, which is read aloud"),
        ("# ![plot](figures/x.png)", "a picture's alt text is 'plot'"),
        ("# ![](figures/x.png)", "a picture's alt text is ''"),
        ('# <img src="figures/x.png">', "a picture's alt text is ''"),
        ("# See [here](https://example.org).", "the link text 'here' says nothing when read alone"),
        ("# See <https://example.org/page>.", "the link text is an address: https://example.org/page"),
        ("# See https://example.org/page now.", "the link text is an address: https://example.org/page"),
        ('# <a href="https://example.org">link</a>', "the link text 'link' says nothing when read alone"),
        ("# | a | |\n# |---|---|\n# | 1 | 2 |", "a table has a column without a header"),
        ("# <table><tr><td>1</td></tr></table>", "a table has a column without a header"),
        ("# - [ ] to do\n# - [x] done", "a task list, which screen readers stumble over"),
        ("# The red line is the mean.", "'red line' points by colour alone"),
        ("# Late flights are shown in orange.", "'shown in orange' points by colour alone"),
    ],
)
def test_names_what_some_readers_would_miss(finds, text, what):
    found = finds("access", (AFTER, f"#\n{text}\n#\n{AFTER}"))
    assert {said for said, _ in found} == {what}
    assert all(line in f"#\n{text}" for _, line in found)


@pytest.mark.parametrize(
    "text",
    [
        "# ### One level deeper",
        "# ![Bars: three airports and the median delay at each](figures/x.png)",
        "# Read the [data card of the flights](https://example.org/flights).",
        "# [`statistics.mean`](https://example.org/statistics)",
        "# | a | b |\n# |---|---|\n# | 1 | 2 |",
        "# The dashed red line is the mean. Newark is the orange bar on the left.",
        "# A green engine, and a red eye flight.",
        '# `<img src="x.png">` and `[here](x)` are code.',
    ],
)
def test_lets_good_markup_pass(finds, text):
    assert finds("access", (AFTER, f"#\n{text}\n#\n{AFTER}")) == []


def plot(color=""):
    return (PRINT, PLOT.format(color=color)), (IMPORT, f"{IMPORT}import matplotlib.pyplot as plt\n")


def test_a_plot_with_title_and_labels_and_text_beside_it_passes(finds):
    assert finds("access", *plot()) == []


@pytest.mark.parametrize(
    ("old", "new", "what"),
    [
        ('title="Two", ', "", "the plot has no title"),
        ('xlabel="airport", ', "", "the plot has no xlabel"),
        (', ylabel="min"', "", "the plot has no ylabel"),
        ("axes.bar(", "axes.pie(", "a pie chart: angles are hard to compare"),
        (
            "plt.subplots()",
            'plt.subplots(subplot_kw=dict(projection="3d"))',
            "a plot in three dimensions hides what is behind",
        ),
    ],
)
def test_a_plot_says_what_it_shows(finds, old, new, what):
    found = finds("access", *plot(), (old, new))
    assert [said for said, _ in found] == [what]
    assert found[0][1].startswith("axes.")


def test_a_picture_needs_no_axes(finds):
    assert (
        finds("access", *plot(), ("axes.bar([1, 2], [3, 4])", "axes.imshow([[1]])"), ('xlabel="airport", ', "")) == []
    )


def test_red_against_green_is_named(finds):
    ((said, _),) = finds("access", *plot(', color=["tab:red", "green"]'))
    assert said.startswith("the plot sets red against green")


def test_a_plot_stands_beside_a_text(finds):
    # two cells of code after the plot's, and one before it
    pairs = [*plot(), (PRINT, ""), ("def total(numbers)", "1\n\n# %%\ndef total(numbers)")][:2]
    alone = ("\nfigure, axes", "\n# %%\n2\n\n# %%\nfigure, axes")
    after = ('ylabel="min")', 'ylabel="min")\n\n# %%\n3')
    ((said, _),) = finds("access", *pairs, alone, after)
    assert said == "no text stands beside the plot, so its finding is in the picture alone"


def test_the_figure_of_the_evidence_is_described(finds):
    figure = ("    paragraph=paragraph,\n)", '    paragraph=paragraph,\n    figure=figure,\n    alt="bars",\n)')
    ((said, _),) = finds("access", figure)
    assert said == "the evidence's figure has the alt text 'bars'"


def test_the_lesson_has_a_title(finds):
    found = [said for said, _ in finds("access", ("# # Delays in the morning", "# ## Delays in the morning"))]
    assert "the lesson has no heading of level 1" in found
    assert "the heading 'Delays in the morning' jumps from level 0 to level 2" in found
