"""The whole way of a learner, by the README's commands alone: from a clone to a portfolio that verifies.

A copy of what git tracks goes into a folder with spaces and letters outside ASCII; nothing but Python is on
the path. What `start` installs comes from the package index, or from uv's cache.
"""

import json
import os
import subprocess

import nbformat

from course.manifest import load_manifest

LESSON = load_manifest().lessons[0]


def answers(clone, *, only=None):
    """Put the solutions into the learner's notebook, or only those of the named answers."""
    solved = {cell.id: cell for cell in nbformat.read(LESSON.source_path, 4).cells}
    notebook = nbformat.read(clone.notebook, 4)
    for cell in notebook.cells:
        if cell.metadata.get("nbgrader", {}).get("solution") and (only is None or cell.id in only):
            cell.source = solved[cell.id].source
    nbformat.write(notebook, clone.notebook)


def test_start_makes_the_workspace_and_says_what_it_does(clone):
    assert "MB" in clone.first_start
    assert clone.notebook.read_bytes() == (clone.folder / f"{LESSON.id}.ipynb").read_bytes()
    assert LESSON.title in (clone.work / "START.md").read_text(encoding="utf-8")


def test_a_second_start_installs_nothing_and_keeps_what_was_written(clone):
    clone.notebook.write_text(clone.notebook.read_text(encoding="utf-8").replace("your goes", "x"), encoding="utf-8")
    before = clone.notebook.read_bytes()
    again = clone.course("start", "--prepare-only")
    assert "Installing" not in again
    assert clone.notebook.read_bytes() == before


def test_nothing_that_a_learner_edits_is_tracked(clone):
    env = {"GIT_CONFIG_GLOBAL": os.devnull, "PATH": os.environ["PATH"]}
    subprocess.run(["git", "init", "-q"], cwd=clone.folder, check=True, env=env)
    shown = subprocess.run(
        ["git", "status", "--porcelain", "--untracked-files=all"],
        cwd=clone.folder,
        check=True,
        capture_output=True,
        env=env,
    )
    untracked = [line.removeprefix("?? ") for line in shown.stdout.decode().splitlines()]
    assert untracked
    assert not [path for path in untracked if path.startswith(("work/", ".venv"))]


def test_an_untouched_notebook_is_not_attempted(clone):
    shown = clone.course("check", LESSON.id)
    assert "Not attempted" in shown
    assert "Failed" not in shown


def test_answers_are_checked_hidden_tests_included(clone):
    answers(clone)
    shown = clone.course("check", LESSON.id)
    assert "Not attempted" not in shown
    assert "Failed" not in shown
    assert LESSON.title in clone.course("progress")


def test_evidence_becomes_a_site_that_verifies_until_somebody_edits_it(clone):
    answers(clone)
    clone.run_notebook()
    clone.course("portfolio", "new")
    profile = clone.work / "portfolio" / "profile.toml"
    text = profile.read_text(encoding="utf-8")
    text = text.replace('name = ""', 'name = "Zoë Ångström"').replace('headline = ""', 'headline = "Looks at data"')
    profile.write_text(text, encoding="utf-8")
    clone.course("portfolio", "build")
    front = (clone.work / "portfolio" / "site" / "index.html").read_text(encoding="utf-8")
    assert "Zoë Ångström" in front
    assert clone.course("portfolio", "open", "--no-browser").strip().endswith("index.html")
    assert "hold" in clone.course("verify", "work/portfolio")

    evidence = next((clone.work / "portfolio" / "evidence").rglob("evidence.json"))
    record = json.loads(evidence.read_text(encoding="utf-8"))
    record["measures"][0]["value"] = 9999
    evidence.write_text(json.dumps(record), encoding="utf-8")
    shown = clone.course("verify", "work/portfolio", code=1)
    assert record["measures"][0]["name"] in shown
    assert "9999" in shown.replace(",", "").replace("\u202f", "")
