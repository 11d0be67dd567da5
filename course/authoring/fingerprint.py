"""What a lesson's notebooks are made of, as one number: where it is unchanged there is nothing to do."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

from course.errors import CourseError
from course.files import write_atomically
from course.manifest import Lesson, Manifest

# What a lesson's run can depend on besides its own text.
INGREDIENTS = (
    "course/course.toml",
    "course/authoring/**/*.py",
    "course/checks/**/*.py",
    "course/datasets/**/*.py",
    "course/datasets/**/*.toml",
    "course/git_practice/**/*.py",
    "course/git_practice/series/**/*.patch",
    "course/portfolio/*.py",
    "course/portfolio/templates/*",
    "course/portfolio_practice/**/*.py",
    "requirements/*.txt",
)


def ingredients(lesson: Lesson) -> str:
    """The SHA-256 of the lesson's text and of everything in the course that its build runs."""
    digest = hashlib.sha256(lesson.text_path.read_bytes())
    for pattern in INGREDIENTS:
        for path in sorted(lesson.root.glob(pattern)):
            digest.update(path.relative_to(lesson.root).as_posix().encode())
            digest.update(path.read_bytes())
    return digest.hexdigest()


class Memory:
    """What earlier builds of this clone made: for each lesson, its ingredients and its files' SHA-256.

    Kept in `course/.build/`, which git ignores. A damaged memory only costs a build.
    """

    def __init__(self, manifest: Manifest):
        self.root = manifest.path.parent.parent
        self.path = manifest.path.parent / ".build" / "made.json"
        try:
            self.made = json.loads(self.path.read_text(encoding="utf-8"))
        except (OSError, ValueError):
            self.made = {}

    def is_fresh(self, lesson: Lesson) -> bool:
        """Whether the lesson's files are those that its present ingredients made."""
        known = self.made.get(lesson.id)
        return bool(known) and known["from"] == ingredients(lesson) and self._files_hold(known["files"])

    def note(self, lesson: Lesson, products: dict[Path, bytes]) -> None:
        files = {
            path.relative_to(self.root).as_posix(): hashlib.sha256(data).hexdigest() for path, data in products.items()
        }
        self.made[lesson.id] = {"from": ingredients(lesson), "files": files}

    def save(self) -> None:
        try:
            write_atomically(self.path, json.dumps(self.made, indent=1, sort_keys=True) + "\n")
        except OSError as error:
            raise CourseError(f"can't be written: {error.strerror}", where=self.path.name) from error

    def _files_hold(self, files: dict[str, str]) -> bool:
        for name, digest in files.items():
            path = self.root / name
            if not path.is_file() or hashlib.sha256(path.read_bytes()).hexdigest() != digest:
                return False
        return True
