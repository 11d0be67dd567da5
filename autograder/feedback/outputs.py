"""The outputs of a cell as pieces of a page: safe, of a bearable length, the ones that say most."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping
from typing import Any

from markupsafe import Markup

from autograder.feedback.hidden import LEFT_OUT, HiddenText
from autograder.feedback.sanitise import (
    MOST_PICTURE,
    MOST_TEXT,
    PICTURES,
    clean_html,
    clean_markdown,
    joined,
    picture,
    plain,
    text_of,
)
from course.checks import MIMETYPE

MOST_OUTPUTS = 12  # of one cell
OBJECT = re.compile(r"<[^<>]*>|")  # how an object without words of its own is printed
DRAWING = "A drawing (SVG), which can hold programs, is left out."


class Shown:
    """Makes the outputs of one page; all its pictures together stay below a limit."""

    def __init__(self, hidden: HiddenText, *, most_pictures: int = 4 * MOST_PICTURE):
        self.hidden, self.left = hidden, most_pictures

    def outputs(self, outputs: Iterable[Mapping[str, Any]]) -> tuple[Markup, ...]:
        outputs = list(outputs)
        shown = [piece for output in outputs[:MOST_OUTPUTS] if (piece := self._output(output))]
        if len(outputs) > MOST_OUTPUTS:
            shown.append(_note(f"… {len(outputs) - MOST_OUTPUTS} more outputs"))
        return tuple(shown)

    def _output(self, output: Mapping[str, Any]) -> Markup | None:
        kind = output.get("output_type")
        if kind == "stream":
            return self._text(joined(output.get("text")), "Printed")
        if kind == "error":
            lines = output.get("traceback")
            trace = "\n".join(str(line) for line in lines) if isinstance(lines, list) else ""
            words = f"{output.get('ename', '')}: {output.get('evalue', '')}"
            return self._text(trace or words, "Error")
        data = output.get("data")
        return self._display(data) if isinstance(data, Mapping) else None

    def _display(self, data: Mapping[str, Any]) -> Markup | None:
        """The one form of a value, of those it has, that says most."""
        if MIMETYPE in data:
            return None  # a check's report: the page has it already
        for mimetype in PICTURES:
            if mimetype in data:
                return self._picture(mimetype, joined(data[mimetype]))
        said = joined(data.get("text/plain"))
        markup = joined(data.get("text/html"))
        # a table is read best as a table; other HTML mostly repeats the text with decoration
        if markup and ("<table" in markup or OBJECT.fullmatch(said.strip())):
            cleaned = clean_html(markup)
            if self.hidden.is_in(text_of(markup)) or self.hidden.is_in(markup):
                return self._text(LEFT_OUT, "Result")
            return Markup('<div class="table" tabindex="0" role="group" aria-label="Output">{}</div>').format(cleaned)
        if "text/markdown" in data:
            text = self.hidden.without(joined(data["text/markdown"]))
            return Markup('<div class="prose">{}</div>').format(clean_markdown(text))
        for mimetype in ("text/latex", "text/plain", "application/json"):
            if mimetype in data:
                value = data[mimetype]
                is_text = isinstance(value, str | list) and mimetype != "application/json"
                return self._text(joined(value) if is_text else json.dumps(value, ensure_ascii=False), "Result")
        return _note(DRAWING if "image/svg+xml" in data else "A result that has no text is left out.")

    def _text(self, text: str, label: str) -> Markup | None:
        text = text[: 10 * MOST_TEXT]
        shown = plain(self.hidden.without(text))
        if not shown.strip():
            return None
        return Markup('<p class="label">{}</p><pre class="out">{}</pre>').format(label, shown.rstrip())

    def _picture(self, mimetype: str, data: str) -> Markup:
        address = picture(mimetype, data)
        if address is None:
            return _note("A picture that can't be shown is left out.")
        self.left -= len(address)
        if self.left < 0:
            return _note("A picture is left out: those above fill the page.")
        return Markup('<p class="paper"><img src="{}" alt="Picture that the cell shows"></p>').format(address)


def _note(words: str) -> Markup:
    return Markup('<p class="note">{}</p>').format(words)
