"""What the environment must say for Jupyter's tools to find the warm kernel, and what warms it."""

from __future__ import annotations

import logging
import os
from collections.abc import Mapping
from importlib.metadata import entry_points
from pathlib import Path

from course.errors import CourseError
from course.manifest import load_manifest

JUPYTER_FOLDER = Path(__file__).resolve().parent / "jupyter"
PROVISIONER = "course-warm"
ORDINARY = ("numpy", "pandas", "matplotlib.pyplot")
# Two threads on a machine that grades in parallel are ten times slower than one, and none may exist at a fork.
ONE_THREAD = {
    **dict.fromkeys(("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS", "NUMEXPR_NUM_THREADS"), "1"),
    "JE_ARROW_MALLOC_CONF": "background_thread:false",
    # What Arrow reserves, a gigabyte, would else count against the memory of every notebook.
    "MIMALLOC_ARENA_EAGER_COMMIT": "0",
}
# What an interpreter or the loader reads before the first line of Python runs: a fork can't change it.
READ_AT_START = ("PYTHON", "LD_", "DYLD_")


def warm_environment(environment: Mapping[str, str] | None = None) -> dict[str, str]:
    """Return `environment` (os.environ when None) with the warm kernel in front of every other `python3`.

    The kernelspec ships inside this package and is found through JUPYTER_PATH, so nothing is installed in
    anyone's home. Where this distribution was installed without its entry point, as an old checkout may be,
    the ordinary kernel stays and a warning says so.
    """
    given = dict(os.environ if environment is None else environment)
    if not entry_points(group="jupyter_client.kernel_provisioners", name=PROVISIONER):
        logging.getLogger(__name__).warning(
            "kernels are ordinary, not warm: the installed course does not register %s. Next: python3 -m course start",
            PROVISIONER,
        )
        return given
    others = [path for path in given.get("JUPYTER_PATH", "").split(os.pathsep) if path]
    ours = str(JUPYTER_FOLDER)
    given["JUPYTER_PATH"] = os.pathsep.join([ours, *(path for path in others if path != ours)])
    return given


def preload() -> tuple[str, ...]:
    """The modules that the manifest wants imported once, or the ordinary ones where it can't be read."""
    try:
        return load_manifest().preload or ORDINARY
    except CourseError:
        return ORDINARY


def read_at_start(environment: Mapping[str, str]) -> dict[str, str]:
    """The part of `environment` that counts only when an interpreter starts."""
    return {name: value for name, value in environment.items() if name.startswith(READ_AT_START)}
