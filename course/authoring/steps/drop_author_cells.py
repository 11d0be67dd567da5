"""Step: leave out what only authors and tests read."""

from __future__ import annotations

from nbformat import NotebookNode

AUTHOR_TAGS = {"wrong-answer", "author-note", "quiz"}


def drop_author_cells(notebook: NotebookNode) -> NotebookNode:
    """Return the notebook without wrong answers, revision questions and author's notes."""
    notebook.cells = [cell for cell in notebook.cells if not AUTHOR_TAGS & set(cell.metadata.get("tags", ()))]
    return notebook
