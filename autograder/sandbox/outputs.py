"""Turning checked replies into a notebook's outputs, as nbclient does it."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from nbclient import NotebookClient
from nbformat import NotebookNode

from autograder._stopped import note_interruption, stopped
from autograder.sandbox.replies import Clear, Display, Failure, Output, Stream

KEPT_OUTPUTS = 1000  # of one cell
ALWAYS_KEPT = ("execute_result", "error", "clear_output")  # a score is read from the first two


class Outputs:
    """The notebook being run. Replies belong to the cell that runs; those that come before any are dropped."""

    def __init__(self, notebook: NotebookNode):
        self.notebook = notebook
        self._client = NotebookClient(notebook)
        self._cell: int | None = None
        for cell in notebook.cells:
            if cell.cell_type == "code":
                cell.outputs = []
                cell.execution_count = None

    def start(self, cell: int) -> None:
        self._cell = cell
        self.notebook.cells[cell].metadata["execution"] = {"iopub.execute_input": _now()}
        self._client.clear_before_next_output = False

    def add(self, reply: Output) -> None:
        if self._cell is None:
            return
        cell = self.notebook.cells[self._cell]
        message = _message(reply)
        if isinstance(reply, Stream) and self._merged(cell.outputs, reply):
            return
        if len(cell.outputs) < KEPT_OUTPUTS or reply.kind in ALWAYS_KEPT:
            self._client.process_message(message, cell, self._cell)

    def _merged(self, outputs: list[NotebookNode], reply: Stream) -> bool:
        """Whether this text went to the end of the text before it; how it was cut into pieces is chance."""
        last = outputs[-1] if outputs else None
        if last is None or self._client.clear_before_next_output:
            return False
        if last.output_type != "stream" or last.name != reply.name:
            return False
        last.text += reply.text
        return True

    def finish(self, cell: int, execution_count: int | None) -> None:
        self.notebook.cells[cell].execution_count = execution_count
        self.notebook.cells[cell].metadata["execution"]["shell.execute_reply"] = _now()

    def fail(self, cell: int, name: str, words: str) -> None:
        """Add an error that is not the learner's exception: why the cell did not come to its end."""
        self.notebook.cells[cell].outputs.append(stopped(name, words))

    def note_interruption(self, cell: int, seconds: float) -> None:
        """Say that a cell was interrupted, even where it caught the interruption."""
        note_interruption(self.notebook.cells[cell], f"the cell took longer than {seconds:g} seconds")


def _now() -> str:
    """The time as nbclient notes it beside a cell; here it is the one who waits that looks at the clock."""
    return datetime.now(UTC).isoformat()


def _message(reply: Output) -> dict[str, Any]:
    """The reply as a message of the Jupyter protocol."""
    content: dict[str, Any]
    if isinstance(reply, Display):
        content = reply.content.model_dump(exclude={"display_id"}, exclude_none=True)
        content["transient"] = {"display_id": reply.content.display_id} if reply.content.display_id else {}
    elif isinstance(reply, Failure | Stream | Clear):
        content = reply.model_dump(exclude={"kind"})
    return {"msg_type": reply.kind, "header": {"msg_type": reply.kind}, "parent_header": {}, "content": content}
