"""Where a service's files lie: in the learner's work folder, or in a temporary one where there is none."""

from __future__ import annotations

import re
import tempfile
from functools import cache
from pathlib import Path

from course.errors import ServingError
from course.workspace import Workspace

FOLDER = "services"
NAME = re.compile(r"[a-z][a-z0-9-]{0,39}")


def folder(name: str) -> Path:
    """The folder of the service of this name, made where it is missing; what lies in it stays."""
    if not isinstance(name, str) or not NAME.fullmatch(name):
        raise ServingError(
            f"{name!r} is no name for a service",
            next_step='take small letters, digits and hyphens, such as "late-flights"',
        )
    workspace = Workspace.around()
    place = (Path(_nowhere().name) if workspace is None else workspace.root) / FOLDER / name
    place.mkdir(parents=True, exist_ok=True)
    return place


@cache
def _nowhere() -> tempfile.TemporaryDirectory:
    """A folder that lives as long as this process: a build or a test has no workspace."""
    return tempfile.TemporaryDirectory(prefix="services-", ignore_cleanup_errors=True)
