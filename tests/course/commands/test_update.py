"""`course update`, as it is typed after a `git pull`."""

import json

import nbformat
import pytest
from click.testing import CliRunner

from course.authoring.pipeline import to_text
from course.commands.update import command
from course.manifest import load_manifest
from course.workspace import Workspace, prepare

LESSON = "01_foundations/01_programming"
ANSWER = 'def number(text):\n    return None if text in ("", "NA") else float(text)'


@pytest.fixture
def workspace(tmp_path, monkeypatch):
    monkeypatch.setenv("COURSE_WORK", str(tmp_path))
    workspace = Workspace(tmp_path)
    prepare(workspace, load_manifest())
    return workspace


@pytest.fixture
def older(workspace):
    """The learner's notebook, answered, as if an older release of the course had been handed out."""
    lesson = load_manifest().lesson(LESSON)
    notebook = nbformat.read(lesson.release_path, as_version=4)
    task = next(cell for cell in notebook.cells if cell.source.startswith("## Exercise 2"))
    task.source += "\n\nAn older sentence."
    task.id = "an-older-task"
    workspace.base_of(lesson).write_text(to_text(notebook), encoding="utf-8")
    next(cell for cell in notebook.cells if cell.id == "number").source = ANSWER
    path = workspace.notebook(lesson)
    path.write_text(to_text(notebook), encoding="utf-8")
    return path


def update(*arguments):
    return CliRunner().invoke(command, arguments, standalone_mode=False)


def test_nothing_new_says_so(workspace):
    lessons = len(load_manifest().lessons)
    assert update().output.splitlines() == [f"0 notebooks of {lessons} brought up to date."]


def test_names_what_to_look_at_and_where_the_old_notebook_is(older, workspace):
    done = update(LESSON)
    assert done.return_value == 0
    assert f"{LESSON}: was brought up to date." in done.output
    assert "Look at: Exercise 2: turn a field into a number: its task changed" in done.output
    assert "As it was: 01_foundations/before-update/01_programming." in done.output
    assert "1 notebook of 1 brought up to date." in done.output
    assert "Reload Notebook from Disk" in done.output
    texts = [cell.source for cell in nbformat.read(older, as_version=4).cells]
    assert ANSWER in texts
    assert not any("older sentence" in text for text in texts)


def test_one_damaged_notebook_does_not_stop_the_others(older, workspace, monkeypatch):
    older.write_text("{", encoding="utf-8")
    done = update()
    assert done.return_value == 1
    assert "can't be read as a notebook, so it was left as it is" in done.output
    assert older.read_text(encoding="utf-8") == "{"


def test_a_new_lesson_is_copied(workspace):
    path = workspace.notebook(load_manifest().lesson(LESSON))
    path.unlink()
    done = update()
    assert "1 new lesson copied" in done.output
    assert json.loads(path.read_text(encoding="utf-8"))["cells"]
