"""A class's board as a CSV file and as one page of HTML that loads nothing from elsewhere."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import jinja2

from course.competition.classroom import ClassBoard
from course.competition.metrics import METRICS
from course.files import write_atomically

FORMULA = ("=", "+", "-", "@", "\t", "\r")  # what a spreadsheet would run as a formula


def write_pages(board: ClassBoard, folder: Path, *, private: bool) -> tuple[Path, ...]:
    """Write board.csv, board.html and refused.csv into a folder; with `private`, both scores, ranked by the private."""
    pages = {
        "board.csv": as_csv(board, private=private),
        "board.html": as_html(board, private=private),
        "refused.csv": _table(["file", "why"], [[each.file, each.why] for each in board.refused]),
    }
    for name, text in pages.items():
        write_atomically(folder / name, text)
    return tuple(folder / name for name in pages)


def as_csv(board: ClassBoard, *, private: bool) -> str:
    """The board as CSV; no name in it is taken for a formula."""
    names = ["rank", "name", "public", *(["private"] if private else []), "file", "files"]
    lines = board.by_private() if private else board.placed
    rows = [
        [rank, line.name, f"{line.scores.public:.6f}", *([f"{line.scores.private:.6f}"] if private else []),
         line.file, line.files or ""]
        for rank, line in enumerate(lines, start=1)
    ]  # fmt: skip
    return _table(names, rows)


def as_html(board: ClassBoard, *, private: bool) -> str:
    """The board as a page to show to a class; who was refused is not on it."""
    return PAGE.render(
        contest=board.contest,
        metric=METRICS[board.contest.scoring.metric],
        lines=board.by_private() if private else board.placed,
        private=private,
    )


def _table(names: list[str], rows: list[list[object]]) -> str:
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(names)
    writer.writerows([[_plain(value) for value in row] for row in rows])
    return out.getvalue()


def _plain(value: object) -> object:
    return f"'{value}" if isinstance(value, str) and value.startswith(FORMULA) else value


PAGE = jinja2.Environment(autoescape=True, trim_blocks=True, lstrip_blocks=True).from_string("""\
<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{{ contest.title }}: board</title>
<style>
:root { color-scheme: light dark; }
body { font: 1rem/1.5 system-ui, sans-serif; max-width: 46rem; margin: 2rem auto; padding: 0 1rem; }
h1 { font-size: 1.5rem; line-height: 1.25; margin-bottom: .25rem; }
table { border-collapse: collapse; width: 100%; margin-top: 1.5rem; }
caption { text-align: left; padding-bottom: .5rem; }
th, td { padding: .45rem .75rem; border-bottom: 1px solid #8886; text-align: left; overflow-wrap: anywhere; }
.n { text-align: right; font-variant-numeric: tabular-nums; white-space: nowrap; }
.model th, .model td { font-style: italic; }
@media print { body { margin: 0; max-width: none; } }
</style>
</head>
<body>
<main>
<h1>{{ contest.title }}</h1>
<p>{{ contest.question }}</p>
<table>
<caption>Ranked by {{ metric.title }} on the {{ "private" if private else "public" }} rows,
{{ "higher" if metric.higher_is_better else "lower" }} is better. Lines in italics are reference models.</caption>
<thead><tr><th scope="col" class="n">Rank</th><th scope="col">Name</th><th scope="col" class="n">Public</th>
{% if private %}<th scope="col" class="n">Private</th>{% endif %}<th scope="col" class="n">Files</th></tr></thead>
<tbody>
{% for line in lines %}
<tr{% if not line.files %} class="model"{% endif %}><td class="n">{{ loop.index }}</td>\
<th scope="row">{{ line.name }}</th><td class="n">{{ "%.4f" | format(line.scores.public) }}</td>
{% if private %}<td class="n">{{ "%.4f" | format(line.scores.private) }}</td>{% endif %}\
<td class="n">{{ line.files or "" }}</td></tr>
{% endfor %}
</tbody>
</table>
</main>
</body>
</html>
""")
