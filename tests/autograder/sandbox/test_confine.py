"""What a process gives up, tried in one that can afford it."""

import json
import os
import resource
import subprocess
import sys
from dataclasses import asdict

import pytest

from autograder.sandbox import Limits, confine

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="Linux only")


@pytest.fixture
def confined():
    """Return a function that gives what an expression is in a confined process."""

    def tell(expression, limits=None):
        limits = asdict(limits or Limits())
        code = (
            "import json, os, resource, sys\nfrom autograder.sandbox import confine\n"
            f"confine.limit_resources({limits!r})\nconfine.drop_privileges()\nprint(json.dumps({expression}))"
        )
        done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, encoding="utf-8")
        assert done.returncode == 0, done.stderr
        return json.loads(done.stdout)

    return tell


def test_limits_are_hard(confined):
    limits = Limits(memory_bytes=1 << 30, file_bytes=1000, processes=33, cpu_seconds=5)
    names = ("RLIMIT_DATA", "RLIMIT_FSIZE", "RLIMIT_NPROC", "RLIMIT_CPU", "RLIMIT_CORE")
    told = confined(f"[resource.getrlimit(getattr(resource, name)) for name in {names}]", limits)
    assert told == [[1 << 30] * 2, [1000] * 2, [33] * 2, [6] * 2, [0] * 2]


def test_no_capability_is_left_and_none_comes_back(confined):
    status = confined("open('/proc/self/status').read()")
    lines = dict(line.split(":\t", 1) for line in status.splitlines() if ":\t" in line)
    assert lines["CapEff"] == lines["CapPrm"] == lines["CapInh"] == lines["CapAmb"] == "0" * 16
    assert lines["NoNewPrivs"] == "1"


def test_it_is_the_first_to_go_when_memory_runs_out(confined):
    assert confined("open('/proc/self/oom_score_adj').read().strip()") == "1000"


def test_a_lower_limit_of_this_process_is_not_raised():
    _, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    assert hard == resource.RLIM_INFINITY or hard >= confine.OPEN_FILES


def test_no_room_can_be_joined_through_something_that_is_none():
    file = os.open(os.devnull, os.O_RDONLY)
    with pytest.raises(OSError, match="setns"):
        confine.join(file, None)
    os.close(file)
