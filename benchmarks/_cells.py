"""What the cells of a cohort take alone: the part of grading that no grader can leave out.

Every notebook, rebuilt beforehand, runs in a bare fork of a process that has imported everything: no sandbox, no
guard, nothing read back, nothing scored. Since whoever grades must run the cells, stock nbgrader's time divided by
this one is the most by which any grader can be faster on this machine.
"""

from __future__ import annotations

import gc
import importlib
import json
import os
import sys
import tempfile
import time
from contextlib import suppress
from pathlib import Path

from autograder.grade import prepare
from autograder.kernels.environment import preload
from autograder.kernels.fresh import become_fresh
from autograder.sandbox.notebook_kernel import NotebookKernel
from autograder.sandbox.outbox import Outbox
from benchmarks._cohort import LESSON, MODULE
from course.manifest import load_manifest


def main(course: Path) -> None:
    """Print seconds of wall clock, of processor time, and the peak megabytes of a fork, as JSON."""
    lesson = load_manifest(course / "course.toml").lesson(LESSON)
    submitted = sorted(course.glob(f"submitted/*/{MODULE}/{lesson.stem}.ipynb"))
    notebooks = [prepare(path, lesson).rebuilt.notebook for path in submitted]
    for name in preload():
        with suppress(ImportError):
            importlib.import_module(name)
    kernel = NotebookKernel()
    gc.collect()
    gc.freeze()
    seconds = cpu_seconds = peak = 0.0
    for notebook in notebooks:
        began = time.perf_counter()
        child = os.fork()
        if child == 0:
            _run(kernel, [cell.source for cell in notebook.cells if cell.cell_type == "code"])
        _, status, used = os.wait4(child, 0)
        if status:
            raise SystemExit(f"a notebook's process ended with {status}")
        seconds += time.perf_counter() - began
        cpu_seconds += used.ru_utime + used.ru_stime
        peak = max(peak, used.ru_maxrss * 1024 / 1e6)
    print(json.dumps([seconds, cpu_seconds, peak]))


def _run(kernel: NotebookKernel, cells: list[str]) -> None:
    """Be the notebook's process: run its cells in a folder of its own, and end."""
    status = 1
    try:
        with tempfile.TemporaryDirectory() as folder:
            outputs = os.open(os.devnull, os.O_WRONLY)
            become_fresh(os.environ | {"COURSE_WORK": folder}, folder, stdio=None, keep=(outputs,))
            kernel.start(Outbox(outputs, 1 << 21))
            for cell in cells:
                if cell.strip():
                    kernel.loop.run_until_complete(kernel.run(cell))
            os.chdir(os.path.sep)
        status = 0
    finally:
        os._exit(status)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
