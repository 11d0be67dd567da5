"""The same cohort by stock nbgrader and by `autograder grade`, sandbox on, with one and with two at a time."""

from __future__ import annotations

import os
import sys

from benchmarks._cohort import MODULE, CohortFolder, cohort
from benchmarks._process import Cost, cost

SUBMISSIONS = int(os.environ.get("BENCHMARK_SUBMISSIONS", "100"))


def main() -> None:
    """Print what each takes for the whole cohort, per notebook, and as ratios to stock nbgrader."""
    with cohort(SUBMISSIONS) as made:
        print(f"\n{SUBMISSIONS} submissions of mixed merit, graded whole (one run of each)")
        stock = graded(made, ["nbgrader", "autograde", MODULE])
        _show("nbgrader autograde", stock)
        for jobs in (1, 2):
            ours = graded(made, ["autograder", "grade", MODULE, "--jobs", str(jobs)])
            _show(f"autograder grade --jobs {jobs}", ours)
            print(f"    stock / this: wall clock {stock.seconds / ours.seconds:.1f}, "
                  f"processor {stock.cpu_seconds / ours.cpu_seconds:.1f}")  # fmt: skip


def graded(made: CohortFolder, command: list[str]) -> Cost:
    """What a command costs that grades the cohort from nothing."""
    made.forget_grades()
    return cost([sys.executable, "-m", *command], cwd=made.course, env=made.environment, may_fail=True)


def _show(name: str, what: Cost) -> None:
    each = 1000 / SUBMISSIONS
    print(
        f"  {name:<30} {what.seconds:8.1f} s   cpu {what.cpu_seconds:8.1f} s   peak {what.megabytes:5.0f} MB"
        f"   per notebook {what.seconds * each:7.0f} ms, cpu {what.cpu_seconds * each:7.0f} ms"
    )
