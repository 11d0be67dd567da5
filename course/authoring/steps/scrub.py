"""Step: drop from a run what differs between two runs."""

from __future__ import annotations

import re

from nbconvert.preprocessors.coalescestreams import CoalesceStreamsPreprocessor
from nbformat import NotebookNode

CELL_FILE = re.compile(r"(/tmp|[A-Za-z]:\\[^\s:]*|/var/folders/[^\s:]*)[/\\]ipykernel_\d+[/\\]\d+\.py")
ADDRESS = re.compile(r"\b0x[0-9a-fA-F]{6,16}\b")
KEPT_CELL_KEYS = ("nbgrader", "tags", "deletable", "editable")


def scrub(notebook: NotebookNode) -> NotebookNode:
    """Return the notebook without times, addresses, process numbers and editor's leftovers.

    Text that came in pieces becomes one: where a kernel cuts it is a matter of how busy the machine was.
    """
    pieces = CoalesceStreamsPreprocessor()
    for at, cell in enumerate(notebook.cells):
        cell.metadata = NotebookNode({key: cell.metadata[key] for key in KEPT_CELL_KEYS if key in cell.metadata})
        if cell.cell_type == "code":
            pieces.preprocess_cell(cell, {}, at)
            for output in cell.outputs:
                _scrub_output(output)
    return notebook


def _scrub_output(output: NotebookNode) -> None:
    if "text" in output:
        output.text = _clean(output.text)
    if "traceback" in output:
        output.traceback = [_clean(line) for line in output.traceback]
    for mime, value in output.get("data", {}).items():
        if isinstance(value, str) and mime.startswith("text/"):
            output.data[mime] = _clean(value)


def _clean(text: str) -> str:
    return ADDRESS.sub("0x…", CELL_FILE.sub("<cell>", text))
