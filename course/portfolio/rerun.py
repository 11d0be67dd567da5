"""Running the notebooks of a portfolio again: the facts that its claims are compared with."""

from __future__ import annotations

import tempfile
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Protocol

from course.errors import ManifestError, NotebookError, PortfolioError
from course.manifest import Lesson, Manifest
from course.portfolio.evidence import Evidence, evidence_path, read_evidence
from course.portfolio.findings import Finding, finding
from course.portfolio.pieces import read_picture
from course.portfolio.snapshot import read_notebook
from course.progress import Results
from course.results import LessonResult
from course.verdict import Verdict


class Grade(Protocol):
    """Runs a notebook in `folder` as `autograder.grade.grade_notebook` does, with or without a sandbox."""

    def __call__(self, notebook: bytes, lesson: Lesson, *, folder: Path) -> Verdict: ...


@dataclass(frozen=True)
class Facts:
    """What the notebooks did when they ran again, by lesson id; `faults` names those that can't be compared."""

    notebooks: Mapping[str, bytes] = field(default_factory=dict)
    verdicts: Mapping[str, Verdict] = field(default_factory=dict)
    evidence: Mapping[str, Evidence] = field(default_factory=dict)
    pictures: Mapping[str, bytes] = field(default_factory=dict)
    faults: tuple[Finding, ...] = ()

    @property
    def results(self) -> Results:
        """The verdicts as `course check` would have kept them."""
        never = datetime.fromtimestamp(0, UTC)
        return Results(
            {name: LessonResult(name, never, "", v.exercises, v.problem) for name, v in self.verdicts.items()}
        )


def notebook_names(portfolio: Path) -> tuple[str, ...]:
    """The notebooks of a portfolio, by their paths inside it."""
    return tuple(sorted(p.relative_to(portfolio).as_posix() for p in (portfolio / "notebooks").glob("*/*.ipynb")))


def run_again(portfolio: Path, manifest: Manifest, grade: Grade) -> Facts:
    """Run every notebook, each in an empty folder of its own, and collect results and evidence.

    A notebook that can't be read, or belongs to no lesson, is a fault of that notebook alone.
    """
    notebooks, verdicts, evidence, pictures, faults = {}, {}, {}, {}, []
    for name in notebook_names(portfolio):
        try:
            lesson = _lesson(name, manifest)
            data = read_notebook(portfolio, name)
            with tempfile.TemporaryDirectory(prefix="verify-", ignore_cleanup_errors=True) as folder:
                verdicts[lesson.id] = grade(data, lesson, folder=Path(folder))
                notebooks[lesson.id] = data
                found = _collect(Path(folder) / "portfolio", lesson)
        except (NotebookError, PortfolioError, ManifestError) as error:
            faults.append(finding(name, "can be run again", error.what))
            continue
        if found is not None:
            evidence[lesson.id], picture = found
            if picture is not None:
                pictures[lesson.id] = picture
    return Facts(notebooks, verdicts, evidence, pictures, tuple(faults))


def _lesson(name: str, manifest: Manifest) -> Lesson:
    wanted = name.removeprefix("notebooks/").removesuffix(".ipynb")
    for lesson in manifest.lessons:
        if lesson.id == wanted:
            return lesson
    raise ManifestError("this edition of the course has no such lesson")


def _collect(portfolio: Path, lesson: Lesson) -> tuple[Evidence, bytes | None] | None:
    if not (portfolio / evidence_path(lesson.id)).is_file():
        return None
    evidence = read_evidence(portfolio, lesson.id)
    return evidence, read_picture(portfolio, evidence)
