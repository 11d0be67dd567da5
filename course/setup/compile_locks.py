"""Making the lock files from pyproject.toml with uv: one resolution for all systems, every package hashed."""

from __future__ import annotations

import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from course.errors import SetupError
from course.files import write_atomically
from course.paths import ROOT
from course.setup.faults import AGAIN, explain
from course.setup.locks import CORE, MADE_FROM, Asked, alone_name, lock_path, read_asked

HEADER = """\
# Made by `python3 -m course lock`; change pyproject.toml, not this file.
{made_from}{digest}
"""
OPTIONS = ("--universal", "--fork-strategy", "fewest", "--python-version", "3.11", "--generate-hashes")
# what learners have; every package of the core needs a ready build for each
PLATFORMS = (
    "windows",
    "x86_64-manylinux_2_28",
    "aarch64-manylinux_2_28",
    "aarch64-apple-darwin",
    "x86_64-apple-darwin",
)
SUPPORTED = ("3.11", "3.12", "3.13")
PLAIN = ("--no-header", "--no-annotate", "--no-emit-index-url", "--no-emit-find-links", "--quiet")


def compile_locks(root: Path = ROOT, *, upgrade: bool = False) -> tuple[str, ...]:
    """Write every lock file and delete those of parts that are gone; returns the names that changed.

    Versions already locked are kept where they still fit, unless `upgrade`.
    """
    asked = read_asked(root)
    with tempfile.TemporaryDirectory(prefix="course-lock-") as folder:
        texts = _Compiler(asked, root, Path(folder), upgrade).texts()
    changed = []
    for name, text in texts.items():
        path = lock_path(name, root)
        if not path.is_file() or path.read_text(encoding="utf-8") != text:
            write_atomically(path, text)
            changed.append(name)
    for path in sorted((root / "requirements").glob("*.txt")):
        if path.name not in texts:
            path.unlink()
            changed.append(path.name)
    return tuple(changed)


class _Compiler:
    def __init__(self, asked: Asked, root: Path, folder: Path, upgrade: bool):
        self.asked, self.root, self.folder, self.upgrade = asked, root, folder, upgrade
        self.uv = find_uv()

    def texts(self) -> dict[str, str]:
        """The text of every lock file, by name."""
        asked = self.asked
        everything = [line for lines in asked.with_dependencies.values() for line in lines]
        limits = self.write("limits.txt", "\n".join(asked.constraints) + "\n")
        whole = self.resolve("whole", [*everything, "uv"], constraint=limits, kept=self.locked())
        constraint = self.write("constraint.txt", whole)
        core = self.resolve(CORE, asked.with_dependencies[CORE], constraint=constraint)
        self.check_builds(core)
        texts = {"core.txt": core, "uv.txt": self.resolve("uv", ["uv"], constraint=constraint)}
        for part in asked.parts[1:]:
            lines = [*asked.with_dependencies[CORE], *asked.with_dependencies[part]]
            texts[f"{part}.txt"] = _without(self.resolve(part, lines, constraint=constraint), core)
        for part, lines in asked.alone.items():
            texts[alone_name(part)] = self.resolve(alone_name(part), lines, more=["--no-deps"])
        header = HEADER.format(made_from=MADE_FROM, digest=asked.digest)
        return {name: header + text for name, text in texts.items()}

    def resolve(self, name, lines, *, constraint: Path | None = None, kept: str = "", more=()) -> str:
        source = self.write(f"{name}.in", "\n".join(lines) + "\n")
        target = self.write(f"{name}.out", kept)
        options = [*OPTIONS, *PLAIN, *more, str(source), "--output-file", str(target)]
        if constraint:
            options += ["--constraint", str(constraint)]
        done = self.run(options)
        if done.returncode:
            raise explain(done.stderr, f"resolving {name}")
        text = target.read_text(encoding="utf-8")
        for entry in _entries(text):
            if "--hash=" not in entry:
                raise SetupError(
                    f"the package index gives no hash of {entry.split()[0]}", where="lock", next_step=AGAIN
                )
        return text

    def check_builds(self, core: str) -> None:
        """SetupError when a package of the core would have to be compiled on a learner's machine."""
        pins = self.write("pins.txt", core)
        for platform in PLATFORMS:
            for python in SUPPORTED:
                options = ["--python-platform", platform, "--python-version", python, "--only-binary", ":all:"]
                done = self.run([*options, "--quiet", str(pins), "--output-file", str(self.folder / "unused.txt")])
                if done.returncode:
                    raise explain(done.stderr, f"builds for {platform} with Python {python}")

    def run(self, options: list[str]) -> subprocess.CompletedProcess[str]:
        # this Python reads metadata; without it uv would try every Python on the PATH
        command = [*self.uv, "pip", "compile", "--python", sys.executable, *options]
        return subprocess.run(command, cwd=self.root, capture_output=True, encoding="utf-8", errors="replace")

    def locked(self) -> str:
        """The pins of today's locks, which uv keeps where it can."""
        if self.upgrade:
            return ""
        paths = [lock_path(f"{part}.txt", self.root) for part in (*self.asked.parts, "uv")]
        return "\n".join(path.read_text(encoding="utf-8") for path in paths if path.is_file())

    def write(self, name: str, text: str) -> Path:
        path = self.folder / name
        path.write_text(text, encoding="utf-8", newline="\n")
        return path


def find_uv() -> list[str]:
    """The command line of uv: that of this Python's environment, else the one on the PATH."""
    beside = shutil.which("uv", path=str(Path(sys.executable).parent))
    found = beside or shutil.which("uv")
    if not found:
        raise SetupError("uv is not installed", where="lock", next_step="python3 -m course start --prepare-only")
    return [found]


def _without(text: str, core: str) -> str:
    """The packages of `text` that `core` does not have, each with its hashes."""
    known = set(_entries(core))
    return "".join(entry for entry in _entries(text) if entry not in known)


def _entries(text: str) -> list[str]:
    entries: list[str] = []
    for line in text.splitlines(keepends=True):
        if line.startswith((" ", "\t")):
            entries[-1] += line
        elif line.strip() and not line.startswith("#"):
            entries.append(line)
    return entries
