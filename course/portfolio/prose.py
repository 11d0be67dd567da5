"""The learner's words and numbers as HTML: Markdown rendered and sanitised, numbers as people read them."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

import nh3
from markdown_it import MarkdownIt
from markupsafe import Markup, escape

from course.portfolio.measure import Measure

TAGS = {"p", "em", "strong", "code", "pre", "a", "ul", "ol", "li", "blockquote", "br"}
SCHEMES = {"https", "http", "mailto"}
NARROW_SPACE = "\u202f"
MINUS = "\u2212"
VARIES = "differs from machine to machine"


@cache
def _markdown(links: bool) -> MarkdownIt:
    # Headings would break the page's own order of headings, pictures would need an alt text and a file.
    off = ["heading", "lheading", "image", "hr", *([] if links else ["link", "autolink", "reference"])]
    return MarkdownIt("commonmark", {"html": False}).disable(off)


def to_html(text: str, *, links: bool = True) -> Markup:
    """Markdown as safe HTML: no raw HTML, no pictures, links only to http, https and mailto, or as they were typed."""
    html = _markdown(links).render(text)
    return Markup(
        nh3.clean(
            html,
            tags=TAGS if links else TAGS - {"a"},
            attributes={"a": {"href"}, "*": set()},
            url_schemes=SCHEMES,
            link_rel="noopener noreferrer",
        ).strip()
    )


def show_number(value: int | float) -> str:
    """A number as read aloud: 6,228 for 6228, 0.831 for 0.83123, three digits where they matter.

    >>> show_number(-2.5), show_number(435352), show_number(0.000123)
    ('−2.5', '435,352', '0.000123')
    """
    number = float(value)
    if number == int(number) and abs(number) < 1e15:
        text = f"{int(number):,}"
    elif abs(number) >= 100:
        text = f"{number:,.0f}"
    else:
        text = f"{number:.3g}"
        if "e" in text and 1e-6 <= abs(number) < 1:
            text = f"{number:.8f}".rstrip("0")
    return text.replace("-", MINUS)


def show_measure(measure: Measure) -> Markup:
    """The value and unit of a measure, with the exact value for machines in a `data` element."""
    unit = Markup('{space}<span class="unit">{unit}</span>').format(space=NARROW_SPACE, unit=measure.unit)
    return Markup('<data value="{exact}">{shown}</data>{unit}').format(
        exact=repr(measure.value), shown=show_number(measure.value), unit=unit if measure.unit else ""
    )


def remark(measure: Measure) -> str:
    """What stands beside a measure: its note, and that it varies where it does; "" when there is nothing to say."""
    return "; ".join(part for part in (measure.note, VARIES if measure.varies else "") if part)


def count(number: int, one: str, many: str | None = None) -> str:
    """ "1 lesson", "3 lessons"."""
    return f"{number} {one if number == 1 else many or one + 's'}"


def listed(words: Sequence[str]) -> Markup:
    """ "a", "a and b", "a, b and c", escaped for HTML."""
    safe = [escape(word) for word in words]
    if len(safe) < 2:
        return Markup("").join(safe)
    return Markup(", ").join(safe[:-1]) + Markup(" and ") + safe[-1]
