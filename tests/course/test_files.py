"""Writing files: whole or not at all, and never over somebody's text."""

import os
import stat
import subprocess
import sys
import threading

import pytest

from course.files import append_line, create_once, write_atomically


def test_replaces_the_whole_file(tmp_path):
    path = tmp_path / "deep" / "notes.txt"
    write_atomically(path, "old text\n")
    write_atomically(path, "naïve\n")
    assert path.read_bytes() == "naïve\n".encode()
    assert [p.name for p in path.parent.iterdir()] == ["notes.txt"]


@pytest.mark.parametrize("stage", ["os.fsync", "os.replace"])
def test_an_error_on_the_way_leaves_the_old_text(tmp_path, monkeypatch, stage):
    path = tmp_path / "answers.txt"
    path.write_text("mine")

    def full_disk(*_):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(stage, full_disk)
    with pytest.raises(OSError, match="No space left"):
        write_atomically(path, "new")
    assert path.read_text() == "mine"
    assert [p.name for p in tmp_path.iterdir()] == ["answers.txt"]


def test_a_kill_before_the_rename_leaves_the_old_text(tmp_path):
    path = tmp_path / "answers.txt"
    path.write_text("mine")
    code = (
        "import os, signal; from course.files import write_atomically\n"
        "os.replace = lambda *a: os.kill(os.getpid(), signal.SIGKILL)\n"
        f"write_atomically({str(path)!r}, 'half')"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode != 0
    assert path.read_text() == "mine"


@pytest.mark.skipif(os.name == "nt", reason="Windows has no permission bits to keep")
def test_keeps_the_permissions(tmp_path):
    path = tmp_path / "script.sh"
    path.write_text("old")
    path.chmod(0o750)
    write_atomically(path, "new")
    assert stat.S_IMODE(path.stat().st_mode) == 0o750


def test_create_once_never_overwrites(tmp_path):
    path = tmp_path / "notebook.ipynb"
    assert create_once(path, "released")
    path.write_text("the learner's")
    assert not create_once(path, "released again")
    assert path.read_text() == "the learner's"
    assert [p.name for p in tmp_path.iterdir()] == ["notebook.ipynb"]


def test_of_many_at_once_only_one_creates(tmp_path):
    path, results = tmp_path / "one.txt", []
    threads = [threading.Thread(target=lambda n=n: results.append(create_once(path, f"{n}" * 1000))) for n in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert results.count(True) == 1
    assert len(set(path.read_text())) == 1


def test_create_once_without_hard_links(tmp_path, monkeypatch):
    def no_links(*_):
        raise OSError(95, "Operation not supported")

    monkeypatch.setattr("os.link", no_links)
    path = tmp_path / "notebook.ipynb"
    assert create_once(path, "released")
    assert not create_once(path, "again")
    assert path.read_text() == "released"


def test_a_line_is_added_below_what_is_there(tmp_path):
    path = tmp_path / "folder" / "lines.jsonl"
    append_line(path, "one")
    append_line(path, "twö")
    assert path.read_text(encoding="utf-8") == "one\ntwö\n"


def test_a_line_after_one_that_was_cut_off_begins_below_it(tmp_path):
    path = tmp_path / "lines.jsonl"
    path.write_bytes(b"one\ntw")
    append_line(path, "three")
    assert path.read_text(encoding="utf-8") == "one\ntw\nthree\n"
