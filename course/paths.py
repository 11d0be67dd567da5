"""Where the course's own files are."""

from pathlib import Path

PACKAGE = Path(__file__).resolve().parent
ROOT = PACKAGE.parent
MANIFEST = PACKAGE / "course.toml"
LESSONS = PACKAGE / "lessons"
SOURCE = PACKAGE / "source"
