"""Step: fold what is worth reading only once an exercise passes, since it may tell the answer."""

from __future__ import annotations

import re

from nbformat import NotebookNode

SUMMARY = "Worth knowing, once it passes"
LEAD = re.compile(r"^\*\*Worth knowing\.\*\*\s*")


def fold_after(notebook: NotebookNode) -> NotebookNode:
    """Return the notebook with the text of each `after` cell in a closed `<details>` element."""
    for cell in notebook.cells:
        if "after" in cell.metadata.get("tags", ()):
            text = LEAD.sub("", cell.source)
            # the blank lines make Markdown render code and emphasis inside the element
            cell.source = f"<details>\n<summary>{SUMMARY}</summary>\n\n{text}\n\n</details>"
    return notebook
