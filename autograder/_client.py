"""nbclient's client, with a limit on what one cell may put out."""

from __future__ import annotations

from typing import Any

from nbclient import NotebookClient
from nbformat import NotebookNode
from traitlets import Integer

KEPT_RESULTS = 20  # results and errors kept of one cell
LONGEST = 10_000  # characters kept of an error message and of each part of its traceback
CUT = "\n… the rest of this output was cut off\n"


class CappedClient(NotebookClient):
    """Keeps a cell's outputs up to `cell_output_bytes`, then only its results and errors.

    Those are what a score is read from, so a flood of text before a check's report does not hide it.
    """

    cell_output_bytes = Integer(2_000_000)

    def __init__(self, nb: NotebookNode, **kwargs: Any):
        super().__init__(nb, **kwargs)
        self.was_interrupted = self.clear_before_next_output = False
        self._used = 0
        self._results = 0

    async def async_execute_cell(self, cell: NotebookNode, cell_index: int, *args: Any, **kwargs: Any) -> NotebookNode:
        self.was_interrupted = False
        self._used = self._results = 0
        return await super().async_execute_cell(cell, cell_index, *args, **kwargs)

    async def _async_handle_timeout(self, timeout: int, cell: NotebookNode | None = None) -> dict[str, Any] | None:
        self.was_interrupted = True
        return await super()._async_handle_timeout(timeout, cell)

    def output(
        self, outs: list[NotebookNode], msg: dict[str, Any], display_id: str | None, cell_index: int
    ) -> NotebookNode | None:
        kind, content = msg["msg_type"], msg["content"]
        if kind in ("execute_result", "error"):
            self._results += 1
            _shorten(content, self.cell_output_bytes)
            return super().output(outs, msg, display_id, cell_index) if self._results <= KEPT_RESULTS else None
        size = _size(content)
        room = self.cell_output_bytes - self._used
        self._used += size
        if size <= room:
            return self._merged(outs, msg) or super().output(outs, msg, display_id, cell_index)
        if kind == "stream" and room > 0:
            content["text"] = content["text"][:room] + CUT
            return self._merged(outs, msg) or super().output(outs, msg, display_id, cell_index)
        return None

    def _merged(self, outs: list[NotebookNode], msg: dict[str, Any]) -> NotebookNode | None:
        """The last output with this text added, where both are text of one stream; a print is not an output."""
        last = outs[-1] if outs else None
        if msg["msg_type"] != "stream" or last is None or self.clear_before_next_output:
            return None
        if last.output_type != "stream" or last.name != msg["content"]["name"]:
            return None
        last.text += msg["content"]["text"]
        return last


def _shorten(content: dict[str, Any], limit: int) -> None:
    """Cut what no result or error of honest code comes near; a report that is cut is no report any more."""
    for key, value in content.get("data", {}).items():
        if len(str(value)) > limit:
            content["data"][key] = CUT if key == "text/plain" else ""
    if "traceback" in content:
        content["evalue"] = str(content.get("evalue", ""))[:LONGEST]
        content["traceback"] = [str(line)[:LONGEST] for line in content["traceback"][-100:]]


def _size(content: dict[str, Any]) -> int:
    if "text" in content:
        return len(content["text"])
    return 1000 + sum(len(str(value)) for value in content.get("data", {}).values())
