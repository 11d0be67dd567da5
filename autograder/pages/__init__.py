"""The look of the pages that grading makes, for learners and for instructors: one style, one frame."""

from __future__ import annotations

from datetime import datetime
from functools import cache
from pathlib import Path

import jinja2
from markupsafe import Markup

from course import pages
from course.marks import as_html
from course.portfolio import prose

HERE = Path(__file__).parent


@cache
def environment(folder: Path) -> jinja2.Environment:
    """The templates in `folder`, in the frame of all pages of grading."""
    made = pages.environment(folder, HERE)
    style = pages.stylesheet(HERE / "grading.css")
    made.globals |= {"count": prose.count, "style": style, "policy": pages.policy(style), "points": points}
    made.filters |= {"markdown": prose.to_html, "number": number, "figure": figure, "told": told, "day": day}
    return made


def number(value: float | None, digits: int = 2) -> str:
    """A number as people write it, "–" where there is none: 3, 2.5, 0.67, −0.12."""
    if value is None:
        return "–"
    text = f"{value:.{digits}f}"
    text = text.rstrip("0").rstrip(".") if "." in text else text
    return "0" if text in ("-0", "") else text.replace("-", prose.MINUS)


def figure(value: float | None) -> str:
    """A figure between −1 and 1 as a column of them wants it, "–" where there is none: 0.60, −0.12."""
    return "–" if value is None else f"{value:.2f}".replace("-", prose.MINUS)


def points(value: float) -> str:
    """ "1 point", "2.5 points"."""
    return f"{number(value)} {'point' if value == 1 else 'points'}"


def told(text: str) -> Markup:
    """A message of a check: escaped, with what stands between backticks set as code, between asterisks as stressed."""
    return Markup(as_html(text))


def day(time: datetime) -> str:
    """ "25 November 2026, 17:05 UTC"."""
    return f"{time.day} {time:%B %Y, %H:%M} UTC"
