"""From a save to its outcome with the resident checker, beside a cold check of the same notebook."""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from pathlib import Path

import nbformat

from course.checking.saves import Checked, Saves
from course.manifest import load_manifest
from course.paths import ROOT
from course.workspace import Workspace, prepare

SAVES = 15


def main() -> None:
    """Print the median time from save to outcome, the share of it that is the cells' own, and a cold check's time."""
    manifest = load_manifest()
    lesson = manifest.lessons[0]
    with tempfile.TemporaryDirectory() as folder:
        workspace = Workspace(Path(folder))
        prepare(workspace, manifest)
        cold = _cold(workspace, lesson.id)
        told: list[Checked] = []
        done = threading.Semaphore(0)

        def tell(event: object) -> None:
            if isinstance(event, Checked):
                told.append(event)
                done.release()

        saves = Saves(workspace, tell)
        times = [_save(saves, lesson, number, done) for number in range(SAVES + 1)][1:]  # the first warms up
        saves.close()
        saves.checker.dismiss()
    answers = [event.answer for event in told[1:] if event.answer]
    cells = statistics.median(answer.verdict.seconds for answer in answers)
    median = statistics.median(times)
    print(f"\nfrom a save of {lesson.id} to its outcome ({len(times)} saves, {answers[0].walls})")
    print(f"  median {median:5.2f} s, fastest {min(times):5.2f} s, slowest {max(times):5.2f} s")
    print(f"  of the median the cells' own time is {cells:5.2f} s, {cells / median:.0%}")
    print(f"  course check, from a cold start {cold:5.2f} s; ratio save / cold: {median / cold:.2f}")


def _save(saves: Saves, lesson, number: int, done: threading.Semaphore) -> float:
    """Save the solved notebook with one answer changed; return seconds until its outcome is told."""
    path = saves.workspace.notebook(lesson)
    notebook = nbformat.read(lesson.source_path, as_version=4)
    answer = next(cell for cell in notebook.cells if cell.metadata.get("nbgrader", {}).get("solution"))
    answer.source += f"\nsaved = {number}"
    nbformat.write(notebook, path)
    began = time.perf_counter()
    saves.saved(lesson.id)
    done.acquire()
    return time.perf_counter() - began


def _cold(workspace: Workspace, lesson_id: str) -> float:
    command = [sys.executable, "-m", "course", "check", lesson_id]
    began = time.perf_counter()
    subprocess.run(
        command,
        cwd=ROOT,
        env={**os.environ, "COURSE_WORK": str(workspace.root), "COURSE_CHECK_HERE": "1"},
        stdout=subprocess.DEVNULL,
    )
    return time.perf_counter() - began
