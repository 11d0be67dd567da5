"""Points and comments, as nbgrader's gradebook has them: what a person decided counts above what was found."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import datetime

from nbgrader.api import (
    Assignment,
    BaseCell,
    Comment,
    Gradebook,
    Notebook,
    SubmittedAssignment,
    SubmittedNotebook,
)
from nbgrader.api import Grade as GradeRow
from sqlalchemy import select

Place = tuple[str, str]  # learner, notebook


@dataclass(frozen=True)
class Mark:
    """The points of one graded cell; `score` is None while it has none, `by_hand` where a person gave them."""

    score: float | None
    by_hand: bool = False
    extra: float = 0.0


@dataclass
class Marks:
    """What the gradebook has on one notebook: marks by grade_id, graders' comments by cell, the late penalty."""

    received: datetime | None = None
    penalty: float = 0.0
    marks: dict[str, Mark] = field(default_factory=dict)
    comments: dict[str, str] = field(default_factory=dict)


def read_marks(gradebook: Gradebook, module_id: str, learners: Collection[str] = ()) -> dict[Place, Marks]:
    """The marks of a module's notebooks by (learner, notebook), in two queries."""
    found: dict[Place, Marks] = {}
    for learner, stem, received, penalty, cell, auto, manual, extra in gradebook.db.execute(
        _about(
            (SubmittedAssignment.timestamp, SubmittedNotebook.late_submission_penalty, BaseCell.name,
             GradeRow.auto_score, GradeRow.manual_score, GradeRow.extra_credit),
            GradeRow, module_id, learners,
        )
    ):  # fmt: skip
        notebook = found.setdefault((learner, stem), Marks(received, penalty or 0.0))
        by_hand = manual is not None
        notebook.marks[cell] = Mark(manual if by_hand else auto, by_hand, extra or 0.0)
    for learner, stem, cell, comment in gradebook.db.execute(
        _about((BaseCell.name, Comment.manual_comment), Comment, module_id, learners)
    ):
        if comment and comment.strip() and (learner, stem) in found:
            found[learner, stem].comments[cell] = comment
    return found


def _about(columns: tuple, part: type, module_id: str, learners: Collection[str]):
    query = (
        select(SubmittedAssignment.student_id, Notebook.name, *columns)
        .select_from(part)
        .join(BaseCell, BaseCell.id == part.cell_id)
        .join(SubmittedNotebook, SubmittedNotebook.id == part.notebook_id)
        .join(Notebook, Notebook.id == SubmittedNotebook.notebook_id)
        .join(SubmittedAssignment, SubmittedAssignment.id == SubmittedNotebook.assignment_id)
        .join(Assignment, Assignment.id == SubmittedAssignment.assignment_id)
        .where(Assignment.name == module_id)
    )
    return query.where(SubmittedAssignment.student_id.in_(learners)) if learners else query
