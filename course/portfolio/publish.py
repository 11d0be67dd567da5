"""Putting built files in place without losing what a person changed in them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from course.files import create_once, write_atomically
from course.portfolio.figure import digest

OURS = ("site", "notebooks")


@dataclass(frozen=True)
class Published:
    """The files written and removed, and those of a person's hand with the place to which they were moved."""

    written: tuple[str, ...]
    removed: tuple[str, ...]
    set_aside: tuple[tuple[str, str], ...]


def publish(portfolio: Path, files: Mapping[str, bytes], recorded: Mapping[str, str], claims: str) -> Published:
    """Write `files`, remove what an earlier build made and this one does not, and write `claims.json` last.

    `recorded` holds the SHA-256 of each file as the earlier build left it. A file that is different now was
    edited by hand: it is copied to `edited/` before it is replaced, and never removed.
    """
    written, removed, set_aside = [], [], []
    for name, data in files.items():
        target = portfolio / name
        current = target.read_bytes() if target.is_file() else None
        if current == data:
            continue
        if current is not None and digest(current) != recorded.get(name):
            set_aside.append((name, _keep(portfolio, name, current)))
        write_atomically(target, data)
        written.append(name)
    for name in sorted(set(recorded) - set(files)):
        target = portfolio / name
        if _is_ours(name) and target.is_file() and digest(target.read_bytes()) == recorded[name]:
            target.unlink()
            removed.append(name)
    write_atomically(portfolio / "claims.json", claims)
    return Published(tuple(written), tuple(removed), tuple(set_aside))


def _keep(portfolio: Path, name: str, data: bytes) -> str:
    path = PurePosixPath(name)
    number = 1
    while True:
        place = f"edited/{path.parent}/{path.stem}{'' if number == 1 else f'-{number}'}{path.suffix}"
        if (portfolio / place).is_file() and (portfolio / place).read_bytes() == data:
            return place
        if create_once(portfolio / place, data):
            return place
        number += 1


def _is_ours(name: str) -> bool:
    """Whether a recorded name is a path that a build can have made: a record may come from a stranger."""
    parts = PurePosixPath(name).parts
    return bool(parts) and parts[0] in OURS and ".." not in parts and "\\" not in name and ":" not in name
