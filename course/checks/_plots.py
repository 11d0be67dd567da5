"""Reads a matplotlib figure: its words, its marks, and the numbers behind them."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from matplotlib.axes import Axes
from matplotlib.collections import PathCollection
from matplotlib.container import BarContainer
from matplotlib.figure import Figure

from course.errors import LessonError

from ._compare import Difference, Tolerance, close_difference
from ._plain import plain
from ._show import show


@dataclass(frozen=True)
class Wanted:
    """What a plot must have; True asks for any text, a text asks for these words, None asks for nothing."""

    title: bool | str | None = None
    xlabel: bool | str | None = None
    ylabel: bool | str | None = None
    kind: str | None = None
    points: int | list | None = None
    within: float = 1e-6

    def __post_init__(self):
        if self.kind is not None and self.kind not in _SERIES:
            raise LessonError(f"kind= is one of {', '.join(_SERIES)}, not {self.kind!r}")
        if self.points is not None and self.kind is None:
            raise LessonError("points= needs kind=, which says where the points are read")


def plot_difference(got: object, wanted: Wanted) -> Difference | None:
    """Return everything that a figure's first axes lack, or None."""
    axes = got.axes[0] if type(got) is Figure and got.axes else got
    if type(axes) is not Axes:
        return Difference(show(got), "a plot: the figure, or the axes that it is drawn on")
    lacks = [*_words(axes, wanted), *_marks(axes, wanted)]
    if not lacks:
        return None
    return Difference("\n".join(lack.got for lack in lacks), "\n".join(lack.expected for lack in lacks))


def _words(axes: Axes, wanted: Wanted) -> Iterator[Difference]:
    titles = [_text(Axes.get_title(axes, loc=place)) for place in ("left", "center", "right")]
    written = {
        "a title": (" ".join([*titles, _text(axes.get_figure().get_suptitle())]), wanted.title),
        "an x label": (_text(Axes.get_xlabel(axes)), wanted.xlabel),
        "a y label": (_text(Axes.get_ylabel(axes)), wanted.ylabel),
    }
    for name, (text, words) in written.items():
        text = text.strip()
        missing = not text or (type(words) is str and words.casefold() not in text.casefold())
        if words and missing:
            ending = f" that contains {words!r}" if type(words) is str else ""
            yield Difference(f"{name} that reads {text!r}" if text else f"no {name.split(' ', 1)[1]}", name + ending)


def _text(written: object) -> str:
    """A text of the plot by its real type: a kind of text of the learner's own may say that it contains everything."""
    text = plain(written)
    return text if type(text) is str else ""


def _marks(axes: Axes, wanted: Wanted) -> Iterator[Difference]:
    if wanted.kind is None:
        return
    name, read = _SERIES[wanted.kind]
    series = list(read(axes))
    if not series:
        yield Difference(f"no {name}", name)
    elif type(wanted.points) is int:
        # A histogram's points are what it counts, whatever its bins.
        counts = [round(sum(each)) if wanted.kind == "hist" else len(each) for each in series]
        if wanted.points not in counts:
            yield Difference(f"{name} of {' and '.join(map(str, counts))} points", f"{wanted.points} points")
    elif wanted.points is not None:
        found = [close_difference(each, wanted.points, Tolerance(within=wanted.within)) for each in series]
        if None not in found:
            yield found[0]


def _lines(axes: Axes) -> Iterator[list]:
    for line in axes.lines:
        if len(line.get_ydata()):
            yield [float(y) for y in line.get_ydata()]


def _dots(axes: Axes) -> Iterator[list]:
    for dots in axes.collections:
        if type(dots) is PathCollection:
            yield [(float(x), float(y)) for x, y in dots.get_offsets()]
    # plot(x, y, "o") draws points too.
    for line in axes.lines:
        if line.get_linestyle() == "None":
            yield [(float(x), float(y)) for x, y in line.get_xydata()]


def _bars(axes: Axes) -> Iterator[list]:
    for bars in axes.containers:
        if type(bars) is BarContainer and bars.patches:
            flat = bars.orientation == "horizontal"
            yield [float(bar.get_width() if flat else bar.get_height()) for bar in bars.patches]


_SERIES: dict[str, tuple[str, Callable[[Axes], Iterator[list]]]] = {
    "bar": ("bars", _bars),
    "line": ("line", _lines),
    "scatter": ("scattered points", _dots),
    "hist": ("histogram", _bars),
}
