"""What a page of the site says, line by line, as a screen reader or somebody in a hurry gets it."""

from __future__ import annotations

from html.parser import HTMLParser

BLOCKS = {"p", "li", "dt", "dd", "h1", "h2", "h3", "figure", "article", "section", "div", "header", "tr", "summary"}
SILENT = {"style", "script", "svg", "title", "nav", "footer", "pre"}


def page_lines(html: str) -> list[str]:
    """The lines of the main part of a page; a picture is its description in square brackets."""
    reader = _Reader()
    reader.feed(html)
    reader.close()
    return [line for line in (" ".join(part.split()) for part in reader.parts) if line]


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.parts, self._silent, self._in_main = [""], 0, False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._in_main = self._in_main or tag == "main"
        self._silent += tag in SILENT
        if tag == "img" and self._in_main:
            self.parts += [f"[picture: {dict(attrs).get('alt') or 'no description'}]", ""]
        if tag in BLOCKS:
            self.parts.append("")

    def handle_endtag(self, tag: str) -> None:
        self._silent -= tag in SILENT
        self._in_main = self._in_main and tag != "main"
        if tag in BLOCKS:
            self.parts.append("")

    def handle_data(self, data: str) -> None:
        if self._in_main and not self._silent:
            self.parts[-1] += data
