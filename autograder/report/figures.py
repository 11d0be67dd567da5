"""The plots of the report in the course's style, each with a description that says what it shows."""

from __future__ import annotations

import base64
import re
from collections.abc import Sequence
from dataclasses import dataclass

import matplotlib as mpl
import numpy as np
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure

from autograder.pages import number
from autograder.report.items import Scores
from autograder.report.tally import ExerciseTally
from course.paths import PACKAGE
from course.portfolio.figure import to_png

NUMBERED = re.compile(r"Exercise (\d+)\b")
STYLE = str(PACKAGE / "lesson.mplstyle")
# by lightness too, so that they can be told apart in grey; the hatch says it once more
OUTCOMES = (
    ("passed", "passed", "#0072B2", ""),
    ("partly", "partly right", "#56B4E9", ""),
    ("failed", "not right", "#D55E00", "//"),
    ("not_attempted", "not attempted", "#D9D9D9", ""),
    ("waits", "waits for a person", "#FFFFFF", ".."),
)


@dataclass(frozen=True)
class Plot:
    """A picture as a `data:` address, and in words what it shows."""

    address: str
    alt: str
    caption: str


def scores_plot(totals: Scores, possible: float) -> Plot:
    """How many learners have how many points."""
    bins = min(20, max(4, round(possible)))
    median = float(np.median(totals))
    with mpl.rc_context(fname=STYLE):
        figure = Figure(figsize=(6.4, 3.2))
        axes = figure.add_subplot()
        counts, edges, _ = axes.hist(totals, bins=bins, range=(0, possible), edgecolor="white", linewidth=1)
        axes.axvline(median, color="#D55E00", linewidth=1.5)
        axes.set(xlabel="points", ylabel="learners", xlim=(0, possible), ylim=(0, max(counts.max() * 1.18, 1)))
        side = "right" if median > possible / 2 else "left"
        axes.annotate(f" median {median:.3g} ", (median, axes.get_ylim()[1]), ha=side, va="top", color="#9A4300")
        axes.yaxis.get_major_locator().set_params(integer=True)
        axes.set_title("Points of the whole lesson")
        full = int(counts.argmax())
        alt = (
            f"Histogram of the points of {len(totals)} learners, 0 to {number(possible)}. The median is "
            f"{number(median)}; most learners, {int(counts[full])}, have between {number(edges[full], 1)} and "
            f"{number(edges[full + 1], 1)}."
        )
        return Plot(_address(figure), alt, "How the points of the whole lesson are spread.")


def outcomes_plot(exercises: Sequence[ExerciseTally]) -> Plot:
    """How each exercise ended, as shares of the learners."""
    with mpl.rc_context(fname=STYLE):
        figure = Figure(figsize=(6.4, 0.9 + 0.34 * len(exercises)))
        axes = figure.add_subplot()
        rows = np.arange(len(exercises))
        left = np.zeros(len(exercises))
        for key, words, colour, hatch in OUTCOMES:
            shares = np.array([each.outcomes[key] / max(each.outcomes.total(), 1) for each in exercises]) * 100
            if shares.any():
                axes.barh(rows, shares, left=left, color=colour, hatch=hatch, edgecolor="#555555", linewidth=0.4,
                          label=words, height=0.72)  # fmt: skip
                left += shares
        axes.set_yticks(rows, [_short(each.exercise.title) for each in exercises])
        axes.invert_yaxis()
        axes.tick_params(axis="y", length=0)
        axes.spines["left"].set_visible(False)
        axes.set(xlabel="share of learners (%)", xlim=(0, 100))
        figure.legend(loc="outside upper left", ncols=5, fontsize=9, handlelength=1.2, columnspacing=1)
        least = min(exercises, key=lambda each: each.outcomes["passed"])
        alt = (
            f"A bar for each of {len(exercises)} exercises, divided by how it ended. Fewest passed "
            f"{least.exercise.title}, {least.outcomes['passed']} of {least.outcomes.total()}. The table has all."
        )
        return Plot(_address(figure), alt, "How each exercise ended.")


def items_plot(exercises: Sequence[ExerciseTally], easy: Sequence[float | None], apart: Sequence[float | None]) -> Plot:
    """Each exercise by difficulty and discrimination."""
    known = [
        (place, x, y) for place, (x, y) in enumerate(zip(easy, apart, strict=True)) if x is not None and y is not None
    ]
    names = short_names([each.exercise.title for each in exercises])
    with mpl.rc_context(fname=STYLE):
        figure = Figure(figsize=(6.4, 3.6))
        axes = figure.add_subplot()
        axes.axhline(0.2, color="#8A8A8A", linewidth=0.8, linestyle="--")
        axes.annotate("below this line an exercise tells little about who knows more", (0.01, 0.2), fontsize=8,
                      va="bottom", color="#555555")  # fmt: skip
        axes.scatter([x for _, x, _ in known], [y for *_, y in known], s=230, color="white", edgecolor="#0072B2",
                     linewidth=1.2, zorder=3)  # fmt: skip
        for place, x, y in known:
            axes.annotate(names[place], (x, y), ha="center", va="center", fontsize=8, zorder=4)
        lowest = min([y for *_, y in known], default=0)
        axes.set(xlabel="difficulty: mean share of points (right is easier)", ylabel="discrimination",
                 xlim=(0, 1.03), ylim=(min(-0.05, lowest - 0.1), 1.03))  # fmt: skip
        axes.set_title("Exercises by their number, others by their first letter")
        weak = [exercises[place].exercise.title for place, _, y in known if y < 0.2]
        alt = (
            f"{len(known)} exercises by difficulty and discrimination. "
            + (f"Below 0.2 in discrimination: {', '.join(weak)}." if weak else "All are above 0.2 in discrimination.")
            + " The table has all numbers."
        )
        return Plot(_address(figure), alt, "How hard each exercise is, and how well it tells learners apart.")


def short_names(titles: Sequence[str]) -> list[str]:
    """What stands for each exercise in a plot: its number, or the first letter of its title; each one another."""
    found = [match[1] if (match := NUMBERED.match(title)) else title[:1].upper() for title in titles]
    return [name if found.count(name) == 1 else f"{name}·{place}" for place, name in enumerate(found, 1)]


def _short(title: str) -> str:
    return title if len(title) <= 38 else title[:37].rstrip() + "…"


def _address(figure: Figure) -> str:
    FigureCanvasAgg(figure)
    return f"data:image/png;base64,{base64.b64encode(to_png(figure)).decode('ascii')}"
