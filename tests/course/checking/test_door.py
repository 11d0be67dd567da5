"""The door of a resident checker: its owner's alone, at any length of path, and nonsense does no harm."""

import os
import socket
import stat
import threading

import pytest

from course.checking._door import MARK, NAME, has_doors, hear, is_own, knock, listen, say

pytestmark = pytest.mark.skipif(
    not has_doors(), reason="this system has no socket files that tell who is at the other end"
)


@pytest.fixture
def workspace(tmp_path):
    folder = tmp_path / ("a long name é " * 8).strip() / "work"
    (folder / MARK).mkdir(parents=True)
    return folder


def test_a_message_goes_through_and_an_answer_comes_back(workspace):
    with listen(workspace) as door:

        def answer():
            link, _ = door.accept()
            with link:
                assert is_own(link)
                say(link, {"heard": hear(link)})

        thread = threading.Thread(target=answer)
        thread.start()
        with knock(workspace, seconds=10) as link:
            say(link, {"do": "check", "text": "é\n" * 100_000})
            assert hear(link)["heard"]["text"] == "é\n" * 100_000
        thread.join()


def test_only_its_owner_may_open_it(workspace):
    with listen(workspace):
        assert stat.S_IMODE((workspace / MARK / NAME).stat().st_mode) == 0o600


def test_where_nobody_is_nobody_answers(workspace):
    assert knock(workspace, seconds=1) is None
    listen(workspace).close()  # a resident that was killed leaves its file
    assert knock(workspace, seconds=1) is None
    with listen(workspace), knock(workspace, seconds=1) as link:
        assert link


@pytest.mark.parametrize("nonsense", [b"", b"hello\n", b"[1]\n", b'{"do": "check"', b"\xff\n"])
def test_nonsense_is_no_message(nonsense):
    ours, theirs = socket.socketpair()
    with ours, theirs:
        theirs.sendall(nonsense)
        theirs.shutdown(socket.SHUT_WR)
        assert hear(ours) is None


def test_a_folder_that_is_gone_is_no_door(tmp_path):
    assert knock(tmp_path / "gone", seconds=1) is None
    assert os.environ.get("COURSE_CHECK_HERE")
