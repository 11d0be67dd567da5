"""What learning platforms make of the names of what is handed in."""

from __future__ import annotations

import re
from pathlib import PurePosixPath

PLATFORMS = (
    re.compile(r"(?P<learner>.+?_\d+)_assignsubmission_file_?.*"),  # Moodle
    re.compile(r".+?_(?P<learner>[^_]+)_attempt_(?P<received>\d{4}(-\d\d){5})(_.*)?"),  # Blackboard
    re.compile(r"(?P<learner>[^_]+)(_LATE)?_\d+_\d+(_.*)?", re.IGNORECASE),  # Canvas
)


def platform_match(name: str) -> re.Match[str] | None:
    """What a platform made of a learner's name: groups `learner` and perhaps `received`; None for other names."""
    return next((match for platform in PLATFORMS if (match := platform.fullmatch(name))), None)


def is_rubbish(path: PurePosixPath) -> bool:
    """Whether a file is what macOS or Jupyter leave beside the ones that a learner made."""
    return any(part.startswith(".") or part == "__MACOSX" for part in path.parts)
