"""Step: the notebook's own metadata, nothing in it that drifts."""

from __future__ import annotations

import nbformat
from nbformat import NotebookNode

KERNEL = {"display_name": "Python 3 (ipykernel)", "language": "python", "name": "python3"}
LANGUAGE = {"file_extension": ".py", "mimetype": "text/x-python", "name": "python", "pygments_lexer": "ipython3"}


def describe(notebook: NotebookNode, lesson_id: str, release: str) -> NotebookNode:
    """Return the notebook with kernel, language and the lesson it belongs to; no versions, no editor's keys."""
    notebook.metadata = nbformat.from_dict(
        {
            "course": {"lesson": lesson_id, "release": release},
            "kernelspec": KERNEL,
            "language_info": LANGUAGE,
        }
    )
    notebook.nbformat, notebook.nbformat_minor = 4, 5
    return notebook
