import subprocess
import sys
from datetime import UTC, datetime

import pytest

from course.competition.history import Closed, FileHistory, MemoryHistory, Try
from course.errors import CompetitionError
from course.paths import ROOT

NOON = datetime(2026, 5, 4, 12, tzinfo=UTC)


def one(number, note=""):
    return Try(number=number, at=NOON, public=0.6, sealed="x", sha256=str(number), note=note)


@pytest.fixture(params=[MemoryHistory, FileHistory])
def history(request, tmp_path):
    return request.param() if request.param is MemoryHistory else FileHistory(tmp_path / "board" / "history.jsonl")


def test_events_come_back_as_they_were_in_order(history):
    events = [one(1, "mean, ≥ 5"), one(2), Closed(NOON, 2)]
    assert history.events() == ()
    for event in events:
        with history.held():
            history.add(event)
    assert list(history.events()) == events


def test_a_kill_in_the_middle_of_writing_leaves_every_line_that_was_there(tmp_path, monkeypatch):
    history = FileHistory(tmp_path / "history.jsonl")
    history.add(one(1))

    def killed(*_):
        raise KeyboardInterrupt

    monkeypatch.setattr("os.fsync", killed)
    with pytest.raises(KeyboardInterrupt):
        history.add(one(2))
    monkeypatch.undo()
    assert [event.number for event in history.events()] == [1]
    assert [path.name for path in tmp_path.iterdir()] == ["history.jsonl"]


ADD = """
import sys
from datetime import UTC, datetime
from pathlib import Path
from course.competition.history import FileHistory, Try

history = FileHistory(Path(sys.argv[1]))
for number in range(int(sys.argv[2]), int(sys.argv[2]) + 10):
    with history.held():
        history.add(Try(number=number, at=datetime(2026, 5, 4, tzinfo=UTC), public=0.6, sealed="x", sha256="y"))
"""


def test_two_processes_at_once_both_get_their_lines(tmp_path):
    path = tmp_path / "history.jsonl"
    command = [sys.executable, "-c", ADD, str(path)]
    workers = [subprocess.Popen([*command, str(first)], cwd=ROOT) for first in (0, 100)]
    assert [worker.wait(120) for worker in workers] == [0, 0]
    assert sorted(event.number for event in FileHistory(path).events()) == [*range(10), *range(100, 110)]


@pytest.mark.parametrize("line", [b"{}", b"torn", b'{"event":"closed","at":"2026-05-04T12:00:00Z"}', b"\xff\xfe"])
def test_a_damaged_line_is_one_error_that_names_it_and_nothing_is_lost(tmp_path, line):
    path = tmp_path / "history.jsonl"
    FileHistory(path).add(one(1))
    before = path.read_bytes() + line + b"\n"
    path.write_bytes(before)
    with pytest.raises(CompetitionError, match="line 2 is not as the course wrote it"):
        FileHistory(path).events()
    assert path.read_bytes() == before


def test_a_line_of_a_later_version_is_refused(tmp_path):
    path = tmp_path / "history.jsonl"
    FileHistory(path).add(one(1))
    path.write_text(path.read_text(encoding="utf-8").replace('"version":1', '"version":2'), encoding="utf-8")
    with pytest.raises(CompetitionError, match="line 1"):
        FileHistory(path).events()


def test_a_board_that_another_process_keeps_is_one_error(tmp_path, monkeypatch):
    monkeypatch.setattr("course.competition.history.PATIENCE", 0)
    first, second = FileHistory(tmp_path / "history.jsonl"), FileHistory(tmp_path / "history.jsonl")
    with first.held(), pytest.raises(CompetitionError, match="another process"), second.held():
        pass
