"""The errors of the course; each says what is wrong, where, and what to type next.

CourseError
├── ManifestError     course.toml is wrong
├── LessonError       a lesson's text breaks a rule
├── BuildError        a generated file is stale, or could not be made
├── DataError         a data set is missing or not what its card says
├── WorkspaceError    the learner's folder can't be read or written
├── NotebookError     a notebook can't be read or run
├── PortfolioError    evidence or profile is incomplete
├── PracticeError     git is missing, or a folder to practise in is not what a command needs
├── CompetitionError  a contest, a submission or its board is not as it must be
├── ServingError      a service can't be written, started or reached
└── SetupError        Python, disk, package index or folder stand in the way
"""

from __future__ import annotations


class CourseError(Exception):
    """One thing that is wrong, told once: `what`, `where` it is, and the `next_step` to take."""

    def __init__(self, what: str, *, where: object = None, next_step: str | None = None):
        self.what = what
        self.where = None if where is None else str(where)
        self.next_step = next_step
        super().__init__(what)

    def __str__(self) -> str:
        lines = [self.what if self.where is None else f"{self.where}: {self.what}"]
        if self.next_step:
            lines.append(f"Next: {self.next_step}")
        return "\n".join(lines)


class ManifestError(CourseError):
    pass


class LessonError(CourseError):
    pass


class BuildError(CourseError):
    pass


class DataError(CourseError):
    pass


class WorkspaceError(CourseError):
    pass


class NotebookError(CourseError):
    pass


class PortfolioError(CourseError):
    pass


class PracticeError(CourseError):
    pass


class CompetitionError(CourseError):
    pass


class ServingError(CourseError):
    pass


class SetupError(CourseError):
    pass
