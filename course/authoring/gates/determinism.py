"""Gate: the solved notebook gives the same today, tomorrow, and on another machine."""

from __future__ import annotations

import copy
import re
import tempfile
from collections.abc import Iterator
from pathlib import Path

from nbformat import NotebookNode

from course.authoring.gates._drift import drifting
from course.authoring.gates.finding import Finding
from course.authoring.gates.studied import Studied
from course.authoring.steps.scrub import scrub
from course.paths import ROOT

LEAKS = (
    ("an address in memory", re.compile(r"\b0x[0-9a-f]{6,16}\b")),
    ("the number of the kernel's process", re.compile(r"ipykernel_\d+")),
    ("an absolute path", re.compile(r"(?<![\w.:/])/(?:home|root|Users|tmp|var|usr|opt|mnt|private)/[\w.]")),
    ("an absolute path", re.compile(r"(?<!\w)[A-Za-z]:\\\w")),
    *(
        ("a path of this machine", re.compile(rf"(?<![\w.:/]){re.escape(place)}(?!\w)"))
        for place in dict.fromkeys([str(ROOT), str(Path.home()), tempfile.gettempdir()])
    ),
)


def determinism(studied: Studied) -> list[Finding]:
    """Clocks, unseeded chance and network in the code; outputs that differ between runs or name this machine."""
    findings = [finding for cell in studied.learner_cells for finding in drifting(cell)]
    first, second = (run.notebook for run in studied.runs)
    return [*findings, *_leaks(first, studied), *_differences(first, second, studied)]


def _leaks(notebook: NotebookNode, studied: Studied) -> list[Finding]:
    findings = []
    for cell in _code(notebook):
        text = "\n".join(value for name, value in _outputs(cell) if not name.startswith("image/"))
        line = studied.cell_of[cell.id].line
        shown = {what: match[0] for what, pattern in reversed(LEAKS) if (match := pattern.search(text))}
        for what, piece in shown.items():
            step = "print a value that is the same everywhere"
            findings.append(Finding(line, f"the cell's output holds {what}: {piece}", step))
    return findings


def _differences(first: NotebookNode, second: NotebookNode, studied: Studied) -> list[Finding]:
    findings = []
    one, two = (scrub(copy.deepcopy(notebook)) for notebook in (first, second))
    for cell, again in zip(_code(one), _code(two), strict=True):
        before, after = list(_outputs(cell)), list(_outputs(again))
        if before != after:
            what = "the cell's output differs between two runs" + _where(before, after)
            step = "seed what is drawn at random, and print nothing that depends on time or order of arrival"
            findings.append(Finding(studied.cell_of[cell.id].line, what, step))
    return findings


def _where(before: list[tuple[str, str]], after: list[tuple[str, str]]) -> str:
    """The first line that differs, for the message."""
    for (name, old), (_, new) in zip(before, after, strict=False):
        if old != new and name.startswith("image/"):
            return ": it draws another picture"
        for was, now in zip(old.splitlines(), new.splitlines(), strict=False):
            if was != now:
                return f": {was.strip()[:60]!r}, then {now.strip()[:60]!r}"
    return ""


def _code(notebook: NotebookNode) -> list[NotebookNode]:
    return [cell for cell in notebook.cells if cell.cell_type == "code"]


def _outputs(cell: NotebookNode) -> Iterator[tuple[str, str]]:
    """Every output as a kind and its text; streams of one kind are joined, since they arrive in pieces."""
    streams: dict[str, str] = {}
    for output in cell.outputs:
        if output.output_type == "stream":
            streams[output.name] = streams.get(output.name, "") + output.text
        elif output.output_type == "error":
            yield "error", "\n".join([f"{output.ename}: {output.evalue}", *output.traceback])
        else:
            yield from ((name, str(value)) for name, value in sorted(output.data.items()))
    yield from streams.items()
