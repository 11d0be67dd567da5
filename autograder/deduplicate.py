"""nbgrader's step for copied cells, so that a learner who copied one can still be graded."""

from __future__ import annotations

from nbconvert.exporters.exporter import ResourcesDict
from nbformat import NotebookNode
from nbgrader.preprocessors import DeduplicateIds as NbgraderDeduplicateIds


class DeduplicateIds(NbgraderDeduplicateIds):
    """Makes each copy but the last an ordinary cell.

    nbgrader leaves such a cell with empty metadata, which a later step takes for an old schema, and stops
    grading the whole cohort.
    """

    def preprocess_cell(
        self, cell: NotebookNode, resources: ResourcesDict, cell_index: int
    ) -> tuple[NotebookNode, ResourcesDict]:
        cell, resources = super().preprocess_cell(cell, resources, cell_index)
        if cell.metadata.get("nbgrader") == {}:
            del cell.metadata["nbgrader"]
        return cell, resources
