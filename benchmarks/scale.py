"""Cohorts of different size: rate and memory must stay level."""

from __future__ import annotations

import os

from benchmarks._cohort import MODULE, cohort
from benchmarks.cohort import graded

SIZES = tuple(int(size) for size in os.environ.get("BENCHMARK_SIZES", "1000,5000").split(","))


def main() -> None:
    """Print rate and peak memory of `autograder grade --jobs 2` for each size of cohort."""
    print("\nautograder grade --jobs 2, sandbox on, submissions of mixed merit (one run of each)")
    rates = []
    for size in SIZES:
        with cohort(size) as made:
            took = graded(made, ["autograder", "grade", MODULE, "--jobs", "2"])
        rates.append((size / took.seconds, took.megabytes))
        rate = f"{rates[-1][0]:6.2f} a second"
        print(f"  {size:6} submissions {took.seconds:8.1f} s   {rate}   peak {took.megabytes:5.0f} MB")
    rate, memory = (rates[-1][at] / rates[0][at] for at in (0, 1))
    print(f"  ratio of the last to the first: rate {rate:.2f}, memory {memory:.2f}")
