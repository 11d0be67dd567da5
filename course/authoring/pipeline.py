"""The build's steps, in their order, and why the order is so."""

from __future__ import annotations

import copy

import jupytext
import nbformat
from nbformat import NotebookNode
from nbgrader.preprocessors import (
    CheckCellMetadata,
    ClearMarkScheme,
    ClearOutput,
    ComputeChecksums,
    LockCells,
)

from course.authoring.steps.clear_hidden_tests import ClearHiddenTests
from course.authoring.steps.clear_solutions import ClearSolutions
from course.authoring.steps.describe import describe
from course.authoring.steps.drop_author_cells import drop_author_cells
from course.authoring.steps.expand_metadata import expand_metadata
from course.authoring.steps.fold_after import fold_after
from course.authoring.steps.fold_hints import fold_hints
from course.authoring.steps.name_cells import name_cells
from course.errors import LessonError
from course.manifest import Lesson, Manifest

# From the text's cells to the notebook that is run.
COMPOSE = (
    drop_author_cells,  # first: later steps must not see cells that no notebook has
    fold_hints,  # before ids are made, since it changes the text that an id is made of
    fold_after,
    expand_metadata,  # before ids are made, since a grade_id is an id
    name_cells,
)

# From the solved notebook to the learner's, by nbgrader's own preprocessors, in the order of its
# generate_assignment (without the database, which an instructor's own run fills).
RELEASE = (
    LockCells,  # check cells can't be edited or deleted by accident
    ClearSolutions,
    ClearOutput,  # a learner sees their own outputs
    CheckCellMetadata,  # before hidden tests go: doubled ids and wrong points are an author's mistake
    ComputeChecksums,
    ClearHiddenTests,
    ClearMarkScheme,
    ComputeChecksums,  # again: nbgrader tells an untouched answer by the checksum of the released text
    CheckCellMetadata,
)


def compose(text: str, lesson: Lesson, manifest: Manifest) -> NotebookNode:
    """The notebook that a lesson's text describes, solved but not run yet."""
    notebook = jupytext.reads(text, fmt="py:percent")
    for step in COMPOSE:
        notebook = step(notebook)
    return describe(notebook, lesson.id, manifest.release)


def release(solved: NotebookNode) -> NotebookNode:
    """The learner's notebook, made from a solved one, which is left as it is.

    LessonError where nbgrader refuses it: metadata that breaks its rules, a region that does not end.
    """
    notebook = copy.deepcopy(solved)
    resources: dict = {"metadata": {}, "nbgrader": {}}
    for preprocessor in RELEASE:
        step = preprocessor(parent=None)
        step.enabled = True
        try:
            notebook, resources = step.preprocess(notebook, resources)
        except Exception as error:
            reason = error.__context__ or error  # nbgrader says only that something is wrong, after what it is
            where = notebook.metadata.get("course", {}).get("lesson")
            what = f"nbgrader's {preprocessor.__name__} refuses the notebook: {reason}"
            raise LessonError(what, where=where, next_step="correct the cell that it names") from error
    for cell in notebook.cells:
        cell.metadata.pop("execution", None)
    return notebook


def to_text(notebook: NotebookNode) -> str:
    """The notebook file's text: sorted keys, one space of indent, a final newline, the same on every system."""
    notebook = nbformat.from_dict(notebook)
    nbformat.validate(notebook)
    return nbformat.writes(notebook, version=4, indent=1, sort_keys=True, ensure_ascii=False) + "\n"
