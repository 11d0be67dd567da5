"""The headings, pictures, links and tables of a Markdown cell, each with its line of the lesson's text."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from html.parser import HTMLParser

from markdown_it import MarkdownIt
from markdown_it.token import Token

from course.authoring.gates._prose import markdown
from course.authoring.text import Cell

PARSER = MarkdownIt("commonmark", {"html": True}).enable("table")
EMOJI = re.compile("[\U0001f000-\U0001faff\u2600-\u27bf\u2b50-\u2b55\u231a-\u23ff\ufe0f]")
TASK = re.compile(r"\[[ xX]\](\s|$)")
BARE = re.compile(r"(?<![\w(<\"'=/\[])https?://[^\s)>\]]+")


@dataclass(frozen=True)
class Heading:
    line: int
    level: int
    text: str

    @property
    def has_emoji(self) -> bool:
        return bool(EMOJI.search(self.text))


@dataclass
class Markup:
    """What one cell has: pictures as (line, alt), links as (line, text, address), tables as (line, headers)."""

    headings: list[Heading] = field(default_factory=list)
    pictures: list[tuple[int, str]] = field(default_factory=list)
    links: list[tuple[int, str, str]] = field(default_factory=list)
    tables: list[tuple[int, list[str]]] = field(default_factory=list)
    task_lists: list[int] = field(default_factory=list)


def read_markup(cell: Cell) -> Markup:
    """Parse the cell's Markdown, with the HTML in it."""
    markup = Markup()
    tokens = PARSER.parse(markdown(cell))
    row: list[str] | None = None
    line = cell.at(0)
    for index, token in enumerate(tokens):
        line = cell.at(token.map[0]) if token.map else line
        if token.type == "heading_open":
            markup.headings.append(Heading(line, int(token.tag[1]), tokens[index + 1].content))
        elif token.type == "thead_open":
            row = []
            markup.tables.append((line, row))
        elif token.type == "thead_close":
            row = None
        elif token.type == "html_block":
            _Html(markup, line).feed(token.content)
        elif token.type == "inline":
            if row is not None and tokens[index - 1].type == "th_open":
                row.append(token.content)
            if tokens[index - 2].type == "list_item_open" and TASK.match(token.content):
                markup.task_lists.append(line)
            _inline(token, line, markup)
    return markup


def _inline(token: Token, line: int, markup: Markup) -> None:
    address, text, html = "", None, []
    for child in token.children or ():
        if child.type in {"softbreak", "hardbreak"}:
            line += 1
        elif child.type == "image":
            markup.pictures.append((line, child.content))
        elif child.type == "link_open":
            address, text = str(child.attrGet("href") or ""), ""
        elif child.type == "link_close":
            markup.links.append((line, text or "", address))
            text = None
        elif child.type == "html_inline":
            html.append(child.content)
        if child.content and child.type in {"text", "code_inline", "image", "html_inline"}:
            if text is not None:
                text += child.content
            elif html and child.type != "html_inline":
                html.append(child.content)
            elif child.type == "text":
                markup.links += [(line, address, address) for address in BARE.findall(child.content)]
    if html:
        _Html(markup, line).feed("".join(html))


class _Html(HTMLParser):
    """Adds what raw HTML has to the cell's markup."""

    def __init__(self, markup: Markup, line: int):
        super().__init__()
        self.markup, self.line = markup, line
        self.address: str | None = None
        self.text = ""
        self.headers: list[str] | None = None
        self.in_header = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        if tag == "img":
            self.markup.pictures.append((self._at(), given.get("alt") or ""))
        elif tag == "a" and given.get("href"):
            self.address, self.text = given["href"], given.get("aria-label") or ""
        elif re.fullmatch(r"h[1-6]", tag):
            text = re.sub("<[^>]*>", "", self.rawdata).strip()
            self.markup.headings.append(Heading(self._at(), int(tag[1]), text[:60]))
        elif tag == "table":
            self.headers = []
            self.markup.tables.append((self._at(), self.headers))
        elif tag == "th" and self.headers is not None:
            self.headers.append("")
            self.in_header = True

    def handle_data(self, data: str) -> None:
        if self.address is not None:
            self.text += data
        if self.in_header and self.headers:
            self.headers[-1] += data

    def handle_endtag(self, tag: str) -> None:
        if tag == "a" and self.address is not None:
            self.markup.links.append((self._at(), self.text, self.address))
            self.address = None
        elif tag == "th":
            self.in_header = False

    def _at(self) -> int:
        return self.line + self.getpos()[0] - 1
