"""Whose notebook a path is, and of which lesson, as the archives of learning platforms name them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import PurePosixPath

from nbgrader.utils import parse_utc

from autograder.cohort.platforms import platform_match
from autograder.errors import CohortError
from autograder.submission import read_submission
from course.errors import NotebookError
from course.manifest import Module

LONGEST_LEARNER = 128  # as nbgrader's gradebook has it
COPY = re.compile(r"( ?\(\d+\)|-\d+)$")  # what a browser or a second upload puts behind a name

PATTERN = r"for LEARNER/hw1.ipynb for instance: --pattern '(?P<learner>[^/]+)/hw1\.ipynb'"


@dataclass(frozen=True)
class Whose:
    learner: str
    stem: str
    received: datetime | None = None


def learner_problem(learner: str) -> str | None:
    """Why this can't be a learner's id, which names a folder; None where it can."""
    if not learner or len(learner) > LONGEST_LEARNER or learner != learner.strip() or learner[0] == ".":
        return "is not a learner's id"
    if learner[-1] == "." or re.search(r'[\x00-\x1f\x7f/\\:*?"<>|\ud800-\udfff]', learner):
        return "is not a learner's id: it holds characters that no folder can have everywhere"
    return None


class Recogniser:
    """Tells paths apart, by these rules or by `pattern`.

    The lesson is in the file's name (`01_programming.ipynb`, `…_01_programming (1).ipynb`), else in the notebook's
    own metadata. The learner is what Moodle, Blackboard or Canvas made a name of, first folder or beginning of the
    file's name; else the folder above one with the module's name, else the first folder, else that beginning.
    `pattern` is a regular expression for the whole path with the groups `learner` and, if it likes, `lesson` and
    `received`.
    """

    def __init__(self, module: Module, pattern: str | None = None):
        self.module = module
        self.stems = {lesson.stem for lesson in module.lessons}
        self.pattern = _compiled(pattern) if pattern else None

    def recognise(self, path: PurePosixPath, data: bytes) -> Whose | str:
        """Whose the notebook at `path` is; words for why it is nobody's."""
        before, stem = self._lesson_in(path.name)
        learner, received = self._learner(path, before)
        if self.pattern:
            match = self.pattern.search(str(path))
            if match is None:
                return "does not fit the pattern"
            groups = match.groupdict()
            learner, received = groups["learner"] or "", _time(groups.get("received"))
            stem = self._lesson_in(f"{groups['lesson']}.ipynb")[1] if groups.get("lesson") else stem
        stem = stem or self._lesson_of(data)
        if stem is None:
            return f"is no lesson of {self.module.id} by its name"
        if learner in ("", self.module.id):
            return "names no learner"
        return learner_problem(learner) or Whose(learner, stem, received)

    def _lesson_in(self, name: str) -> tuple[str, str | None]:
        """What stands before the lesson's name in a file's name, and that lesson's stem."""
        rest = COPY.sub("", PurePosixPath(name).stem)
        for stem in self.stems:
            if rest == stem or rest.endswith(("_" + stem, "-" + stem, " " + stem)):
                return rest[: -len(stem)].rstrip("_- "), stem
        return rest, None

    def _learner(self, path: PurePosixPath, before: str) -> tuple[str, datetime | None]:
        folders = path.parts[:-1]
        name = folders[0] if folders else before
        match = platform_match(name)
        if match:
            return match["learner"], _time(match.groupdict().get("received"))
        if self.module.id in folders[1:]:
            return folders[folders.index(self.module.id, 1) - 1], None
        return name, None

    def _lesson_of(self, data: bytes) -> str | None:
        try:
            name = (read_submission(data).lesson_id or "").rpartition("/")[2]
        except NotebookError:
            return None
        return name if name in self.stems else None


def _compiled(pattern: str) -> re.Pattern[str]:
    try:
        compiled = re.compile(pattern)
    except re.error as error:
        raise CohortError(
            f"the pattern is not a regular expression: {error}", where=pattern, next_step=PATTERN
        ) from None
    if "learner" not in compiled.groupindex:
        raise CohortError("the pattern has no group (?P<learner>…)", where=pattern, next_step=PATTERN)
    return compiled


def _time(text: str | None) -> datetime | None:
    """A time in UTC without a zone, as nbgrader keeps it; None where the text is none."""
    if not text:
        return None
    try:
        if re.fullmatch(r"\d{4}(-\d\d){5}", text):
            return datetime.strptime(text, "%Y-%m-%d-%H-%M-%S").astimezone(UTC).replace(tzinfo=None)
        return parse_utc(text)
    except (ValueError, AttributeError, TypeError, OverflowError):
        return None
