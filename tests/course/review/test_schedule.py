"""The schedule: intervals grow with right answers, shrink with wrong ones, and survive whatever happens."""

import os
import signal
import subprocess
import sys
import time
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from course.review.schedule import Reason, Scheduled, changing, next_day, read_schedule

NOON = datetime(2026, 11, 2, 12, tzinfo=UTC)


def fresh():
    return Scheduled("01_a/01_b#late", Reason.FAILED, NOON)


def test_right_answers_make_the_intervals_longer_up_to_a_year():
    one, days = fresh(), []
    for _ in range(12):
        now = one.due
        one = one.after(True, now)
        days.append((one.due - now).days)
    assert days == sorted(days)
    assert days[0] >= 1
    assert days[3] > 14
    assert days[-1] <= 365
    assert (one.answered, one.right) == (12, 12)


def test_a_wrong_answer_brings_it_back_sooner():
    known = fresh()
    for _ in range(4):
        known = known.after(True, known.due)
    now = known.due
    assert known.after(False, now).due - now < (known.after(True, now).due - now) / 3


@given(st.lists(st.booleans(), max_size=30), st.integers(0, 100))
def test_it_is_never_due_again_on_the_same_day_nor_after_a_year(answers, late):
    one = fresh()
    for right in answers:
        now = one.due + timedelta(days=late)
        one = one.after(right, now)
        assert next_day(now) <= one.due <= now + timedelta(days=366)
    assert one.right == sum(answers)


def test_it_is_read_back_as_it_was_written(workspace):
    one = fresh().after(False, NOON)
    with changing(workspace) as schedule:
        schedule[one.question] = one
    assert read_schedule(workspace) == {one.question: one}


def test_a_damaged_file_is_set_aside_and_a_new_one_begun(workspace):
    path = workspace.root / ".course" / "review.json"
    path.parent.mkdir()
    path.write_text('{"cut off', encoding="utf-8")
    assert read_schedule(workspace) == {}
    assert path.with_name("review.json.damaged-1").read_text(encoding="utf-8") == '{"cut off'
    with changing(workspace) as schedule:
        schedule["01_a/01_b#late"] = fresh()
    assert list(read_schedule(workspace)) == ["01_a/01_b#late"]


def test_an_error_in_between_changes_nothing(workspace):
    with changing(workspace) as schedule:
        schedule["01_a/01_b#late"] = fresh()
    with pytest.raises(RuntimeError), changing(workspace) as schedule:
        schedule.clear()
        raise RuntimeError
    assert list(read_schedule(workspace)) == ["01_a/01_b#late"]


WRITER = """\
import sys
from datetime import UTC, datetime
from pathlib import Path
from course.review.schedule import Reason, Scheduled, changing
from course.workspace import Workspace
print("ready", flush=True)
for number in range(10_000):
    with changing(Workspace(Path(sys.argv[1]))) as schedule:
        schedule[f"{sys.argv[2]}#{number}"] = Scheduled(f"{number}", Reason.FAILED, datetime.now(UTC))
    print(number, flush=True)
"""


@pytest.mark.skipif(os.name == "nt", reason="Windows has no kill -9")
def test_two_writers_of_whom_one_is_killed_lose_nothing_that_was_written(workspace):
    writers = [
        subprocess.Popen([sys.executable, "-c", WRITER, str(workspace.root), who], stdout=subprocess.PIPE, text=True)
        for who in ("a", "b")
    ]
    for writer in writers:
        assert writer.stdout.readline() == "ready\n"
    said = [[writers[0].stdout.readline() for _ in range(5)], [writers[1].stdout.readline() for _ in range(5)]]
    for writer in writers:
        writer.send_signal(signal.SIGKILL)
        writer.wait()
    time.sleep(0.1)
    schedule = read_schedule(workspace)
    for who, lines in zip("ab", said, strict=True):
        assert all(f"{who}#{line.strip()}" in schedule for line in lines)
