"""Step: show each hint folded, so that it is read only when it is wanted."""

from __future__ import annotations

import nbformat
from nbformat import NotebookNode

from course.authoring.exercise import split_hints
from course.errors import LessonError

SUMMARIES = ("Hint 1: where to look", "Hint 2: the next step", "Hint 3: almost the code")


def fold_hints(notebook: NotebookNode) -> NotebookNode:
    """Return the notebook with each hints cell as Markdown with one `<details>` element a tier."""
    for index, cell in enumerate(notebook.cells):
        if "hints" in cell.metadata.get("tags", ()):
            hints = split_hints(cell.source)
            if len(hints) != len(SUMMARIES):
                what, where = f"a hints cell has {len(hints)} tiers", cell.source.partition("\n")[0]
                raise LessonError(what, where=where, next_step="write three: # 1. …, # 2. …, # 3. …")
            tiers = zip(SUMMARIES, hints, strict=True)
            # the blank lines make Markdown render code and emphasis inside the element
            text = "\n\n".join(
                f"<details>\n<summary>{summary}</summary>\n\n{hint}\n\n</details>" for summary, hint in tiers
            )
            notebook.cells[index] = nbformat.v4.new_markdown_cell(text, metadata={"tags": ["hints"]})
    return notebook
