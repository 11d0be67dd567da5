"""What a grade follows from, as digests: the submission, the lesson, and the code that decides about points."""

from __future__ import annotations

import hashlib
import importlib.metadata
import json
import platform
from dataclasses import dataclass
from functools import cached_property, lru_cache
from pathlib import Path

from pydantic import ConfigDict

import autograder
import course
from course.errors import BuildError
from course.exercises import Exercise, find_exercises
from course.manifest import Lesson

STRICT = ConfigDict(extra="forbid", allow_inf_nan=False)

# A change to any of these files has everything graded again.
RULES = (
    (Path(course.__file__).parent, ("checks/**/*.py", "exercises.py", "outcomes.py")),
    (
        Path(autograder.__file__).parent,
        (
            "submission.py",
            "_layout.py",
            "_own_statements.py",
            "rebuild.py",
            "score.py",
            "verdict.py",
            "_client.py",
            "guard/*.py",
        ),
    ),
)


@dataclass(frozen=True)
class LessonText:
    """The notebooks of a lesson as JSON, without outputs: `solved` with hidden tests, `released` with starters."""

    __pydantic_config__ = STRICT

    id: str
    solved: str
    released: str

    @classmethod
    def of(cls, lesson: Lesson) -> LessonText:
        """A built lesson's; BuildError where it is not built."""
        return cls(lesson.id, _without_outputs(lesson.source_path), _without_outputs(lesson.release_path))

    @cached_property
    def digest(self) -> str:
        return _sha256(self.id, self.solved, self.released)

    @cached_property
    def exercises(self) -> tuple[Exercise, ...]:
        return find_exercises(json.loads(self.solved)["cells"])

    def to_json(self) -> str:
        return json.dumps({"id": self.id, "solved": self.solved, "released": self.released})


@dataclass(frozen=True)
class Stamp:
    """By what a result was found: the executor's name, the version of the checks, of the package and of Python."""

    __pydantic_config__ = STRICT

    executor: str
    checks: str
    release: str
    python: str

    @classmethod
    def here(cls, executor: str) -> Stamp:
        return cls(executor, checks_version(), _release(), platform.python_version())


def key_of(data: bytes, lesson: LessonText) -> str:
    """The SHA-256 of all that a grade follows from: these submitted bytes, that lesson, and the checks."""
    return _sha256(hashlib.sha256(data).hexdigest(), lesson.digest, checks_version())


@lru_cache(maxsize=1)
def checks_version() -> str:
    """The SHA-256 of the files that decide about points, the same on every platform."""
    parts = []
    for root, patterns in RULES:
        for path in sorted({path for pattern in patterns for path in root.glob(pattern)}):
            parts += [path.relative_to(root).as_posix(), path.read_text(encoding="utf-8")]
    return _sha256(*parts)


def _sha256(*parts: str) -> str:
    return hashlib.sha256("\0".join(parts).encode()).hexdigest()


def _without_outputs(path: Path) -> str:
    try:
        notebook = json.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        raise BuildError("the lesson is not built", where=path.name, next_step="python3 -m course build") from None
    for cell in notebook["cells"]:
        if cell["cell_type"] == "code":
            cell |= {"outputs": [], "execution_count": None}
    return json.dumps(notebook, sort_keys=True)


@lru_cache(maxsize=1)
def _release() -> str:
    try:
        return importlib.metadata.version("ml-portfolio-course")
    except importlib.metadata.PackageNotFoundError:  # a checkout that is on the path without being installed
        return "unknown"
