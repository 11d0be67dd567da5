"""Which Python environment the course lives in: its own `.venv`, or the conda environment made for it."""

from __future__ import annotations

import os
import subprocess
import sys
import sysconfig
from dataclasses import dataclass
from pathlib import Path

from course.paths import ROOT

DISTRIBUTION = "ml-portfolio-course"


@dataclass(frozen=True)
class Environment:
    """A Python environment; `owned` when it is the course's to clear and make anew."""

    prefix: Path
    owned: bool

    @property
    def scripts(self) -> Path:
        if os.name == "nt":
            return self.prefix / "Scripts"
        return self.prefix / "bin"

    @property
    def python(self) -> Path:
        if os.name != "nt":
            return self.scripts / "python"
        return (self.scripts if self.owned else self.prefix) / "python.exe"

    @property
    def is_current(self) -> bool:
        """Whether the running Python is this environment's."""
        return same_place(sys.prefix, self.prefix)

    def version(self) -> str | None:
        """Its Python's version, "3.12"; None when that Python does not run."""
        if self.is_current:
            return "{}.{}".format(*sys.version_info)
        try:
            code = "import sys; print('{}.{}'.format(*sys.version_info))"
            command = [str(self.python), "-I", "-S", "-c", code]
            answer = subprocess.run(command, capture_output=True, text=True, timeout=60, check=True)
        except (OSError, ValueError, subprocess.SubprocessError):
            return None
        return answer.stdout.strip()


def choose_environment(root: Path = ROOT) -> Environment:
    """The activated conda environment if it was made for the course, else `.venv` in the course's folder.

    Other conda environments, conda's base above all, are left alone: the lock would change packages in them
    that someone else's work depends on.
    """
    conda = os.environ.get("CONDA_PREFIX")
    if conda and same_place(conda, sys.prefix) and _made_for_the_course():
        return Environment(Path(sys.prefix), owned=False)
    return Environment(root / ".venv", owned=True)


def same_place(one: Path | str, other: Path | str) -> bool:
    return os.path.normcase(os.path.realpath(one)) == os.path.normcase(os.path.realpath(other))


def _made_for_the_course() -> bool:
    if os.environ.get("CONDA_DEFAULT_ENV") == DISTRIBUTION:
        return True
    packages = Path(sysconfig.get_paths()["purelib"])
    return any(packages.glob(f"{DISTRIBUTION.replace('-', '_')}-*.dist-info"))
