"""From a fresh clone to the first lesson, beside pip installing the same lock."""

import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from course.paths import ROOT


def main() -> None:
    """Print seconds and megabytes of: first start, a second start, a start from a warm cache, and pip."""
    with tempfile.TemporaryDirectory() as folder:
        clone = Path(folder) / "course"
        subprocess.run(["git", "clone", "-q", str(ROOT), str(clone)], check=True)
        cold = {"UV_CACHE_DIR": str(Path(folder) / "uv"), "PIP_CACHE_DIR": str(Path(folder) / "pip")}
        start = [_python(), "-m", "course", "start", "--prepare-only"]
        print("\nfrom clone to first lesson (JupyterLab not counted)")
        first = _timed(start, clone, cold)
        print(
            f"  first start, nothing cached     {first:7.1f} s   {_megabytes(clone / '.venv'):6.0f} MB on disk,"
            f" {_megabytes(Path(folder) / 'uv'):.0f} MB in the cache"
        )
        print(f"  second start, nothing to do     {_timed(start, clone, cold):7.2f} s")
        other = Path(folder) / "other"
        subprocess.run([_python(), "-m", "venv", str(other)], check=True)
        python = next(path for path in (other / "bin" / "python", other / "Scripts" / "python.exe") if path.exists())
        pip = [str(python), "-m", "pip", "install", "-q", "-r", "requirements/core.txt"]
        by_pip = _timed(pip, clone, cold)
        print(f"  pip, the same lock, not cached  {by_pip:7.1f} s\n  ratio start / pip: {first / by_pip:.2f}")


def _python() -> str:
    """The interpreter that this environment was made from, since a learner has no other."""
    return str(Path(sys.base_prefix) / ("python.exe" if sys.platform == "win32" else "bin/python3"))


def _timed(command: list[str], folder: Path, env: dict[str, str]) -> float:
    started = time.perf_counter()
    subprocess.run(command, cwd=folder, env=os.environ | env, check=True, stdout=subprocess.DEVNULL)
    return time.perf_counter() - started


def _megabytes(folder: Path) -> float:
    return sum(path.lstat().st_size for path in folder.rglob("*") if not path.is_dir()) / 1e6
