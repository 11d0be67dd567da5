"""Gate: somebody who listens to the lesson, or sees no colours, gets all of it."""

from __future__ import annotations

import ast

from course.authoring.gates._colours import colour_alone
from course.authoring.gates._markup import Markup, read_markup
from course.authoring.gates._plots import drawing_calls, is_picture_only, parsed, written
from course.authoring.gates._prose import is_prose
from course.authoring.gates.finding import Finding
from course.authoring.gates.studied import Studied
from course.authoring.text import Cell

SHORTEST_ALT = 20  # letters: "Bar chart of delays." has them, "plot" and "figure 1" don't
# Words that say nothing about where a link leads, read alone as a screen reader's list of links reads them.
EMPTY_LINKS = {
    "here", "click here", "this", "this link", "this page", "link", "page", "more", "read more", "see", "source",
    "see here", "website", "article", "documentation", "docs", "details", "learn more", "it",
}  # fmt: skip


def access(studied: Studied) -> list[Finding]:
    """Headings that jump, pictures without words, colour as the only sign, tables and links that say too little."""
    pages = [(cell, read_markup(cell)) for cell in studied.learner_cells if is_prose(cell)]
    findings = _headings(pages)
    for cell, page in pages:
        findings += [*_pictures(page), *_links(page), *_tables(page), *colour_alone(cell)]
        findings += [Finding(line, "a task list, which screen readers stumble over", "write a plain list")
                     for line in page.task_lists]  # fmt: skip
    return findings + _plots(studied) + _evidence(studied)


def _headings(pages: list[tuple[Cell, Markup]]) -> list[Finding]:
    findings, level, titles = [], 0, 0
    for heading in (heading for _, page in pages for heading in page.headings):
        titles += heading.level == 1
        if heading.level == 1 and titles > 1:
            findings.append(Finding(heading.line, "a second heading of level 1", "use `##`: the title is the only `#`"))
        elif heading.level > level + 1:
            what = f"the heading {heading.text!r} jumps from level {level} to level {heading.level}"
            findings.append(Finding(heading.line, what, f"make it level {level + 1}"))
        if heading.has_emoji:
            what = f"the heading {heading.text!r} has an emoji, which is read aloud"
            findings.append(Finding(heading.line, what, "say it in words"))
        level = heading.level
    if not titles:
        findings.append(Finding(1, "the lesson has no heading of level 1", "start it with `# Title`"))
    return findings


def _pictures(page: Markup) -> list[Finding]:
    return [
        Finding(line, f"a picture's alt text is {alt!r}", "say in a sentence what one sees in it")
        for line, alt in page.pictures
        if len(alt.strip()) < SHORTEST_ALT
    ]


def _links(page: Markup) -> list[Finding]:
    findings = []
    for line, text, address in page.links:
        plain = " ".join(text.split()).strip(".,:;!? ").lower()
        if plain in EMPTY_LINKS or not plain:
            what = f"the link text {text!r} says nothing when read alone"
        elif plain == address.lower().strip("/") or plain.startswith(("http:", "https:", "www.")):
            what = f"the link text is an address: {text}"
        else:
            continue
        findings.append(Finding(line, what, "write what one finds there: [title of the page](address)"))
    return findings


def _tables(page: Markup) -> list[Finding]:
    return [
        Finding(line, "a table has a column without a header", "name every column")
        for line, headers in page.tables
        if not headers or not all(header.strip() for header in headers)
    ]


def _plots(studied: Studied) -> list[Finding]:
    findings, cells = [], studied.learner_cells
    for index, cell in enumerate(cells):
        calls = drawing_calls(cell) if not cell.is_check else []
        if not calls:
            continue
        line = cell.at(calls[0].lineno - 1)
        wanted = {"title"} if is_picture_only(calls) else {"title", "xlabel", "ylabel"}
        for missing in sorted(wanted - written(cell)):
            what = f"the plot has no {missing}"
            findings.append(Finding(line, what, "state the finding in the title, and name each axis with its unit"))
        if not any(near.kind == "markdown" for near in cells[max(index - 1, 0) : index + 2]):
            what = "no text stands beside the plot, so its finding is in the picture alone"
            findings.append(Finding(line, what, "say before or after it what one sees"))
        if any(call.func.attr == "pie" for call in calls):
            findings.append(Finding(line, "a pie chart: angles are hard to compare", "draw bars"))
        if 'projection="3d"' in cell.source:
            findings.append(Finding(line, "a plot in three dimensions hides what is behind", "draw it flat"))
        findings += _red_and_green(cell, line)
    return findings


def _red_and_green(cell: Cell, line: int) -> list[Finding]:
    texts = {node.value.lower().removeprefix("tab:") for node in ast.walk(parsed(cell.source))
             if isinstance(node, ast.Constant) and isinstance(node.value, str)}  # fmt: skip
    if texts & {"red", "r", "darkred"} and texts & {"green", "g", "darkgreen", "lime"}:
        what = "the plot sets red against green, which one man in twelve can't tell apart"
        return [Finding(line, what, "use the course's colours, or blue against orange, and label directly")]
    return []


def _evidence(studied: Studied) -> list[Finding]:
    """The figure of the portfolio is described too, where its description can be read off the code."""
    findings = []
    for cell in studied.learner_cells:
        tree = parsed(cell.source) if cell.kind == "code" else None
        for node in ast.walk(tree) if tree else ():
            if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "save_evidence":
                given = {keyword.arg: keyword.value for keyword in node.keywords}
                figure, alt = (given.get(name, ast.Constant(None)) for name in ("figure", "alt"))
                no_figure = isinstance(figure, ast.Constant) and figure.value is None
                if not no_figure and isinstance(alt, ast.Constant) and len(alt.value or "") < SHORTEST_ALT:
                    what = f"the evidence's figure has the alt text {alt.value!r}"
                    findings.append(Finding(cell.at(node.lineno - 1), what, "say in a sentence what one sees in it"))
    return findings
