"""Installing an extra in the background: its lines are passed on, one at a time, and its end is told."""

import sys
import threading

from course.home.adding import Additions

SAY = [
    sys.executable,
    "-c",
    "import sys; print('Installing', sys.argv[1]); print(); print('é done'); sys.exit(int(sys.argv[1] == 'bad'))",
]


class Heard:
    def __init__(self):
        self.messages, self.ended = [], threading.Event()

    def __call__(self, message):
        self.messages.append(message)
        if message["kind"] == "added":
            self.ended.set()


def test_lines_are_passed_on_as_they_come_and_the_end_is_told():
    heard = Heard()
    additions = Additions(heard, command=SAY)
    assert additions.start("cluster")
    assert heard.ended.wait(60)
    assert [message.get("line") for message in heard.messages] == ["Installing cluster", "é done", None]
    assert heard.messages[-1] == {"kind": "added", "extra": "cluster", "ok": True}
    assert not additions.known["cluster"].running


def test_a_failure_is_told_and_another_can_begin():
    heard = Heard()
    additions = Additions(heard, command=SAY)
    additions.start("bad")
    assert heard.ended.wait(60)
    assert heard.messages[-1]["ok"] is False
    assert additions.start("cluster")


def test_two_do_not_run_at_once():
    heard = Heard()
    additions = Additions(heard, command=[sys.executable, "-c", "import time; time.sleep(0.5)"])
    assert additions.start("a")
    assert not additions.start("b")
    assert heard.ended.wait(60)
    assert "b" not in additions.known


def test_a_command_that_is_not_there_is_told():
    heard = Heard()
    Additions(heard, command=["/nowhere/python"]).start("a")
    assert heard.ended.wait(60)
    assert "could not be started" in heard.messages[0]["line"]
