"""The same cohort by stock nbgrader and by `autograder grade`, sandbox on, with one and with two at a time.

Beside them stand the cells alone, which any grader has to run: what is left is what grading adds.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys

from benchmarks._cohort import MODULE, CohortFolder, cohort
from benchmarks._process import Cost, cost
from course.paths import ROOT

SUBMISSIONS = int(os.environ.get("BENCHMARK_SUBMISSIONS", "100"))


def main() -> None:
    """Print what each takes for the whole cohort, per notebook, and as ratios to stock nbgrader."""
    with cohort(SUBMISSIONS) as made:
        print(f"\n{SUBMISSIONS} submissions of mixed merit, graded whole (one run of each)")
        cells = cells_alone(made)
        _show("the cells alone, in bare forks", cells)
        stock = graded(made, ["nbgrader", "autograde", MODULE])
        _show("nbgrader autograde", stock)
        print(f"    stock / cells alone, the most that grading them could gain: {_ratios(stock, cells)}")
        for jobs in (1, 2):
            ours = graded(made, ["autograder", "grade", MODULE, "--jobs", str(jobs)])
            _show(f"autograder grade --jobs {jobs}", ours)
            print(f"    stock / this: {_ratios(stock, ours)}")
            added = _ratios(stock, ours, without=cells.shared(jobs))
            print(f"    the same without the cells, that is, what grading adds: {added}")


def cells_alone(made: CohortFolder) -> Cost:
    """What the cells of every submitted notebook take, one after the other; the start of the process is left out."""
    done = subprocess.run(
        [sys.executable, "-m", "benchmarks._cells", str(made.course)],
        cwd=ROOT,
        env=made.environment | {"PYTHONPATH": str(ROOT), "PYDEVD_DISABLE_FILE_VALIDATION": "1"},
        stdout=subprocess.PIPE,
        text=True,
        check=True,
    )
    return Cost(*json.loads(done.stdout))


def graded(made: CohortFolder, command: list[str]) -> Cost:
    """What a command costs that grades the cohort from nothing."""
    made.forget_grades()
    return cost([sys.executable, "-m", *command], cwd=made.course, env=made.environment, may_fail=True)


def _ratios(one: Cost, other: Cost, *, without: Cost | None = None) -> str:
    less, less_cpu = (without.seconds, without.cpu_seconds) if without else (0.0, 0.0)
    wall, cpu = other.seconds - less, other.cpu_seconds - less_cpu
    told = [("wall clock", one.seconds - less, wall), ("processor", one.cpu_seconds - less_cpu, cpu)]
    return ", ".join(f"{name} {above / below:.1f}" for name, above, below in told)


def _show(name: str, what: Cost) -> None:
    each = 1000 / SUBMISSIONS
    print(
        f"  {name:<30} {what.seconds:8.1f} s   cpu {what.cpu_seconds:8.1f} s   peak {what.megabytes:5.0f} MB"
        f"   per notebook {what.seconds * each:7.0f} ms, cpu {what.cpu_seconds * each:7.0f} ms"
    )
