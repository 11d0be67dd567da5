"""What is installed, what is missing, and what to type about it."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from course.errors import CourseError
from course.manifest import Manifest
from course.paths import ROOT
from course.setup.arguments import COMMAND
from course.setup.environment import Environment, choose_environment
from course.setup.install import find_due
from course.setup.locks import (
    CORE,
    Pin,
    beside_pins,
    extras,
    lock_path,
    normal_name,
    part_digest,
    part_files,
    read_pins,
    stale_locks,
)
from course.setup.programs import clean_environment
from course.setup.state import State, Status, read_state
from course.workspace import Workspace

INSTALLED = """
import importlib.metadata, json
print(json.dumps({d.name: d.version for d in importlib.metadata.distributions() if d.name}))
"""


class Health(StrEnum):
    GOOD = "ok"
    OPTIONAL = "not installed"
    WRONG = "missing"


@dataclass(frozen=True)
class Finding:
    """One thing looked at: how it is, in words, and what to type when it should be otherwise."""

    subject: str
    health: Health
    words: str
    next_step: str = ""


@dataclass(frozen=True)
class Report:
    findings: tuple[Finding, ...]

    @property
    def healthy(self) -> bool:
        return all(finding.health is not Health.WRONG for finding in self.findings)

    def text(self) -> str:
        """The report as lines of text, the next step below what needs one."""
        width = max(len(finding.subject) for finding in self.findings)
        lines = []
        for finding in self.findings:
            lines.append(f"{finding.subject:<{width}}  {finding.health:<13}  {finding.words}".rstrip())
            if finding.next_step:
                lines.append(f"{'':<{width}}  {'':<13}  → {finding.next_step}")
        return "\n".join(lines)


def examine(manifest: Manifest, root: Path = ROOT) -> Report:
    """Look at everything the course needs on this machine; changes nothing, needs nothing installed."""
    environment = choose_environment(root)
    state = read_state(environment.prefix)
    findings = [_python(), _environment(environment, state, root)]
    if state is not None and state.status is Status.READY:
        findings.extend(_packages(environment, state, root))
    findings.extend(_extras(manifest, state, root))
    findings.extend([_locks(root), _disk(manifest, state, root), _work(), *_programs()])
    return Report(tuple(findings))


def _python() -> Finding:
    return Finding("Python", Health.GOOD, f"{'.'.join(map(str, sys.version_info[:3]))}, {sys.executable}")


def _environment(environment: Environment, state: State | None, root: Path) -> Finding:
    subject, start = "environment", f"{COMMAND} start"
    try:
        due = find_due(environment, (), root)
    except CourseError as error:
        return Finding(subject, Health.WRONG, f"{error.where}: {error.what}", error.next_step or start)
    if state is None:
        return Finding(subject, Health.WRONG, f"{environment.prefix} is not set up", start)
    if due.renew:
        return Finding(subject, Health.WRONG, due.reason, start)
    if due:
        return Finding(subject, Health.WRONG, f"the lists changed since: {', '.join(due.parts)}", start)
    return Finding(subject, Health.GOOD, f"Python {state.python} in {environment.prefix}")


def _packages(environment: Environment, state: State, root: Path) -> Iterator[Finding]:
    """What is really there, held against the locks of what is said to be there."""
    command = [str(environment.python), "-I", "-c", INSTALLED]
    try:
        answer = subprocess.run(command, env=clean_environment(), capture_output=True, timeout=120, check=True)
    except (OSError, subprocess.SubprocessError):
        return
    there = {normal_name(name): version for name, version in json.loads(answer.stdout).items()}
    parts = [CORE, *(part for part in state.installed if part in extras(root))]
    wrong, count = [], 0
    for pin in (pin for part in parts for pin in _pins(part, root)):
        found = there.get(pin.name)
        count += found is not None
        version = found and found.partition("+")[0]  # what follows a + names a build, such as 2.13.0+cpu
        if version != pin.version and (found is not None or not pin.marker):
            wrong.append(f"{pin.name} {found or 'missing'} (the list names {pin.version})")
    if wrong:
        more = f" and {len(wrong) - 5} more" if len(wrong) > 5 else ""
        repair = f"delete {environment.prefix}, then {COMMAND} start" if environment.owned else f"{COMMAND} start"
        yield Finding("packages", Health.WRONG, ", ".join(wrong[:5]) + more, repair)
    else:
        yield Finding("packages", Health.GOOD, f"{count}, all as listed")


def _pins(part: str, root: Path) -> list[Pin]:
    return [*beside_pins(part, root), *(pin for path in part_files(part, root) for pin in read_pins(path))]


def _extras(manifest: Manifest, state: State | None, root: Path) -> Iterator[Finding]:
    for extra in manifest.extras:
        if not lock_path(f"{extra.id}.txt", root).is_file():
            yield Finding(extra.id, Health.WRONG, "has no list in requirements/", f"{COMMAND} lock")
        elif state is not None and state.installed.get(extra.id) == part_digest(extra.id, root):
            yield Finding(extra.id, Health.GOOD, extra.title)
        else:
            words = f"{extra.what.rstrip('.')}; {extra.megabytes} MB"
            yield Finding(extra.id, Health.OPTIONAL, words, f"{COMMAND} add {extra.id}")


def _locks(root: Path) -> Finding:
    try:
        stale = stale_locks(root)
    except CourseError as error:
        return Finding("lists", Health.WRONG, f"{error.where}: {error.what}", error.next_step or "")
    if stale:
        return Finding("lists", Health.WRONG, f"older than pyproject.toml: {', '.join(stale)}", f"{COMMAND} lock")
    return Finding("lists", Health.GOOD, "requirements/ is made from today's pyproject.toml")


def _disk(manifest: Manifest, state: State | None, root: Path) -> Finding:
    free = shutil.disk_usage(root).free // 1_000_000
    need = manifest.setup.disk_megabytes if state is None else 0
    if free < need:
        return Finding("disk", Health.WRONG, f"{free} MB free, the course needs {need} MB", f"free {need - free} MB")
    return Finding("disk", Health.GOOD, f"{free} MB free")


def _work() -> Finding:
    try:
        workspace = Workspace.locate()
    except CourseError as error:
        return Finding("your work", Health.WRONG, f"{error.where}: {error.what}", error.next_step or "")
    if workspace is None or not workspace.root.is_dir():
        return Finding("your work", Health.WRONG, "no folder yet", f"{COMMAND} start")
    count = len(list(workspace.root.glob("[0-9][0-9]_*/*.ipynb")))
    return Finding("your work", Health.GOOD, f"{count} notebook{'s' * (count != 1)} in {workspace.root}")


def _programs() -> Iterator[Finding]:
    """Programs outside Python: none is needed for the first lessons."""
    for name, purpose in (
        ("git", "the lesson on working together, and the history of your portfolio"),
        ("java", "the lessons on Java and Spark"),
        ("bwrap", "grading other people's submissions on Linux"),
    ):
        path = shutil.which(name)
        if path:
            yield Finding(name, Health.GOOD, path)
        elif name != "bwrap" or sys.platform == "linux":
            yield Finding(name, Health.OPTIONAL, f"for {purpose}")
