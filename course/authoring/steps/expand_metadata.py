"""Step: nbgrader's full cell metadata from the author's short form."""

from __future__ import annotations

from nbformat import NotebookNode

SCHEMA_VERSION = 3


def expand_metadata(notebook: NotebookNode) -> NotebookNode:
    """Return the notebook with nbgrader metadata of schema 3; nbgrader refuses the short form."""
    for cell in notebook.cells:
        short = cell.metadata.get("nbgrader")
        if not short:
            continue
        grade, solution = bool(short.get("grade")), bool(short.get("solution"))
        full = {
            "grade": grade,
            "grade_id": short["grade_id"],
            "locked": grade and not solution,
            "schema_version": SCHEMA_VERSION,
            "solution": solution,
            "task": False,
        }
        if grade:
            full["points"] = short["points"]
        cell.metadata["nbgrader"] = NotebookNode(full)
    return notebook
