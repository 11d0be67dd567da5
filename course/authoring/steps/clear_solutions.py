"""Step: nbgrader's ClearSolutions, with a starter that never stops "Run all" for good."""

from __future__ import annotations

from nbformat import NotebookNode
from nbgrader.preprocessors import ClearSolutions as NbgraderClearSolutions

INDENTED = 'raise NotImplementedError("your code goes here")'
TOP_LEVEL = "# your code goes here"
WORDS = "*Write your answer here.*"


class ClearSolutions(NbgraderClearSolutions):
    """Replaces each solution region by a stub that suits where it stands.

    Inside a function the stub raises NotImplementedError, which a check reads as "not attempted". At the
    top level it is a comment: an exception there would stop a learner who runs all cells, so the starter
    names its variables with dots (`answer = ...`) before the region.
    """

    def __init__(self, **kwargs):
        super().__init__(**kwargs)
        self.text_stub = WORDS

    def _replace_solution_region(self, cell: NotebookNode, language: str) -> bool:
        """Let nbgrader replace one region at a time, each with the stub for its own indentation."""
        replaced = False
        whole = cell.source.split("\n")
        done: list[str] = []
        while whole:
            region, whole = self._to_the_end_of_a_region(whole)
            cell.source = "\n".join(region)
            begins = next((line for line in region if self.begin_solution_delimeter in line), "")
            self.code_stub = self.code_stub | {"python": INDENTED if begins[:1].isspace() else TOP_LEVEL}
            replaced = super()._replace_solution_region(cell, language) or replaced
            done += cell.source.split("\n")
        cell.source = "\n".join(done)
        return replaced

    def _to_the_end_of_a_region(self, lines: list[str]) -> tuple[list[str], list[str]]:
        for index, line in enumerate(lines):
            if self.end_solution_delimeter in line:
                return lines[: index + 1], lines[index + 1 :]
        return lines, []
