"""`python3 -m course test`: everything that CI runs, in CI's order, the quick checks first."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from pathlib import Path

import click

from course.paths import ROOT

PYTEST = [sys.executable, "-m", "pytest", "-q"]
# nbval runs a notebook's cells in order, so a whole file belongs to one worker
SIDE_BY_SIDE = ["-n", str(min(4, os.cpu_count() or 1)), "--dist", "loadfile"]
NBVAL = ["--nbval", "--nbval-current-env", "--nbval-sanitize-with", "tests/nbval-sanitize.cfg", "course/source"]

SUITES = {
    "style": ("ruff over all Python, lessons included", [[sys.executable, "-m", "ruff", "check", "."]]),
    "locks": ("the locks agree with pyproject.toml", [[sys.executable, "-m", "course", "lock", "--check"]]),
    "build": ("every generated file is what its source makes", [[sys.executable, "-m", "course", "build", "--check"]]),
    "nbval": ("every solved notebook runs to its stored outputs", [[*PYTEST, *SIDE_BY_SIDE, *NBVAL]]),
    "tests": ("the tests of the tools, the lessons' gates, the real parts", [[*PYTEST, *SIDE_BY_SIDE, "tests"]]),
}


@click.command()
@click.argument("suites", nargs=-1, type=click.Choice(list(SUITES)))
def command(suites: tuple[str, ...]) -> int:
    """Run all suites, or the named ones; exit 1 when one fails, after the others have run."""
    failed = []
    for name in suites or SUITES:
        meaning, commands = SUITES[name]
        click.echo(f"── {name}: {meaning}", err=True)
        started = time.monotonic()
        codes = [subprocess.run(line, cwd=ROOT, env=_environment(), check=False).returncode for line in commands]
        held = not any(codes)
        if not held:
            failed.append(name)
        click.echo(f"── {name}: {'holds' if held else 'FAILED'} after {time.monotonic() - started:.0f} s", err=True)
    if failed:
        click.echo(f"failed: {', '.join(failed)}. Run one alone with: python3 -m course test {failed[0]}", err=True)
    return 1 if failed else 0


def _environment() -> dict[str, str]:
    python_path = os.pathsep.join(filter(None, [str(ROOT), os.environ.get("PYTHONPATH")]))
    scripts = str(Path(sys.executable).parent)  # nbgrader and jupyter are found whatever the caller's PATH is
    path = os.pathsep.join([scripts, os.environ.get("PATH", "")])
    return os.environ | {"PYTHONPATH": python_path, "PATH": path, "OMP_NUM_THREADS": "1"}
