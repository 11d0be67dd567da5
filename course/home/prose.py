"""The course's own Markdown as HTML, its headings moved to where the page has room for them."""

from __future__ import annotations

import re
from functools import cache

from markdown_it import MarkdownIt
from markupsafe import Markup, escape

HEADING = re.compile(r"<(/?)h([1-6])>")
CODE = re.compile(r"`([^`]+)`")
TABLE = re.compile(r"<table>(.*?)</table>", re.DOTALL)


@cache
def _markdown() -> MarkdownIt:
    return MarkdownIt("commonmark", {"html": False}).enable("table")


def to_html(text: str, *, below: int = 0) -> Markup:
    """Markdown without raw HTML as HTML; `below` more levels on each heading, and tables that scroll by themselves."""
    html = HEADING.sub(lambda found: f"<{found[1]}h{min(int(found[2]) + below, 6)}>", _markdown().render(text))
    html = html.replace("<th>", '<th scope="col">').replace("<th style", '<th scope="col" style')
    html = re.sub(r' style="text-align:(left|right|center)"', r' class="\1"', html)
    html = html.replace("<pre>", '<pre tabindex="0" role="region" aria-label="Code">')
    return Markup(
        TABLE.sub(r'<div class="scroll" tabindex="0" role="region" aria-label="Table"><table>\1</table></div>', html)
    )


def inline_code(text: str) -> Markup:
    """Plain text in which what stands between backticks is code."""
    return Markup(CODE.sub(r"<code>\1</code>", str(escape(text))))
