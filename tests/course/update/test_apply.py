"""The files of an update: whatever stops it, and whenever, no text is lost and the next try completes it."""

import errno
import os
import signal
import subprocess
import sys
from datetime import UTC, datetime

import nbformat
import pytest

from course.authoring.pipeline import to_text
from course.errors import NotebookError
from course.manifest import Lesson
from course.update import apply
from course.update.apply import Outcome, update_lesson
from course.update.bases import best_base
from course.update.merge import Kind
from course.workspace import Workspace

NOW = datetime(2026, 12, 1, 12, tzinfo=UTC)
LESSON_ID = "01_foundations/01_delays"


@pytest.fixture
def lesson(tmp_path):
    return Lesson(LESSON_ID, "Delays", "", 30, (), (), (), (), (), root=tmp_path / "course-folder")


@pytest.fixture
def workspace(tmp_path):
    return Workspace(tmp_path / "work")


@pytest.fixture
def release(lesson):
    """Return a function that puts a release into the course's folder."""

    def put(notebook):
        lesson.release_path.parent.mkdir(parents=True, exist_ok=True)
        lesson.release_path.write_text(to_text(notebook), encoding="utf-8")

    return put


@pytest.fixture
def learner(workspace, lesson, base, mine, release):
    """A learner who has worked in the first release; the path of their notebook."""
    release(base)
    path = workspace.notebook(lesson)
    for target, notebook in ((workspace.base_of(lesson), base), (path, mine)):
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(to_text(notebook), encoding="utf-8")
    return path


def read(path):
    return nbformat.read(path, as_version=4)


def texts(path):
    return [cell.source for cell in read(path).cells]


def test_nothing_new_writes_nothing(workspace, lesson, learner):
    before = learner.read_bytes(), sorted(workspace.root.rglob("*"))
    assert update_lesson(workspace, lesson, NOW).outcome is Outcome.CURRENT
    assert (learner.read_bytes(), sorted(workspace.root.rglob("*"))) == before


def test_a_newer_release_comes_in_and_the_old_file_is_kept(workspace, lesson, learner, release, upstream):
    before = learner.read_bytes()
    release(upstream(("Two sentences", "Three sentences")))
    done = update_lesson(workspace, lesson, NOW)
    assert done.outcome is Outcome.UPDATED
    assert [note.kind for note in done.notes] == [Kind.TASK_CHANGED]
    assert done.kept.relative_to(learner.parent).as_posix() == "before-update/01_delays.2026-12-01.ipynb"
    assert done.kept.read_bytes() == before
    assert "Three sentences" in "".join(texts(learner))
    assert workspace.base_of(lesson).read_bytes() == lesson.release_path.read_bytes()
    assert update_lesson(workspace, lesson, NOW).outcome is Outcome.CURRENT


def test_two_updates_of_one_day_keep_both_old_files(workspace, lesson, learner, release, upstream):
    release(upstream(("Two sentences", "Three sentences")))
    update_lesson(workspace, lesson, NOW)
    release(upstream(("Two sentences", "Four sentences")))
    done = update_lesson(workspace, lesson, NOW)
    assert [path.name for path in sorted(done.kept.parent.iterdir())] == [
        "01_delays.2026-12-01-2.ipynb",
        "01_delays.2026-12-01.ipynb",
    ]
    assert "Four sentences" in "".join(texts(learner))


def test_a_lesson_that_the_learner_removed_stays_removed(workspace, lesson, learner, release, upstream):
    learner.unlink()
    release(upstream(("Two sentences", "Three sentences")))
    assert update_lesson(workspace, lesson, NOW).outcome is Outcome.ABSENT
    assert not learner.exists()


def test_a_damaged_notebook_is_named_and_left_as_it_is(workspace, lesson, learner, release, upstream):
    release(upstream(("Two sentences", "Three sentences")))
    for damaged in (b"", b"{", b'{"cells": 3}', b"\xff\xfe\x00"):
        learner.write_bytes(damaged)
        with pytest.raises(NotebookError, match="left as it is"):
            update_lesson(workspace, lesson, NOW)
        assert learner.read_bytes() == damaged


def test_a_save_while_it_is_merged_is_not_written_over(workspace, lesson, learner, release, upstream, monkeypatch):
    release(upstream(("Two sentences", "Three sentences")))
    real, saves = apply.put_aside, ["a first thought", "a second one"]

    def save_meanwhile(*arguments):
        if saves:
            notebook = read(learner)
            notebook.cells.append(nbformat.v4.new_code_cell(saves.pop(0)))
            learner.write_text(to_text(notebook), encoding="utf-8")
        real(*arguments)

    monkeypatch.setattr(apply, "put_aside", save_meanwhile)
    update_lesson(workspace, lesson, NOW)
    assert texts(learner)[-2:] == ["a first thought", "a second one"]
    assert "Three sentences" in "".join(texts(learner))


def test_a_notebook_that_is_saved_all_the_time_is_left_alone(
    workspace, lesson, learner, release, upstream, monkeypatch
):
    release(upstream(("Two sentences", "Three sentences")))
    thoughts = iter(range(1000))

    def save_meanwhile(*_):
        notebook = read(learner)
        notebook.cells.append(nbformat.v4.new_code_cell(f"thought {next(thoughts)}"))
        learner.write_text(to_text(notebook), encoding="utf-8")

    monkeypatch.setattr(apply, "put_aside", save_meanwhile)
    with pytest.raises(NotebookError, match="all the time"):
        update_lesson(workspace, lesson, NOW)
    assert "thought 4" in texts(learner)[-1]
    assert "Two sentences" in "".join(texts(learner))


def test_a_tab_that_was_open_saves_its_old_text_over_the_update(workspace, lesson, learner, release, upstream, mine):
    release(upstream(("Two sentences", "Three sentences"), ("say so with a", "say so in one")))
    update_lesson(workspace, lesson, NOW)
    mine.cells.append(nbformat.v4.new_code_cell("written in the old tab"))
    learner.write_text(to_text(mine), encoding="utf-8")
    assert update_lesson(workspace, lesson, NOW).outcome is Outcome.UPDATED
    merged = texts(learner)
    assert merged[-1] == "written in the old tab"
    assert sum("say so" in text for text in merged) == 1
    assert "Three sentences" in "".join(merged)
    assert update_lesson(workspace, lesson, NOW).outcome is Outcome.CURRENT


def test_without_a_base_nothing_of_the_learners_is_lost(workspace, lesson, learner, release, upstream, mine):
    workspace.base_of(lesson).unlink()
    new = upstream(("Two sentences", "Three sentences"))
    release(new)
    assert best_base(workspace, lesson, mine, new) == new
    update_lesson(workspace, lesson, NOW)
    written = [cell.source for cell in mine.cells]
    assert all(text in texts(learner) for text in written if "sentences" not in text)


def test_a_full_disk_at_any_write_leaves_the_old_notebook_and_says_so(
    workspace, lesson, learner, release, upstream, monkeypatch
):
    release(upstream(("Two sentences", "Three sentences")))
    before, real = learner.read_bytes(), os.fsync
    for room in range(10):
        left = [room]

        def full(handle, left=left):
            left[0] -= 1
            if left[0] < 0:
                raise OSError(errno.ENOSPC, "No space left on device")
            real(handle)

        monkeypatch.setattr("course.files.os.fsync", full)
        try:
            update_lesson(workspace, lesson, NOW)
            break
        except OSError as error:
            assert error.errno == errno.ENOSPC
        now = learner.read_bytes()
        assert now == before or "Three sentences" in now.decode()
        assert not list(workspace.root.rglob("*.new"))
    assert room >= 3  # the kept copy, the earlier base, the notebook, the base
    assert "Three sentences" in "".join(texts(learner))


KILLED = """\
import os, signal, sys
from datetime import UTC, datetime
from pathlib import Path
import course.files
left = int(sys.argv[1])
def counted(function):
    def wrapper(*arguments, **options):
        global left
        left -= 1
        if left < 0:
            os.kill(os.getpid(), signal.SIGKILL)
        return function(*arguments, **options)
    return wrapper
os.fsync, os.replace, os.link = counted(os.fsync), counted(os.replace), counted(os.link)
Path.replace, Path.hardlink_to, Path.unlink = counted(Path.replace), counted(Path.hardlink_to), counted(Path.unlink)
from course.manifest import Lesson
from course.update.apply import update_lesson
from course.workspace import Workspace
lesson = Lesson(sys.argv[2], "Delays", "", 30, (), (), (), (), (), root=Path(sys.argv[3]))
update_lesson(Workspace(Path(sys.argv[4])), lesson, datetime(2026, 12, 1, 12, tzinfo=UTC))
"""


@pytest.mark.skipif(os.name == "nt", reason="Windows has no kill -9")
def test_killed_between_any_two_steps_nothing_is_lost_and_the_next_try_completes_it(
    workspace, lesson, learner, release, upstream, mine, base
):
    new = upstream(("Two sentences", "Three sentences"), ("say so with a", "say so in one"))
    old_base = workspace.base_of(lesson).read_bytes()
    finished = None
    for steps in range(20):
        learner.write_text(to_text(mine), encoding="utf-8")
        workspace.base_of(lesson).write_bytes(old_base)
        release(new)
        arguments = [str(steps), LESSON_ID, str(lesson.root), str(workspace.root)]
        code = subprocess.run([sys.executable, "-c", KILLED, *arguments], check=False).returncode
        nbformat.validate(read(learner))
        update_lesson(workspace, lesson, NOW)
        result = read(learner)
        finished = finished or result if code == -signal.SIGKILL else finished
        assert result == finished or finished is None
        assert "Three sentences" in "".join(texts(learner))
        assert all(
            cell.source in texts(learner) for cell in mine.cells if cell.id in ("mean", "late", "words", "my-own")
        )
        kept = [path.read_bytes() for path in (learner.parent / "before-update").glob("*.ipynb")]
        assert to_text(mine).encode() in kept
        if code == 0:
            break
        assert code == -signal.SIGKILL
    assert steps > 6
