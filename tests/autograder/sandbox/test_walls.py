"""Building a room, and taking it down again."""

import time
from pathlib import Path

import pytest

from autograder.errors import GraderBroke
from autograder.sandbox import Limits
from autograder.sandbox.visible import WORK, Shown, View, course_view
from autograder.sandbox.walls import Walls, command


def test_the_wall_makes_every_namespace_and_leaves_nothing_of_bwraps_own_writable():
    view = View(
        ((Path("/usr"), Shown.AS_IT_IS), (Path("/usr/local/course"), Shown.EMPTY)), ((Path("/bin"), "usr/bin"),)
    )
    line = command(Limits(disk_bytes=123), view, bwrap="bwrap", info=5, passwd=6)
    assert {f"--unshare-{kind}" for kind in ("user", "pid", "ipc", "net", "uts")} <= set(line)
    text = " ".join(line)
    assert "--size 123 --tmpfs /tmp" in text and "--size 123 --tmpfs /dev/shm" in text
    for folder in ("/dev", "/usr/local/course", "/"):
        assert f"--remount-ro {folder} " in text
    assert text.endswith(f"--chdir {WORK} /usr/bin/cat")


def test_closing_ends_what_is_inside(program):
    program("bwrap")
    walls = Walls(Limits(), course_view())
    inmate = walls.inmate_pid
    assert Path(f"/proc/{inmate}").exists()
    walls.close()
    deadline = time.monotonic() + 5
    while Path(f"/proc/{inmate}").exists() and time.monotonic() < deadline:
        time.sleep(0.01)
    assert not Path(f"/proc/{inmate}").exists()


def test_a_room_that_cannot_be_built_says_why_and_leaves_nothing_open(program):
    program("bwrap")
    before = len(list(Path("/proc/self/fd").iterdir()))
    missing = View(((Path("/there/is/no/such/folder"), Shown.AS_IT_IS),), ())
    with pytest.raises(GraderBroke, match="no/such/folder"):
        Walls(Limits(), missing)
    assert len(list(Path("/proc/self/fd").iterdir())) == before
