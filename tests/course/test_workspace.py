"""The learner's folder: nothing in it is ever lost, and it is found from anywhere."""

import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from course import workspace as module
from course.errors import WorkspaceError
from course.manifest import load_manifest
from course.paths import ROOT as OURS
from course.workspace import Workspace, choose, prepare, remembered

TITLES = """
[course]
title = "A small course"
release = "1"
[skills]
programming = "Programming"
[[modules]]
id = "01_foundations"
title = "Foundations"
promise = "You begin."
[[modules]]
id = "02_more"
title = "More"
promise = "You go on."
[[lessons]]
id = "01_foundations/01_counting"
title = "Counting | more"
summary = "How many."
minutes = 20
skills = ["programming"]
datasets = []
requires = []
extras = []
concepts = []
"""
RELEASED = '{"cells": [], "released": 1}\n'


@pytest.fixture
def course(tmp_path, monkeypatch):
    """A clone with one released lesson, and no environment variable that points elsewhere."""
    root = tmp_path / "clone é"
    files = {
        "course/course.toml": TITLES,
        "course/lessons/01_foundations/01_counting.py": "# %%\n",
        "01_foundations/01_counting.ipynb": RELEASED,
        "01_foundations/figures/target.svg": "<svg/>",
    }
    for name, text in files.items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text(text, encoding="utf-8", newline="\n")
    monkeypatch.setattr(module, "ROOT", root)
    monkeypatch.delenv("COURSE_WORK", raising=False)
    monkeypatch.chdir(tmp_path)
    return load_manifest(root / "course" / "course.toml")


@pytest.fixture
def clone(course) -> Path:
    return course.path.parent.parent


@pytest.fixture
def work(course, clone) -> Workspace:
    workspace = Workspace(clone / "work")
    prepare(workspace, course)
    return workspace


def test_prepare_copies_lessons_figures_and_base(course, clone):
    workspace = Workspace(clone / "work")
    (lesson,) = course.lessons
    assert prepare(workspace, course) == (workspace.notebook(lesson),)
    assert workspace.notebook(lesson).read_text(encoding="utf-8") == RELEASED
    assert (workspace.base / "01_foundations" / "01_counting.ipynb").read_text(encoding="utf-8") == RELEASED
    assert (workspace.root / "01_foundations" / "figures" / "target.svg").read_text(encoding="utf-8") == "<svg/>"
    assert workspace.results.is_dir()
    assert prepare(workspace, course) == ()


def test_what_the_learner_wrote_stays_when_a_new_release_comes(course, work):
    (lesson,) = course.lessons
    work.notebook(lesson).write_text("mine", encoding="utf-8")
    lesson.release_path.write_text("newer", encoding="utf-8")
    prepare(work, course)
    assert work.notebook(lesson).read_text(encoding="utf-8") == "mine"
    assert (work.base / f"{lesson.id}.ipynb").read_text(encoding="utf-8") == RELEASED


def test_a_renamed_notebook_is_copied_afresh_with_its_base(course, work):
    (lesson,) = course.lessons
    work.notebook(lesson).rename(work.root / "old.ipynb")
    lesson.release_path.write_text("newer", encoding="utf-8")
    assert prepare(work, course) == (work.notebook(lesson),)
    assert work.notebook(lesson).read_text(encoding="utf-8") == "newer"
    assert (work.base / f"{lesson.id}.ipynb").read_text(encoding="utf-8") == "newer"


def test_a_lesson_that_is_not_released_is_left_out(course, clone):
    (lesson,) = course.lessons
    lesson.release_path.unlink()
    assert prepare(Workspace(clone / "work"), course) == ()


def test_the_start_page_names_lessons_minutes_and_commands(work):
    page = (work.root / "START.md").read_text(encoding="utf-8")
    assert "[Counting \\| more](01_foundations/01_counting.ipynb) | How many. | 20 |" in page
    assert "-m course check 01_foundations/01_counting" in page
    assert "Shift+Enter" in page
    assert "**Step 2: More.** You go on." in page


def test_the_start_page_follows_the_manifest_until_the_learner_edits_it(course, work):
    page = work.root / "START.md"
    course.path.write_text(TITLES.replace("How many.", "How much."), encoding="utf-8")
    prepare(work, load_manifest(course.path))
    assert "How much." in page.read_text(encoding="utf-8")
    page.write_text("my notes", encoding="utf-8")
    prepare(work, course)
    assert page.read_text(encoding="utf-8") == "my notes"


@given(cut=st.integers(1, 12))
def test_stopped_after_any_write_the_next_run_completes_it(cut):
    """Whichever write fails, the notebook is never there without its base, and the next run puts all in place."""
    with tempfile.TemporaryDirectory() as folder, pytest.MonkeyPatch.context() as patch:
        root = Path(folder)
        for name, text in {"course/course.toml": TITLES, "course/lessons/01_foundations/01_counting.py": ""}.items():
            (root / name).parent.mkdir(parents=True)
            (root / name).write_text(text, encoding="utf-8")
        (root / "01_foundations").mkdir()
        (root / "01_foundations" / "01_counting.ipynb").write_text(RELEASED, encoding="utf-8", newline="\n")
        manifest = load_manifest(root / "course" / "course.toml")
        workspace, (lesson,) = Workspace(root / "work"), manifest.lessons
        left = iter(range(cut))
        for name in ("write_atomically", "create_once"):
            patch.setattr(module, name, _stopping(getattr(module, name), left))
        try:
            prepare(workspace, manifest)
        except KeyboardInterrupt:
            base = workspace.base / f"{lesson.id}.ipynb"
            assert base.exists() or not workspace.notebook(lesson).exists()
        patch.undo()
        prepare(workspace, manifest)
        assert workspace.notebook(lesson).read_text(encoding="utf-8") == RELEASED
        assert "Counting" in (workspace.root / "START.md").read_text(encoding="utf-8")
        changed = load_manifest(_changed(manifest.path))
        prepare(workspace, changed)
        assert "How much." in (workspace.root / "START.md").read_text(encoding="utf-8")


def _stopping(write, left):
    def stop_in_time(*arguments):
        if next(left, None) in (None, 0):
            raise KeyboardInterrupt
        return write(*arguments)

    return stop_in_time


def _changed(path: Path) -> Path:
    path.write_text(TITLES.replace("How many.", "How much."), encoding="utf-8")
    return path


def test_the_portfolio_is_a_git_repository_begun_once(work, course, program):
    program("git")
    head = work.portfolio / ".git" / "HEAD"
    assert head.read_text(encoding="utf-8").strip() == "ref: refs/heads/main"
    head.write_text("ref: refs/heads/mine\n", encoding="utf-8")
    prepare(work, course)
    assert head.read_text(encoding="utf-8").strip() == "ref: refs/heads/mine"


def test_without_git_the_portfolio_is_a_plain_folder(course, clone, monkeypatch):
    monkeypatch.setenv("PATH", str(clone))
    workspace = Workspace(clone / "work")
    prepare(workspace, course)
    assert list(workspace.portfolio.iterdir()) == []


def test_the_git_variables_of_a_hook_do_not_misplace_the_repository(course, clone, monkeypatch, program):
    program("git")
    monkeypatch.setenv("GIT_DIR", str(clone / "other.git"))
    workspace = Workspace(clone / "work")
    prepare(workspace, course)
    assert (workspace.portfolio / ".git").is_dir()
    assert not (clone / "other.git").exists()


def test_locate_asks_the_variable_then_the_folders_above_then_the_choice_then_work(
    work, clone, course, tmp_path, monkeypatch
):
    assert Workspace.locate() == work
    chosen = choose(tmp_path / "chosen", clone)
    assert Workspace.locate() == chosen
    assert Workspace.locate(work.root / "01_foundations") == work
    monkeypatch.chdir(work.portfolio)
    assert Workspace.locate() == work
    monkeypatch.setenv("COURSE_WORK", str(tmp_path / "elsewhere"))
    assert Workspace.locate(work.root) == Workspace(tmp_path / "elsewhere")


def test_there_is_no_workspace_before_start(course):
    assert Workspace.locate() is None


def test_choose_defaults_to_work_and_going_back_to_it_forgets_the_other(clone, course, tmp_path):
    assert choose(None, clone).root == clone / "work"
    assert choose(tmp_path / "chosen", clone).root == tmp_path / "chosen"
    assert choose(None, clone).root == tmp_path / "chosen"
    assert choose(clone / "work", clone).root == clone / "work"
    assert remembered(clone) is None


@pytest.mark.parametrize("name", [".", "course", "01_foundations", "other"])
def test_a_folder_among_the_courses_files_is_refused(clone, course, name):
    with pytest.raises(WorkspaceError, match="among the course's own files"):
        choose(clone / name, clone)
    assert not (clone / ".work").exists()


def test_a_chosen_folder_that_is_gone_is_an_error_and_not_an_empty_new_one(clone, course, tmp_path):
    chosen = choose(tmp_path / "stick", clone)
    shutil.rmtree(chosen.root)
    for ask in (Workspace.locate, lambda: choose(None, clone)):
        with pytest.raises(WorkspaceError, match="is not there") as caught:
            ask()
        assert "--work" in caught.value.next_step


def test_a_file_in_the_folders_place_is_one_clear_error(clone, course):
    (clone / "work").write_text("in the way", encoding="utf-8")
    with pytest.raises(WorkspaceError, match="can't be written") as caught:
        prepare(Workspace(clone / "work"), course)
    assert caught.value.where == str(clone / "work")


@pytest.mark.skipif(os.name == "nt", reason="bubblewrap is Linux's")
def test_a_read_only_folder_is_one_clear_error(work, clone, program):
    code = (
        "from course.workspace import *; from course.manifest import load_manifest\n"
        "from course.errors import WorkspaceError\n"
        f"try: prepare(Workspace(__import__('pathlib').Path({str(clone / 'new')!r})), load_manifest())\n"
        "except WorkspaceError as error: print(error)"
    )
    bind = [program("bwrap"), "--ro-bind", "/", "/", "--dev", "/dev", "--chdir", str(OURS)]
    done = subprocess.run([*bind, sys.executable, "-c", code], capture_output=True, encoding="utf-8", check=True)
    assert "can't be written: Read-only file system" in done.stdout
    assert "Next: choose a folder of your own" in done.stdout
