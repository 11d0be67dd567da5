"""What a submission can see: the system's programs, this Python, and of the course what its cells import."""

from __future__ import annotations

import os
import sys
import sysconfig
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from course.paths import MANIFEST, PACKAGE, ROOT

WRITABLE = "/tmp"  # the one place that can be written to, apart from /dev/shm
HOME, WORK = f"{WRITABLE}/home", f"{WRITABLE}/work"
SYSTEM = ("/usr", "/bin", "/sbin", "/lib", "/lib32", "/lib64", "/libx32")
SETTINGS = ("/etc/ld.so.cache", "/etc/alternatives", "/etc/fonts", "/etc/localtime", "/etc/R")
READ_BY_CELLS = (".py", ".mplstyle")
# A package of the course that is one of these is an author's or a teacher's.
NOT_SHOWN = {"lessons", "source", "authoring", "checking", "commands", "home", "setup"}


class Shown(StrEnum):
    AS_IT_IS = "as it is"  # for reading only
    EMPTY = "empty"  # except for paths inside it that are shown


@dataclass(frozen=True)
class View:
    """What to put where, in this order: a path comes after the folder it is in."""

    paths: tuple[tuple[Path, Shown], ...]
    links: tuple[tuple[Path, str], ...]


def course_view(*, package: Path = PACKAGE, root: Path = ROOT, also: Iterable[Path] = ()) -> View:
    """The view of a submission; `also` are more paths to show, such as that of a data set or a JDK.

    Of the course it has modules and packages by name, since solutions, submissions and gradebook lie beside
    them. It holds for a checkout as for an installed course, which lies in the site-packages that are shown.
    """
    system = [Path(path) for path in SYSTEM]
    links = tuple((path, str(path.readlink())) for path in system if path.is_symlink())
    plain = [path for path in system if path.is_dir() and not path.is_symlink()]
    settings = [Path(path) for path in SETTINGS if Path(path).exists()]
    show = {*plain, *settings, *_python_folders(), *importable(package), *also}
    hide = {root, package, package.parent / "autograder"} - show
    return View(tuple(_plan(show, hide)), links)


def _plan(show: set[Path], hide: set[Path]) -> list[tuple[Path, Shown]]:
    """Outer paths before inner ones, without those that the folder around them has already made so."""
    plan: dict[Path, Shown] = {}
    for path in sorted(show | hide, key=lambda path: (len(path.parts), path)):
        around = next((plan[folder] for folder in path.parents if folder in plan), Shown.EMPTY)
        wanted = Shown.AS_IT_IS if path in show else Shown.EMPTY
        if wanted != around:
            plan[path] = wanted
    return list(plan.items())


def _python_folders() -> set[Path]:
    """Where this interpreter, its standard library and its packages are."""
    paths = sysconfig.get_paths()
    named = [sys.prefix, sys.base_prefix, *(paths[name] for name in ("stdlib", "platstdlib", "purelib", "platlib"))]
    packages = [path for path in sys.path if Path(path).name in ("site-packages", "dist-packages")]
    folders = {form for path in (*named, *packages) for form in (Path(path), Path(path).resolve())}
    return {path for path in folders if path.is_dir()}


def importable(package: Path) -> set[Path]:
    """The manifest, modules and packages of the course that cells may import: an allowed list."""
    inside = sorted(package.iterdir())
    modules = {path for path in inside if path.suffix in READ_BY_CELLS or path.name == MANIFEST.name}
    packages = {path for path in inside if (path / "__init__.py").is_file()}
    return modules | {path for path in packages if path.name not in NOT_SHOWN}


def inside_environment(given: dict[str, str]) -> dict[str, str]:
    """The environment of a submission: nothing of this process's but its time zone, then what is `given`."""
    scripts = [str(Path(sys.prefix) / "bin"), "/usr/local/bin", "/usr/bin", "/bin"]
    own = {
        "PATH": os.pathsep.join(scripts), "LANG": "C.UTF-8", "TERM": "xterm-color",
        "HOME": HOME, "USER": "learner", "LOGNAME": "learner", "TMPDIR": WRITABLE,
        "IPYTHONDIR": f"{HOME}/.ipython", "MPLCONFIGDIR": f"{HOME}/.matplotlib",
        "MPLBACKEND": "module://matplotlib_inline.backend_inline",
        "PYTHONHASHSEED": "0", "PYTHONNOUSERSITE": "1", "PYTHONDONTWRITEBYTECODE": "1",
    }  # fmt: skip
    kept = {name: os.environ[name] for name in ("TZ", "LD_LIBRARY_PATH", "JAVA_HOME") if name in os.environ}
    return kept | own | given
