"""Grades as a table, through nbgrader's exporters, safe to open in a spreadsheet."""

from __future__ import annotations

import tempfile
from collections.abc import Sequence
from pathlib import Path
from pkgutil import resolve_name

from nbgrader.api import Gradebook
from nbgrader.plugins import CsvExportPlugin, ExportPlugin

from autograder.cohort.gradebook import open_gradebook
from autograder.cohort.settings import Settings
from autograder.cohort.spreadsheet import table
from autograder.errors import CohortError
from course.files import write_atomically


def export(
    settings: Settings,
    target: Path,
    *,
    exporter: str | None = None,
    learners: Sequence[str] = (),
    modules: Sequence[str] = (),
) -> None:
    """Write the gradebook's grades to `target`; by default with nbgrader's columns, quoted and without formulas.

    CohortError where there is no such module, learner or exporter, or `target` can't be written.
    """
    for name in modules:
        settings.module(name)
    kind = _exporter(exporter) if exporter else SafeCsv
    with tempfile.TemporaryDirectory(prefix="export-") as folder:
        written = Path(folder) / target.name
        plugin = kind(config=settings.config, to=str(written), student=list(learners), assignment=list(modules))
        with open_gradebook(settings) as gradebook:
            _check_learners(gradebook, learners)
            plugin.export(gradebook)
        if not written.is_file():
            raise CohortError("the exporter wrote no file", where=exporter)
        try:
            write_atomically(target, written.read_bytes())
        except OSError as error:
            what = f"can't be written: {error.strerror}"
            raise CohortError(what, where=target, next_step="give another file: --to FILE.csv") from None


def _check_learners(gradebook: Gradebook, learners: Sequence[str]) -> None:
    unknown = sorted(set(learners) - {student.id for student in gradebook.students}) if learners else []
    if unknown:
        raise CohortError(f"the gradebook does not know {', '.join(unknown)}", next_step="autograder export")


class SafeCsv(CsvExportPlugin):
    """nbgrader's own table, in which no name can break a row or be taken for a formula."""

    def export(self, gradebook: Gradebook) -> None:
        text = table(COLUMNS, ([row[column] for column in COLUMNS] for row in self._rows(gradebook)))
        Path(self.to).write_text(text, encoding="utf-8", newline="\n")

    def _rows(self, gradebook: Gradebook) -> list[dict]:
        submissions = {
            (submission.assignment.name, submission.student.id): submission
            for assignment in gradebook.assignments
            for submission in gradebook.assignment_submissions(assignment.name)
        }
        return [
            _row(assignment, student, submissions.get((assignment.name, student.id)))
            for assignment in gradebook.assignments
            if not self.assignment or assignment.name in self.assignment
            for student in gradebook.students
            if not self.student or student.id in self.student
        ]


COLUMNS = (
    "assignment", "duedate", "timestamp", "student_id", "last_name", "first_name", "email",
    "raw_score", "late_submission_penalty", "score", "max_score",
)  # fmt: skip


def _row(assignment, student, submission) -> dict:
    score = submission.score if submission else 0.0
    penalty = submission.late_submission_penalty if submission else 0.0
    return {
        "assignment": assignment.name,
        "duedate": assignment.duedate,
        "timestamp": submission.timestamp if submission else None,
        "student_id": student.id,
        "last_name": student.last_name,
        "first_name": student.first_name,
        "email": student.email,
        "raw_score": score,
        "late_submission_penalty": penalty,
        "score": max(0.0, score - penalty),
        "max_score": assignment.max_score,
    }


def _exporter(name: str) -> type[ExportPlugin]:
    try:
        found = resolve_name(name)
    except (ValueError, ImportError, AttributeError) as error:
        raise CohortError(f"there is no exporter {name!r}: {error}", next_step="give it as MODULE.CLASS") from None
    if not (isinstance(found, type) and issubclass(found, ExportPlugin)):
        raise CohortError(f"{name!r} is not an exporter of nbgrader's kind")
    return found
