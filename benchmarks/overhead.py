"""What grading a notebook in the sandbox costs above the time that its cells take, and on what it is spent."""

from __future__ import annotations

import statistics
import time
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

import nbformat
from nbformat import NotebookNode

from autograder.execute import Executed
from autograder.grade import grade_notebook
from autograder.sandbox import SandboxExecutor, default_name, sandbox_named
from course.manifest import load_manifest

RUNS = 15


@dataclass
class _Timed:
    """An executor that notes how long each run took from outside, and how long its cells say that they took."""

    inner: SandboxExecutor
    seconds: list[float] = field(default_factory=list)
    in_cells: list[float] = field(default_factory=list)

    def execute(
        self, notebook: NotebookNode, folder: Path, *, timeout_total: float, env: Mapping[str, str]
    ) -> Executed:
        began = time.perf_counter()
        executed = self.inner.execute(notebook, folder, timeout_total=timeout_total, env=env)
        self.seconds.append(time.perf_counter() - began)
        self.in_cells.append(sum(_seconds(cell) for cell in executed.notebook.cells))
        return executed


def main() -> None:
    """Print the medians for a solved notebook of the first lesson and for the untouched one, in milliseconds."""
    lesson = load_manifest().lessons[0]
    with sandbox_named(default_name()) as sandbox:
        sandbox.require()
        for name, path in (("solved", lesson.source_path), ("untouched", lesson.release_path)):
            timed = _Timed(SandboxExecutor(sandbox))
            totals = []
            for run in range(RUNS + 1):
                began = time.perf_counter()
                grade_notebook(path.read_bytes(), lesson, executor=timed)
                if run:  # the first starts the warm process
                    totals.append(time.perf_counter() - began)
            _show(f"{lesson.id}, {name}, {_code_cells(path)} cells", totals, timed)


def _show(title: str, totals: list[float], timed: _Timed) -> None:
    cells, runs = timed.in_cells[1:], timed.seconds[1:]
    above = [total - inside for total, inside in zip(totals, cells, strict=True)]
    room = [run - inside for run, inside in zip(runs, cells, strict=True)]
    rest = [total - run for total, run in zip(totals, runs, strict=True)]
    print(f"\n{title} (median of {RUNS})")
    for name, values in (
        ("whole notebook", totals),
        ("its cells, checks included", cells),
        ("above the cells", above),
        ("  room, fork, guard, messages", room),
        ("  reading, rebuilding, scoring", rest),
    ):
        print(f"  {name:<32} {1000 * statistics.median(values):7.0f} ms   best {1000 * min(values):7.0f} ms")


def _seconds(cell: NotebookNode) -> float:
    times = cell.metadata.get("execution", {})
    try:
        began, ended = times["iopub.execute_input"], times["shell.execute_reply"]
    except KeyError:
        return 0.0
    return (datetime.fromisoformat(ended) - datetime.fromisoformat(began)).total_seconds()


def _code_cells(path: Path) -> int:
    return sum(cell.cell_type == "code" for cell in nbformat.read(path, as_version=4).cells)
