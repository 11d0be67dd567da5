"""A fingerprint of the code that checks, so that a resident of yesterday's course doesn't answer for today's."""

from __future__ import annotations

import hashlib
import sys
from pathlib import Path

from course.paths import PACKAGE


def stamp() -> str:
    """Changes when a module of the course or of the grader does, or the installation."""
    told = hashlib.sha256(sys.version.encode("utf-8"))
    state = Path(sys.prefix) / "course-state.json"
    code = [*PACKAGE.rglob("*.py"), *(PACKAGE.parent / "autograder").rglob("*.py")]
    lessons = PACKAGE / "lessons"
    for path in [*sorted(path for path in code if lessons not in path.parents), state]:
        if path.is_file():
            about = path.stat()
            told.update(f"{path} {about.st_mtime_ns} {about.st_size}\n".encode())
    return told.hexdigest()
