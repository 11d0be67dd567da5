"""What a notebook does slowly for the first time, done once: warm processes import this, and nothing else does.

A forked kernel finds the fonts looked up and the schema of evidence made. Nothing that a notebook
can see is changed: the style is put back, and no figure is left.
"""

from __future__ import annotations

import io

import matplotlib.style
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure

from course import datasets
from course.portfolio.evidence import evidence_schema
from course.portfolio.figure import to_png


def _draw() -> None:
    """Draw a small figure in the course's style, as the lessons do."""
    with matplotlib.style.context("course.lesson"):
        figure = Figure(figsize=(2, 2))
        FigureCanvasAgg(figure).draw()
        axes = figure.add_subplot()
        axes.plot([0, 1.5], [0, 1], label="a line")
        axes.barh(["a", "b"], [1, 2])
        axes.set(title="A title", xlabel="x", ylabel="y")
        axes.legend()
        figure.savefig(io.BytesIO(), format="png", bbox_inches="tight")  # as a notebook shows it
        to_png(figure)  # as a piece of evidence keeps it


_draw()
evidence_schema()
datasets.penguin_rows()
datasets.flight_rows(1)
