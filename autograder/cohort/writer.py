"""The one writer of nbgrader's gradebook and of its folder `autograded/`.

What it leaves is what `nbgrader autograde` leaves: the graded notebook, the time of the submission, for each
graded cell a score or the mark that a person is needed, "No response." where an answer is the starter, and the
late penalty of nbgrader's plugin. A score that a person gave is never touched.

A submission is written in one transaction, after which a line says so in `.autograder/written.jsonl`; killed in
between, it is written again, with the same outcome.
"""

from __future__ import annotations

import json
from contextlib import suppress
from datetime import datetime, timedelta
from pathlib import Path

import nbformat
from nbformat import NotebookNode
from nbgrader import utils
from nbgrader.api import (
    Assignment,
    BaseCell,
    Comment,
    Grade,
    InvalidEntry,
    MissingEntry,
    Notebook,
    SubmittedAssignment,
    SubmittedNotebook,
)
from nbgrader.preprocessors import AssignLatePenalties, LimitOutput
from sqlalchemy import select
from sqlalchemy.exc import SQLAlchemyError

from autograder.cohort.collect import TIMESTAMP, HandIn, timestamp
from autograder.cohort.gradebook import open_gradebook, refused
from autograder.cohort.journal import FOLDER, HALF_WRITTEN, Entry, sweep
from autograder.cohort.settings import Settings
from autograder.cohort.versions import LessonText
from autograder.errors import CohortError
from autograder.verdict import Verdict
from course.files import write_atomically

READ_ONLY, WRITABLE, FOR_A_GROUP = 0o444, 0o644, 0o664


class Writer:
    """Writes entries of the journal into the gradebook; a context that holds its connection."""

    def __init__(self, settings: Settings, module_id: str):
        self.settings, self.module_id = settings, module_id
        self.log = settings.root / FOLDER / "written.jsonl"
        self.limit_output = LimitOutput(config=settings.config)
        self.late = AssignLatePenalties(config=settings.config)
        self.late.init_plugin()

    def __enter__(self) -> Writer:
        self.gradebook = open_gradebook(self.settings)
        sweep(self.settings.autograded.glob(f"*/{self.module_id}/{HALF_WRITTEN}"))
        self.written = _read_log(self.log)
        self.rows = {}
        return self

    def __exit__(self, *_: object) -> None:
        self.gradebook.close()

    def check_lessons(self, lessons: list[LessonText]) -> None:
        """CohortError where the gradebook does not know these lessons' exercises with these points."""
        again = f"nbgrader generate_assignment {self.module_id} --force{self.settings.for_nbgrader}"
        for lesson in lessons:
            stem = lesson.id.split("/")[1]
            try:
                known = self.gradebook.find_notebook(stem, self.module_id)
            except MissingEntry:
                raise CohortError(
                    f"the gradebook does not know {lesson.id}", where=self.settings.root, next_step=again
                ) from None
            expected = {exercise.grade_id: exercise.points for exercise in lesson.exercises}
            if {cell.name: cell.max_score for cell in known.grade_cells} != expected:
                raise CohortError(
                    f"the gradebook knows another release of {lesson.id}, with other exercises or points",
                    where=self.settings.root,
                    next_step=again,
                )
        self.rows = self._rows()

    def is_current(self, entry: Entry, hand_in: HandIn) -> bool:
        """Whether the gradebook and `autograded/` hold this very entry."""
        stem = entry.lesson_id.split("/")[1]
        row = self.rows.get((entry.learner, stem))
        if row is None or self.written.get(row["id"]) != entry.id:
            return False
        received = hand_in.received or row["received"]
        return (
            row["received"] == received
            and row["scores"] == _scores(entry)
            and self._autograded(entry.learner, stem).is_file()
        )

    def charge_again(self, entry: Entry) -> None:
        """Have the late penalty of a current entry follow what changed since: due date, plugin, a person's points."""
        stem = entry.lesson_id.split("/")[1]
        row = self.rows[entry.learner, stem]
        penalty = self._penalty(entry.learner, row["sum"], row["late"])
        if (penalty or 0) == (row["penalty"] or 0):
            return
        try:
            found = self.gradebook.find_submission_notebook(stem, self.module_id, entry.learner)
            found.late_submission_penalty = penalty
            self.gradebook.db.commit()
        except SQLAlchemyError as error:
            raise refused(error, self.settings.db_url) from None

    def write(self, entry: Entry, notebook: str, hand_in: HandIn) -> None:
        """Make the gradebook and `autograded/` say what the entry says."""
        verdict = entry.result.verdict
        assert verdict is not None
        stem = entry.lesson_id.split("/")[1]
        graded = nbformat.from_dict(json.loads(notebook))
        graded, _ = self.limit_output.preprocess(graded, {})
        self._write_files(entry.learner, stem, graded, hand_in)
        try:
            row = self._row(entry.learner, stem)
            _set_scores(row, verdict)
            _set_comments(row, graded)
            self._set_time(row, hand_in.received)
            self.gradebook.db.commit()
        except (SQLAlchemyError, InvalidEntry) as error:
            raise refused(error, self.settings.db_url) from None
        self._note(row.id, entry.id)

    def write_missing(self, learner: str, stem: str) -> None:
        """Nothing for a notebook of the module that was not handed in, as nbgrader has it."""
        known = self.rows.get((learner, stem))
        if known and all(score == 0 for score in known["scores"].values()):
            return
        try:
            for grade in self._row(learner, stem).grades:
                grade.auto_score, grade.needs_manual_grade = 0, False
            self.gradebook.db.commit()
        except (SQLAlchemyError, InvalidEntry) as error:
            raise refused(error, self.settings.db_url) from None

    def _row(self, learner: str, stem: str) -> SubmittedNotebook:
        """The learner's row for a notebook, made with everything that belongs to it where it is not there."""
        with self.gradebook.db.no_autoflush:  # nbgrader makes a submission piece by piece
            self.gradebook.update_or_create_student(learner)
            self.gradebook.update_or_create_submission(self.module_id, learner)
        row = self.gradebook.find_submission_notebook(stem, self.module_id, learner)
        for kind, have, cells in (
            (Grade, row.grades, row.notebook.grade_cells),
            (Comment, row.comments, row.notebook.solution_cells),
        ):
            known = {part.cell_id for part in have}
            for cell in cells:  # those of a later release than the submission's rows
                if cell.id not in known:
                    self.gradebook.db.add(kind(cell_id=cell.id, notebook=row))
        self.gradebook.db.flush()
        return row

    def _set_time(self, row: SubmittedNotebook, received: datetime | None) -> None:
        """The submission's time, and what nbgrader's plugin takes off for it."""
        if received is not None:
            row.assignment.timestamp = received
        self.gradebook.db.flush()
        self.gradebook.db.refresh(row)  # its score is a sum that the database makes
        row.late_submission_penalty = self._penalty(
            row.assignment.student.id, row.score, row.assignment.total_seconds_late
        )

    def _penalty(self, learner: str, score: float, seconds_late: float) -> float | None:
        """What nbgrader's plugin takes off, from nothing to everything; None where it has nothing to say."""
        if seconds_late <= 0:
            return None
        penalty = self.late.plugin_inst.late_submission_penalty(learner, score, seconds_late)
        return None if penalty is None else min(max(penalty, 0), score)

    def _autograded(self, learner: str, stem: str) -> Path:
        return self.settings.autograded / learner / self.module_id / f"{stem}.ipynb"

    def _write_files(self, learner: str, stem: str, graded: NotebookNode, hand_in: HandIn) -> None:
        path = self._autograded(learner, stem)
        self._replace(path, nbformat.writes(graded))
        time = path.with_name(TIMESTAMP)
        if hand_in.received is not None:
            # formgrader takes a submission for ungraded while the two files say different times
            self._replace(time, timestamp(hand_in.received))
        else:
            time.unlink(missing_ok=True)

    def _replace(self, path: Path, text: str) -> None:
        """Write a file with the rights that nbgrader leaves it with."""
        with suppress(FileNotFoundError):
            path.chmod(WRITABLE)  # Windows replaces no other file
        write_atomically(path, text)
        path.chmod(FOR_A_GROUP if self.settings.coursedir.groupshared else READ_ONLY)

    def _rows(self) -> dict[tuple[str, str], dict]:
        """What the gradebook holds of the module, in one query: by learner and notebook."""
        query = (
            select(
                SubmittedAssignment.student_id,
                Notebook.name,
                SubmittedNotebook.id,
                SubmittedAssignment.timestamp,
                BaseCell.name,
                Grade.auto_score,
                Grade.score,
                SubmittedNotebook.late_submission_penalty,
                Assignment.duedate,
                SubmittedAssignment.extension,
            )
            .select_from(SubmittedNotebook)
            .join(Notebook, Notebook.id == SubmittedNotebook.notebook_id)
            .join(SubmittedAssignment, SubmittedAssignment.id == SubmittedNotebook.assignment_id)
            .join(Assignment, Assignment.id == SubmittedAssignment.assignment_id)
            .outerjoin(Grade, Grade.notebook_id == SubmittedNotebook.id)
            .outerjoin(BaseCell, BaseCell.id == Grade.cell_id)
            .where(Assignment.name == self.module_id)
        )
        rows: dict[tuple[str, str], dict] = {}
        for learner, stem, row_id, received, cell, score, counts, penalty, due, extension in self.gradebook.db.execute(
            query
        ):
            new = {"id": row_id, "received": received, "scores": {}, "sum": 0.0, "penalty": penalty}
            row = rows.setdefault((learner, stem), new | {"late": _seconds_late(received, due, extension)})
            if cell is not None:
                row["scores"][cell] = score
                row["sum"] += counts
        self.gradebook.db.rollback()  # no transaction is left open while notebooks are graded
        return rows

    def _note(self, row_id: str, entry_id: str) -> None:
        self.written[row_id] = entry_id
        with self.log.open("a", encoding="utf-8", newline="\n") as file:
            file.write(json.dumps({"row": row_id, "entry": entry_id}) + "\n")


def _seconds_late(received: datetime | None, due: datetime | None, extension: timedelta | None) -> float:
    """As nbgrader's SubmittedAssignment has it."""
    if received is None or due is None:
        return 0.0
    return (received - due - (extension or timedelta())).total_seconds()


def _scores(entry: Entry) -> dict[str, float | None]:
    assert entry.result.verdict is not None
    return {exercise.grade_id: exercise.earned for exercise in entry.result.verdict.exercises}


def _set_scores(row: SubmittedNotebook, verdict: Verdict) -> None:
    earned = {exercise.grade_id: exercise.earned for exercise in verdict.exercises}
    for grade in row.grades:
        if grade.cell.name in earned:
            grade.auto_score = earned[grade.cell.name]
            # as nbgrader has it: who gave points by hand is asked to look again
            grade.needs_manual_grade = grade.manual_score is not None or grade.auto_score is None


def _set_comments(row: SubmittedNotebook, graded: NotebookNode) -> None:
    comments = {comment.cell.name: comment for comment in row.comments}
    for cell in graded.cells:
        comment = comments.get(cell.metadata.get("nbgrader", {}).get("grade_id"))
        if comment is not None and utils.is_solution(cell):
            untouched = cell.metadata.nbgrader.get("checksum") == utils.compute_checksum(cell)
            comment.auto_comment = "No response." if untouched else None


def _read_log(path: Path) -> dict[str, str]:
    """Which entry each row of a gradebook was last written from; a line cut off by a crash is no line."""
    written = {}
    with suppress(FileNotFoundError):
        for line in path.read_text(encoding="utf-8", errors="replace").splitlines():
            with suppress(ValueError, KeyError, TypeError):
                note = json.loads(line)
                written[note["row"]] = note["entry"]
    return written
