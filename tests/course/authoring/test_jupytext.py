"""A lesson's text edited as a notebook in JupyterLab: nothing is lost on save."""

import shutil

import nbformat
import pytest
from jupyter_server.services.contents.largefilemanager import LargeFileManager
from jupytext.sync_contentsmanager import build_sync_jupytext_contents_manager_class

from course.manifest import load_manifest
from course.paths import ROOT

Manager = build_sync_jupytext_contents_manager_class(LargeFileManager)


@pytest.fixture
def contents(tmp_path):
    """JupyterLab's contents manager over a folder with the course's jupytext.toml and its lessons."""
    shutil.copy(ROOT / "jupytext.toml", tmp_path)
    shutil.copytree(ROOT / "course" / "lessons", tmp_path / "course" / "lessons")
    manager = Manager()
    manager.root_dir = str(tmp_path)
    manager.preferred_dir = str(tmp_path)
    return manager


def opened(contents, path):
    return contents.get(path, type="notebook", content=True)


@pytest.mark.parametrize("lesson", load_manifest().lessons, ids=lambda lesson: lesson.id)
def test_opened_and_saved_it_is_the_same_text(contents, tmp_path, lesson):
    path = f"course/lessons/{lesson.id}.py"
    before = (tmp_path / path).read_text(encoding="utf-8")
    contents.save(opened(contents, path), path)
    assert (tmp_path / path).read_text(encoding="utf-8") == before


def test_new_metadata_is_kept_and_outputs_and_editors_keys_are_not(contents, tmp_path):
    path = f"course/lessons/{load_manifest().lessons[0].id}.py"
    model = opened(contents, path)
    cell = nbformat.v4.new_code_cell("answer = 42", metadata={"collapsed": True, "execution": {"iopub.status": "x"}})
    cell.metadata["nbgrader"] = {"grade_id": "brand-new", "solution": True}
    cell.metadata["tags"] = ["uses:values"]
    cell.outputs = [nbformat.v4.new_output("stream", text="an output")]
    model["content"]["cells"].append(cell)
    model["content"]["metadata"]["kernelspec"] = {"name": "python3", "display_name": "Mine", "language": "python"}
    contents.save(model, path)
    text = (tmp_path / path).read_text(encoding="utf-8")
    assert '"grade_id": "brand-new", "solution": true' in text
    assert 'tags=["uses:values"]' in text
    assert "answer = 42" in text
    assert not any(word in text for word in ("collapsed", "iopub", "an output", "kernelspec", "jupytext_version"))
    assert not list(tmp_path.rglob("*.ipynb"))
