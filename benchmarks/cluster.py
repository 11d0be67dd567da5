"""A Dask cluster on this machine's loopback, with one and with two workers, beside workers without a cluster."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from contextlib import contextmanager

from benchmarks._cohort import MODULE, CohortFolder, cohort
from benchmarks.cohort import graded

SUBMISSIONS = int(os.environ.get("BENCHMARK_SUBMISSIONS", "100"))
START_SECONDS = 60


def main() -> None:
    """Print what the same cohort takes each way, and the ratios for the same number of workers."""
    with cohort(SUBMISSIONS) as made:
        print(f"\n{SUBMISSIONS} submissions of mixed merit, sandbox on (one run of each)")
        for workers in (1, 2):
            local = graded(made, ["autograder", "grade", MODULE, "--jobs", str(workers)])
            with _cluster(made, workers) as address:
                spread = graded(made, ["autograder", "grade", MODULE, "--scheduler", address])
            print(f"  local, --jobs {workers}        {local.seconds:8.1f} s")
            print(
                f"  Dask, {workers} worker{'s' * (workers > 1):<1}        {spread.seconds:8.1f} s"
                f"   Dask / local: {spread.seconds / local.seconds:.2f}"
            )


@contextmanager
def _cluster(made: CohortFolder, workers: int):
    """A scheduler and its workers as processes of their own; yields the scheduler's address."""
    port = 18700 + os.getpid() % 200
    address = f"tcp://127.0.0.1:{port}"
    commands = [["scheduler", "--host", "127.0.0.1", "--port", str(port), "--no-dashboard"]]
    commands += [["worker", address, "--host", "127.0.0.1", "--nthreads", "1", "--no-dashboard"]] * workers
    processes = [
        subprocess.Popen(
            [sys.executable, "-m", "distributed.cli.dask_" + command[0], *command[1:]],
            cwd=made.root, env=made.environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
        )
        for command in commands
    ]  # fmt: skip
    try:
        _wait(address, workers)
        yield address
    finally:
        for process in reversed(processes):
            process.terminate()
            process.wait()


def _wait(address: str, workers: int) -> None:
    from distributed import Client

    began = time.monotonic()
    while time.monotonic() - began < START_SECONDS:
        try:
            with Client(address, timeout=START_SECONDS) as client:
                client.wait_for_workers(workers, timeout=START_SECONDS)
                return
        except OSError:
            time.sleep(0.5)
    raise SystemExit(f"no cluster at {address} after {START_SECONDS} s")
