"""The curve of a case study: its series drawn by the page itself, in the page's colours and at any width.

Places are percentages and sizes are not, so that letters and strokes stay as they are on a phone. The table
below the picture holds every value, for whoever can't see it.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from markupsafe import Markup, escape

from course.portfolio.evidence import Evidence
from course.portfolio.prose import listed, show_number
from course.portfolio.series import Series

HEIGHT = 288  # CSS pixels, as the style sheet has it; only distances between labels depend on it
LINE = 20  # CSS pixels from one label to the next
LETTERS = 26  # in a label
MARKED = 24  # with more steps than this the points have no marks
SHAPES = (
    "M0-5A5 5 0 1 1 0 5A5 5 0 1 1 0-5Z",  # disc, square, triangle, diamond: colour alone tells some people nothing
    "M-4.5-4.5H4.5V4.5H-4.5Z",
    "M0-6L5.5 4.5H-5.5Z",
    "M0-6.2L6.2 0L0 6.2L-6.2 0Z",
)


@dataclass(frozen=True)
class Key:
    """One entry of the legend: a sample of the line and what it is called."""

    sample: Markup
    name: str


@dataclass(frozen=True)
class Curve:
    """What the page shows of a piece's series: the picture, its legend, and what lies outside of it."""

    picture: Markup
    keys: tuple[Key, ...]
    rows: tuple[Series, ...]
    references: tuple[Series, ...]
    step: str
    outside: str


def split(series: Sequence[Series]) -> tuple[tuple[Series, ...], tuple[Series, ...]]:
    """The rows with a value for each step, and the single values that they are compared with."""
    longest = max((len(one.values) for one in series), default=0)
    rows = tuple(one for one in series if len(one.values) == longest)
    return rows, tuple(one for one in series if len(one.values) < longest)


def draw_curve(evidence: Evidence) -> Curve | None:
    """The curve of a piece of evidence, or None where fewer than two steps were measured."""
    rows, references = split(evidence.series)
    values = [value for row in rows for value in row.values if value is not None]
    if not values or len(rows[0].values) < 2:
        return None
    low, high = _reach(values, [one.values[0] for one in references])
    shown = tuple(one for one in references if low <= one.values[0] <= high)
    scale = _Scale(low, high, len(rows[0].values))
    parts = [*_grid(scale, evidence.step), *(_reference(scale, one) for one in shown)]
    for number, row in enumerate(rows):
        parts += _row(scale, row, number)
    parts += _labels(scale, rows, shown)
    label = escape(_in_words(rows, evidence.step))
    picture = Markup(f'<svg class="plot" role="img" aria-label="{label}">{"".join(parts)}</svg>')
    keys = [Key(_sample(number), row.name) for number, row in enumerate(rows)]
    keys += [Key(_sample(None), _with_value(one)) for one in shown]
    outside = listed([_with_value(one) for one in references if one not in shown])
    return Curve(picture, tuple(keys), rows, references, evidence.step, outside)


@dataclass(frozen=True)
class _Scale:
    low: float
    high: float
    steps: int

    def x(self, step: int) -> float:
        """Per cent of the width; a little air at both ends where points have marks."""
        air = 2.5 if self.steps <= MARKED else 0
        return air + (100 - 2 * air) * step / (self.steps - 1)

    def y(self, value: float) -> float:
        """Per cent of the height, from the top."""
        return 100 * (self.high - value) / (self.high - self.low)


def _reach(values: Sequence[float], references: Iterable[float]) -> tuple[float, float]:
    """The lowest and highest value of the picture: that of the rows and of the references near them."""
    low, high = min(values), max(values)
    room = (high - low) or abs(high) or 1.0
    near = [value for value in references if low - room / 2 <= value <= high + room / 2]
    low, high = min([low, *near]), max([high, *near])
    return low - room * 0.08, high + room * 0.08


def _grid(scale: _Scale, step: str) -> Iterable[str]:
    from matplotlib.ticker import MaxNLocator

    ticks = [float(tick) for tick in MaxNLocator(5).tick_values(scale.low, scale.high)]
    digits = max(0, -math.floor(math.log10(ticks[1] - ticks[0]) + 1e-9))
    for tick in ticks:
        if scale.low <= tick <= scale.high:
            y = f"{scale.y(tick):.2f}%"
            yield f'<line class="grid" x1="0" x2="100%" y1="{y}" y2="{y}"/>'
            yield _text("tick end", "0", y, f"{tick:,.{digits}f}".replace("-", "\u2212"), dx=-10, dy="0.35em")
    numbers = sorted({round(i * (scale.steps - 1) / min(9, scale.steps - 1)) for i in range(min(10, scale.steps))})
    for number in numbers:
        yield _text("tick middle", f"{scale.x(number):.2f}%", "100%", str(number + 1), dy="1.6em")
    yield _text("tick middle", "50%", "100%", step, dy="3.1em")


def _reference(scale: _Scale, one: Series) -> str:
    y = f"{scale.y(one.values[0]):.2f}%"
    return f'<line class="reference" x1="0" x2="100%" y1="{y}" y2="{y}"/>'


def _row(scale: _Scale, row: Series, number: int) -> Iterable[str]:
    colour, shape = f"c{number % 6}", SHAPES[number % len(SHAPES)]
    points = [
        None if value is None else (f"{scale.x(step):.2f}%", f"{scale.y(value):.2f}%")
        for step, value in enumerate(row.values)
    ]
    for start, end in pairwise(points):
        if start and end:
            yield f'<line class="{colour}" x1="{start[0]}" y1="{start[1]}" x2="{end[0]}" y2="{end[1]}"/>'
    for x, y in filter(None, points if scale.steps <= MARKED else ()):
        yield f'<svg class="at" x="{x}" y="{y}"><path class="{colour}" d="{shape}"/></svg>'


def _labels(scale: _Scale, rows: Sequence[Series], references: Sequence[Series]) -> Iterable[str]:
    """Each name behind the end of its line, moved apart where they would lie on each other."""
    wanted = [
        (scale.y(next(v for v in reversed(row.values) if v is not None)), f"name c{number % 6}", _short(row.name))
        for number, row in enumerate(rows)
        if any(value is not None for value in row.values)
    ]
    wanted += [
        (scale.y(one.values[0]), "name", f"{_short(one.name)} {show_number(one.values[0])}") for one in references
    ]
    wanted.sort()
    for place, (_, kind, name) in zip(apart([y for y, _, _ in wanted]), wanted, strict=True):
        yield _text(kind, "100%", f"{place:.2f}%", name, dx=12, dy="0.35em")


def _with_value(reference: Series) -> str:
    return f"{reference.name}: {show_number(reference.values[0])}"


def _short(name: str) -> str:
    """What of a name fits beside the picture; the legend and the table have the whole of it."""
    first = name.partition(",")[0]
    return first if len(first) <= LETTERS else f"{first[: LETTERS - 1].rstrip()}…"


def apart(places: Sequence[float], gap: float = 100 * LINE / HEIGHT) -> list[float]:
    """Sorted places (per cent) moved as little as needed to be `gap` from each other and, if they fit, inside."""
    moved: list[float] = []
    for place in places:
        moved.append(max(place, moved[-1] + gap) if moved else place)
    over = (moved[-1] - 100) if moved else 0
    if over > 0:
        ceiling = 100.0
        for index in reversed(range(len(moved))):
            moved[index] = min(moved[index], ceiling)
            ceiling = moved[index] - gap
    return moved


def _text(kind: str, x: str, y: str, text: str, *, dx: float = 0, dy: str = "0") -> str:
    return f'<text class="{kind}" x="{x}" y="{y}" dx="{dx:g}" dy="{dy}">{escape(text)}</text>'


def _sample(number: int | None) -> Markup:
    """A short piece of a line with its mark; None is that of a reference."""
    kind = "reference" if number is None else f"c{number % 6}"
    line = f'<line class="{kind}" x1="0" x2="28" y1="8" y2="8"/>'
    mark = "" if number is None else f'<path class="{kind}" transform="translate(14 8)" d="{SHAPES[number % 4]}"/>'
    return Markup(f'<svg class="sample" viewBox="0 0 28 16" aria-hidden="true">{line}{mark}</svg>')


def _in_words(rows: Sequence[Series], step: str) -> str:
    said = []
    for row in rows:
        values = [value for value in row.values if value is not None]
        if values:
            said.append(f"{row.name} from {show_number(values[0])} to {show_number(values[-1])}")
    return f"Lines over {len(rows[0].values)} values of {step}: {'; '.join(said)}."
