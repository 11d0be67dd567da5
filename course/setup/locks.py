"""The lock files under `requirements/`: which there are, what they pin, and whether pyproject.toml changed since."""

from __future__ import annotations

import hashlib
import json
import re
import tomllib
from dataclasses import dataclass
from pathlib import Path

from course.errors import SetupError
from course.paths import ROOT

DISTRIBUTION_FILE = "pyproject.toml"
CORE = "core"
MADE_FROM = "# made from pyproject.toml "
PIN = re.compile(r"^([A-Za-z0-9][A-Za-z0-9._-]*)(?:\[[^\]]*\])?==([^\s;\\]+)\s*(?:;\s*([^\\]+?))?\s*\\?$", re.MULTILINE)


@dataclass(frozen=True)
class Pin:
    """One package of a lock: its normalised name, its version, and the marker that limits it, or ""."""

    name: str
    version: str
    marker: str


@dataclass(frozen=True)
class Asked:
    """What pyproject.toml asks for: requirements by part, with and without the dependencies of each.

    `beside` are those that no lock holds, pinned by version alone.
    """

    with_dependencies: dict[str, tuple[str, ...]]
    alone: dict[str, tuple[str, ...]]
    beside: dict[str, tuple[str, ...]]
    constraints: tuple[str, ...]
    digest: str

    @property
    def parts(self) -> tuple[str, ...]:
        """core first, then the extras by name."""
        return tuple(self.with_dependencies)

    @property
    def files(self) -> tuple[str, ...]:
        """The names under requirements/ that `python3 -m course lock` makes."""
        return ("uv.txt", *(f"{part}.txt" for part in self.parts), *(alone_name(part) for part in self.alone))


def read_asked(root: Path = ROOT) -> Asked:
    """Read what pyproject.toml asks for."""
    path = root / DISTRIBUTION_FILE
    try:
        data = tomllib.loads(path.read_text(encoding="utf-8"))
        project = data["project"]
        asked = {CORE: tuple(project["dependencies"])}
        asked |= {name: tuple(lines) for name, lines in sorted(project["optional-dependencies"].items())}
        course = data.get("tool", {}).get("course", {})
        alone = {name: tuple(lines) for name, lines in course.get("without-dependencies", {}).items()}
        beside = {name: tuple(lines) for name, lines in course.get("beside-the-lock", {}).items()}
        constraints = tuple(course.get("constraints", ()))
        basis = [project["requires-python"], asked, alone, constraints]
    except (OSError, tomllib.TOMLDecodeError, KeyError) as error:
        raise SetupError(f"can't be read: {error}", where=path.name, next_step=f"restore {path.name}") from None
    digest = hashlib.sha256(json.dumps(basis, sort_keys=True).encode("utf-8")).hexdigest()
    return Asked(asked, alone, beside, constraints, digest)


def alone_name(part: str) -> str:
    """The lock of the packages installed without their dependencies: data.txt for the core."""
    return "data.txt" if part == CORE else f"{part}-data.txt"


def extras(root: Path = ROOT) -> tuple[str, ...]:
    """The extras that have a lock file, by name."""
    return tuple(name for name in read_asked(root).parts if name != CORE and lock_path(f"{name}.txt", root).is_file())


def lock_path(name: str, root: Path = ROOT) -> Path:
    return root / "requirements" / name


def part_files(part: str, root: Path = ROOT) -> tuple[Path, ...]:
    """The files that decide what installing a part puts in: uv, core, an extra, or `course` itself."""
    if part == "course":
        return (root / DISTRIBUTION_FILE,)
    if part == "uv":
        return (lock_path("uv.txt", root),)
    main, alone = lock_path(f"{part}.txt", root), lock_path(alone_name(part), root)
    return (main, alone) if alone.is_file() else (main,)


def part_digest(part: str, root: Path = ROOT) -> str:
    """The digest of what a part is made of; SetupError when a file of it is missing.

    Comments and line ends do not count; what is pinned beside the lock does.
    """
    total = hashlib.sha256("".join(f"{pin.name}=={pin.version}\n" for pin in beside_pins(part, root)).encode())
    for path in part_files(part, root):
        try:
            lines = path.read_bytes().splitlines()
            total.update(b"\n".join(line for line in lines if not line.startswith(b"#")))
        except OSError:
            where = path.relative_to(root)
            raise SetupError("is missing", where=where, next_step=f"git checkout -- {where.as_posix()}") from None
    return total.hexdigest()


def read_pins(path: Path) -> tuple[Pin, ...]:
    """The packages that a lock file pins."""
    return tuple(map(_pin, (match[0] for match in PIN.finditer(path.read_text(encoding="utf-8")))))


def beside_pins(part: str, root: Path = ROOT) -> tuple[Pin, ...]:
    """The packages of a part that are pinned beside its lock."""
    return tuple(map(_pin, read_asked(root).beside.get(part, ())))


def _pin(line: str) -> Pin:
    match = PIN.fullmatch(line)
    if match is None:
        where = f"{DISTRIBUTION_FILE}, beside-the-lock"
        raise SetupError(f"{line!r} pins no version", where=where, next_step="write NAME==VERSION")
    name, version, marker = match.groups()
    return Pin(normal_name(name), version, (marker or "").strip())


def normal_name(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


def stale_locks(root: Path = ROOT) -> tuple[str, ...]:
    """The lock files that are missing, extra, or made from another pyproject.toml than today's."""
    asked = read_asked(root)
    there = {path.name for path in (root / "requirements").glob("*.txt")}
    stale = there ^ set(asked.files)
    for name in there & set(asked.files):
        if f"{MADE_FROM}{asked.digest}" not in lock_path(name, root).read_text(encoding="utf-8").splitlines():
            stale.add(name)
    return tuple(sorted(stale))
