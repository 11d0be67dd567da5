"""Reading Markdown as the page that a host makes of it: its links in whichever way they are written, its words."""

from __future__ import annotations

import re

from bs4 import BeautifulSoup
from markdown_it import MarkdownIt

# What is no number of a person's own: an address, and the version of something.
_NOT_COUNTED = re.compile(r"\S+://\S+|mailto:\S+|\b(?:python ?|v)\d[\d.]*", re.IGNORECASE)


def page_of(markdown: str) -> BeautifulSoup:
    """The page that the text makes."""
    return BeautifulSoup(_markdown().render(markdown), "html.parser")


def links_of(markdown: str) -> list[tuple[str, str]]:
    """(words, address) of each link; the words of a picture that is a link are its alt text."""
    links = page_of(markdown)("a", href=True)
    return [(" ".join([link.get_text(), *(image.get("alt", "") for image in link("img"))]), link["href"])
            for link in links]  # fmt: skip


def counts_something(markdown: str) -> bool:
    """Whether the page's words have a number in them, other than in an address or a version."""
    return re.search(r"\d", _NOT_COUNTED.sub("", page_of(markdown).get_text(" "))) is not None


def _markdown() -> MarkdownIt:
    """A reader to which `file:` makes a link too, with the address as it was written: a check has to see it."""
    reader = MarkdownIt()
    reader.validateLink = lambda address: True
    reader.normalizeLink = lambda address: address
    return reader
