"""What set-up has installed in an environment, remembered beside it in `course-state.json`."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass, field
from enum import StrEnum
from pathlib import Path

from course.files import write_atomically

NAME = "course-state.json"


class Status(StrEnum):
    INSTALLING = "installing"
    READY = "ready"


@dataclass(frozen=True)
class State:
    """One environment: the clone it serves, its Python as "3.12", and what was installed from which file.

    `installed` maps core, course, uv and each extra to the digest of the files that it came from.
    """

    root: str
    python: str
    status: Status
    installed: dict[str, str] = field(default_factory=dict)


def read_state(prefix: Path) -> State | None:
    """The state of the environment at `prefix`; None when there is none or it can't be read."""
    try:
        data = json.loads((prefix / NAME).read_text(encoding="utf-8"))
        return State(str(data["root"]), str(data["python"]), Status(data["status"]), dict(data["installed"]))
    except (OSError, ValueError, KeyError, TypeError):
        return None


def write_state(prefix: Path, state: State) -> None:
    write_atomically(prefix / NAME, json.dumps(asdict(state), indent=2, sort_keys=True) + "\n")
