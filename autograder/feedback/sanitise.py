"""What strangers wrote, as HTML that does nothing: no script, no style, no form, no address, no landmark.

The tags and attributes that may stay are listed; all else goes. What stays is put into a form that a screen reader
can make sense of, since a stranger's headings, ids and half lists would break those of the page.
"""

from __future__ import annotations

import base64
import binascii
import html
import re

import nh3
from markupsafe import Markup
from nbconvert.filters.ansi import strip_ansi

from course.portfolio.prose import to_html
from course.terminal import safe

MOST_TEXT = 5_000  # characters of one text
MOST_PICTURE = 2_000_000  # bytes of one picture
PICTURES = {"image/png": b"\x89PNG\r\n\x1a\n", "image/jpeg": b"\xff\xd8\xff", "image/gif": b"GIF8"}

TAGS = {
    "p", "div", "span", "br", "pre", "code", "em", "strong", "b", "i", "u", "s", "sub", "sup", "small",
    "ul", "ol", "li", "h1", "h2", "h3", "h4", "h5", "h6",
    "table", "thead", "tbody", "tfoot", "tr", "th", "td", "caption", "img",
}  # fmt: skip
ATTRIBUTES = {"th": {"colspan", "rowspan", "scope"}, "td": {"colspan", "rowspan"}, "img": {"src"}}
# Kept as paragraphs: where they stand in a page is not for a stranger to say.
FLATTENED = re.compile(r"<(/?)(?:h[1-6]|ul|ol|li)>")
ROW_OF_PICTURE = re.compile(r"data:(image/[a-z]+);base64,([A-Za-z0-9+/=\s]+)")
OVERWRITTEN = re.compile(r"[^\n]*\r(?!\n)")  # what a progress bar wrote and wrote over


def plain(text: str, most: int = MOST_TEXT) -> str:
    """The text as a terminal would end up showing it, without colours and cursor movements, cut to `most`."""
    shown = safe(OVERWRITTEN.sub("", strip_ansi(text[: 10 * most])).replace("\r\n", "\n"))
    left_out = len(shown) - most + max(0, len(text) - 10 * most)
    return shown if left_out <= 0 else f"{shown[:most].rstrip()}\n… {left_out:,} more characters"


def joined(value: object) -> str:
    """Text as notebooks have it: one string, or its lines."""
    if isinstance(value, str):
        return value
    return "".join(str(line) for line in value) if isinstance(value, list) else ""


def clean_html(text: str, most: int = 10 * MOST_TEXT) -> Markup:
    """HTML of a learner's output, of which nothing is left but text, tables and pictures inside the page."""
    if len(text) > most + MOST_PICTURE:
        text = text[:most]
    cleaned = nh3.clean(
        text,
        tags=TAGS,
        clean_content_tags={"script", "style", "template", "iframe", "object", "svg", "math", "noscript", "title"},
        attributes=ATTRIBUTES,
        attribute_filter=_attribute,
        set_tag_attribute_values={"img": {"alt": "Picture in the cell's output"}},
        url_schemes={"data"},
        link_rel=None,
        strip_comments=True,
    )
    cleaned = re.sub(r'<img alt="[^"]*">', "", cleaned)  # a picture that was not one
    cleaned = re.sub(r"<th( [^>]*)?>\s*</th>", r"<td></td>", cleaned)  # an empty corner is no heading
    return Markup(safe(FLATTENED.sub(r"<\1div>", cleaned)).strip())


def clean_markdown(text: str) -> Markup:
    """A learner's Markdown; addresses stay as they were typed, since no link of theirs is one to follow."""
    return to_html(plain(text, 2 * MOST_TEXT), links=False)


def text_of(markup: str) -> str:
    """What is left of HTML for who reads it."""
    return html.unescape(nh3.clean(markup, tags=set(), attributes={}))


def picture(mimetype: str, data: str) -> str | None:
    """The `data:` address of a picture in base64; None where it is not of that type, or too large."""
    try:
        raw = base64.b64decode("".join(data.split()), validate=True)
    except (binascii.Error, ValueError):
        return None
    begins = PICTURES.get(mimetype)
    if begins is None or not raw.startswith(begins) or len(raw) > MOST_PICTURE:
        return None
    return f"data:{mimetype};base64,{base64.b64encode(raw).decode('ascii')}"


def _attribute(tag: str, name: str, value: str) -> str | None:
    if name == "alt":
        return value  # set above
    if tag == "img":
        match = ROW_OF_PICTURE.fullmatch(value)
        return picture(match[1], match[2]) if match else None
    if name == "scope":
        return value if value in ("row", "col") else None
    return value if re.fullmatch(r"[1-9]\d?", value) else None
