"""Step: nbgrader's ClearHiddenTests, which leaves a line that says that more is checked than stands here."""

from __future__ import annotations

from nbformat import NotebookNode
from nbgrader.preprocessors import ClearHiddenTests as NbgraderClearHiddenTests

from course.checks import ELSEWHERE


class ClearHiddenTests(NbgraderClearHiddenTests):
    """Takes hidden tests out and puts the line in that makes a check's report speak of them.

    Without it a report would say "all passed, 4 of 4 points" of an answer that fails out of sight.
    """

    def _remove_hidden_test_region(self, cell: NotebookNode) -> bool:
        lines = cell.source.split("\n")
        marked = []
        for line in lines:
            if self.begin_test_delimeter in line:
                marked.append(line[: len(line) - len(line.lstrip())] + ELSEWHERE)
            marked.append(line)
        cell.source = "\n".join(marked)
        return super()._remove_hidden_test_region(cell)
