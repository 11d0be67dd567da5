"""Building a room, and taking it down again."""

import time
from pathlib import Path

import pytest

from autograder.errors import GraderBroke
from autograder.sandbox import Limits
from autograder.sandbox import walls as walls_module
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


def test_the_superusers_room_is_one_for_a_stand_in_that_nobody_is():
    line = command(Limits(), View((), ()), bwrap="bwrap", info=5, passwd=6, superuser=True)
    assert "--unshare-user" not in line and "--unshare-net" in line


def test_a_private_home_around_a_shown_folder_can_be_passed_through():
    view = View(((Path("/home/ada/.python/3"), Shown.AS_IT_IS), (Path("/usr"), Shown.AS_IT_IS)), ())
    text = " ".join(command(Limits(), view, bwrap="bwrap", info=5, passwd=6))
    order = [text.index(f"--perms 0755 --dir {folder} ") for folder in ("/home", "/home/ada", "/home/ada/.python")]
    assert order == sorted(order) and order[-1] < text.index("--ro-bind /home/ada/.python/3")
    assert "--dir /usr" not in text


def test_no_two_rooms_of_the_superuser_share_a_stand_in(program, monkeypatch):
    program("bwrap")
    monkeypatch.setattr(walls_module, "_may_stand_in", lambda: True)
    monkeypatch.setattr(Walls, "_build", lambda *_: None)
    users = [Walls(Limits(), View((), ())).user for _ in range(5)]
    assert len(set(users)) == 5
    assert all(0x40000000 <= user < 2**31 for user in users)


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
