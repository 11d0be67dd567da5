"""Plots are read from the figure's own marks and words."""

import pytest
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from course.checks._plots import Wanted, plot_difference
from course.errors import LessonError


def axes() -> Axes:
    return Figure().subplots()


def bars(flat=False) -> Axes:
    drawn = axes()
    (drawn.barh if flat else drawn.bar)(["EWR", "JFK"], [12.5, 9])
    return drawn


def line() -> Axes:
    drawn = axes()
    drawn.axhline(5)
    drawn.plot([1, 2, 3], [4, 5, 6])
    return drawn


def scatter() -> Axes:
    drawn = axes()
    drawn.scatter([1, 2, 3], [4, 5, 6])
    return drawn


def dots() -> Axes:
    drawn = axes()
    drawn.plot([1, 2, 3], [4, 5, 6], "o")
    return drawn


def histogram(bins=5) -> Axes:
    drawn = axes()
    drawn.hist([1, 1, 2, 3, 5, 8], bins=bins)
    return drawn


@pytest.mark.parametrize(
    ("drawn", "wanted"),
    [
        (bars(), Wanted(kind="bar", points=2)),
        (bars(), Wanted(kind="bar", points=[12.5, 9])),
        (bars(flat=True), Wanted(kind="bar", points=[12.5, 9])),
        (bars().figure, Wanted(kind="bar", points=[12.54, 9], within=0.1)),
        (line(), Wanted(kind="line", points=3)),
        (line(), Wanted(kind="line", points=[4, 5, 6])),
        (scatter(), Wanted(kind="scatter", points=[(1, 4), (2, 5), (3, 6)])),
        (dots(), Wanted(kind="scatter", points=3)),
        (histogram(), Wanted(kind="hist", points=6)),
        (histogram(9), Wanted(kind="hist", points=6)),
        (histogram(2), Wanted(kind="hist", points=[4, 2])),
        (axes(), Wanted()),
    ],
)
def test_a_plot_with_the_right_marks_passes(drawn, wanted):
    assert plot_difference(drawn, wanted) is None


@pytest.mark.parametrize(
    ("drawn", "wanted", "got", "expected"),
    [
        (bars(), Wanted(kind="bar", points=3), "bars of 2 points", "3 points"),
        (bars(), Wanted(kind="bar", points=[12.5, 9.5]), "at [1]: 9", "at [1]: 9.5"),
        (bars(), Wanted(kind="line"), "no line", "line"),
        (line(), Wanted(kind="bar"), "no bars", "bars"),
        (line(), Wanted(kind="scatter"), "no scattered points", "scattered points"),
        (histogram(), Wanted(kind="hist", points=7), "histogram of 6 points", "7 points"),
        (axes(), Wanted(title=True), "no title", "a title"),
        (Figure(), Wanted(title=True), "an object of type Figure", "a plot"),
        ([1], Wanted(title=True), "[1]", "a plot"),
        (Axes, Wanted(title=True), "the class Axes itself", "a plot"),
    ],
)
def test_what_a_plot_lacks_is_told(drawn, wanted, got, expected):
    found = plot_difference(drawn, wanted)
    assert got in found.got
    assert expected in found.expected


def test_words_are_looked_for_in_titles_and_labels():
    drawn = bars()
    drawn.set_title("Newark waits longest", loc="left")
    drawn.set(xlabel="airport", ylabel="Mean delay (min)")
    assert plot_difference(drawn, Wanted(title="newark", xlabel=True, ylabel="min")) is None
    found = plot_difference(drawn, Wanted(title="JFK", ylabel="hours", kind="line"))
    assert found.got.splitlines() == [
        "a title that reads 'Newark waits longest'",
        "a y label that reads 'Mean delay (min)'",
        "no line",
    ]
    assert "a y label that contains 'hours'" in found.expected


def test_a_title_of_the_figure_counts():
    drawn = bars()
    drawn.figure.suptitle("Newark waits longest")
    assert plot_difference(drawn, Wanted(title=True)) is None


def test_a_look_alike_is_refused():
    class Drawn(Axes):
        def get_title(self, loc="center"):
            return "a title"

    class Pretends:
        __class__ = Axes
        lines = containers = ()

    assert plot_difference(Drawn(Figure(), (0, 0, 1, 1)), Wanted(title=True)) is not None
    assert plot_difference(Pretends(), Wanted()) is not None


def test_the_authors_mistakes_are_named():
    with pytest.raises(LessonError, match="kind= is one of"):
        Wanted(kind="pie")
    with pytest.raises(LessonError, match="needs kind="):
        Wanted(points=3)


def test_a_title_that_says_it_contains_everything_does_not():
    class Everything(str):
        def __str__(self):
            return self

        def strip(self):
            return self

        def casefold(self):
            return self

        def __contains__(self, words):
            return True

    drawn = axes()
    drawn.set_title(Everything("x"))
    drawn.title._text = Everything("x")
    drawn.set_xlabel("minutes")
    found = plot_difference(drawn, Wanted(title="delays", xlabel="minutes"))
    assert "reads 'x'" in found.got
