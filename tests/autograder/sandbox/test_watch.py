"""Figures about the processes in a room, from outside."""

import os
import subprocess
import sys
import time
from pathlib import Path

import pytest

from autograder.sandbox import Limits
from autograder.sandbox.watch import Watch


@pytest.fixture
def watch():
    """A watch over this very process, whose room is the machine."""
    made = []

    def over(limits):
        made.append(Watch(os.getpid(), ("/tmp",), limits))
        return made[-1]

    yield over
    for one in made:
        one.close()


def test_it_sees_processes_time_memory_and_files(watch):
    usage = watch(Limits(processes=10**6, memory_bytes=1 << 60)).usage()
    assert usage.processes >= len(list(Path("/proc").glob("[0-9]*"))) / 2
    assert usage.cpu_seconds > 0 and usage.memory_bytes > 10 << 20
    figures = os.statvfs("/tmp")
    assert usage.files == pytest.approx(figures.f_files - figures.f_ffree, rel=0.05)


def test_processes_are_counted_before_anything_slow_is_read(watch):
    usage = watch(Limits(processes=1)).usage()
    assert usage.processes > 1
    assert (usage.memory_bytes, usage.cpu_seconds) == (0, 0.0)


def test_shared_pages_count_once(watch):
    """Where what is mapped exceeds the limit, a closer look tells what is shared."""
    over = watch(Limits(processes=10**6, memory_bytes=1 << 20))
    mapped = watch(Limits(processes=10**6, memory_bytes=1 << 60)).usage().memory_bytes
    time.sleep(0.01)
    assert 0 < over.usage().memory_bytes < mapped


def test_it_sees_who_waits_for_a_processor(watch):
    """Processes that are bound to the same processor have to wait for each other."""
    processor = min(os.sched_getaffinity(0))
    spin = f"import os\nos.sched_setaffinity(0, [{processor}])\nwhile True: pass"
    spinning = [subprocess.Popen([sys.executable, "-c", spin]) for _ in range(3)]
    over = watch(Limits(processes=10**6, memory_bytes=1 << 60))
    waited, until = 0.0, time.monotonic() + 30
    try:
        while waited < 0.2 and time.monotonic() < until:
            time.sleep(0.05)
            waited = max(int(Path(f"/proc/{each.pid}/schedstat").read_text().split()[1]) / 1e9 for each in spinning)
        assert over.usage().waited_seconds >= waited > 0.2
    finally:
        for each in spinning:
            each.kill()
            each.wait()


def test_it_keeps_nothing_open(watch):
    before = len(list(Path("/proc/self/fd").iterdir()))
    one = Watch(os.getpid(), ("/tmp", "/dev/shm"), Limits())
    one.close()
    assert len(list(Path("/proc/self/fd").iterdir())) == before
