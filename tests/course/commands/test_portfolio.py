import json

import pytest

import autograder.grade
from autograder.verdict import ExerciseVerdict, Verdict
from course.cli import main
from course.manifest import load_manifest
from course.outcomes import Outcome
from course.portfolio import Measure, save_evidence

WORDS = "I compared the medians of three species and found that one of them is heavier by more than a kilogram in all."


@pytest.fixture
def lesson():
    return load_manifest().lessons[0]


@pytest.fixture
def work(tmp_path, monkeypatch, lesson):
    """A work folder with one notebook and its evidence."""
    monkeypatch.setenv("COURSE_WORK", str(tmp_path))
    notebook = tmp_path / f"{lesson.id}.ipynb"
    notebook.parent.mkdir()
    notebook.write_text(json.dumps({"cells": [], "metadata": {}}), encoding="utf-8")
    save_evidence(
        lesson=lesson.id, title="Heavy birds", question="Who is heavy?", measures=[Measure("n", 3)], paragraph=WORDS
    )
    return tmp_path


@pytest.fixture
def graded(monkeypatch, lesson):
    """Stands in for the run of a notebook: its one exercise passes."""
    calls = []

    def grade_notebook(notebook, lesson, **_):
        calls.append(lesson.id)
        return Verdict(lesson.id, (ExerciseVerdict("a-check", "Exercise 1", "write", 4.0, 4.0, Outcome.PASSED),))

    monkeypatch.setattr(autograder.grade, "grade_notebook", grade_notebook)
    return calls


def fill_in(work, name="Jo Park"):
    path = work / "portfolio" / "profile.toml"
    text = path.read_text(encoding="utf-8")
    text = text.replace('name = ""', f'name = "{name}"', 1).replace('headline = ""', 'headline = "Analyst"', 1)
    path.write_text(text, encoding="utf-8")


def test_from_nothing_to_a_site_in_three_commands(work, graded, capsys):
    assert main(["portfolio", "new"]) == 0
    assert "Made    profile.toml" in capsys.readouterr().out
    fill_in(work)
    assert main(["portfolio", "build"]) == 0
    out = capsys.readouterr().out
    assert "has changed since its last check" in out
    assert "1 case study" in out
    assert main(["portfolio", "open", "--no-browser"]) == 0
    assert capsys.readouterr().out.strip() == (work / "portfolio" / "site" / "index.html").as_uri()


def test_a_second_build_runs_nothing(work, graded):
    main(["portfolio", "new"])
    fill_in(work)
    main(["portfolio", "build"])
    main(["portfolio", "build"])
    assert len(graded) == 1


def test_new_twice_keeps_what_was_filled_in(work, capsys):
    main(["portfolio", "new"])
    fill_in(work, "Ada")
    assert main(["portfolio", "new"]) == 0
    assert "Kept    profile.toml" in capsys.readouterr().out
    assert 'name = "Ada"' in (work / "portfolio" / "profile.toml").read_text(encoding="utf-8")


def test_open_asks_the_browser_for_the_file(work, graded, monkeypatch):
    opened = []
    monkeypatch.setattr("webbrowser.open", lambda address: opened.append(address) or True)
    main(["portfolio", "new"])
    fill_in(work)
    main(["portfolio", "build"])
    assert main(["portfolio", "open"]) == 0
    assert opened == [(work / "portfolio" / "site" / "index.html").as_uri()]


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["build"], "there is no profile.toml yet"),
        (["open", "--no-browser"], "the site is not built yet"),
    ],
)
def test_what_is_missing_is_one_message_and_exit_code_2(work, capsys, arguments, words):
    assert main(["portfolio", *arguments]) == 2
    error = capsys.readouterr().err
    assert words in error
    assert "Next: python3 -m course portfolio" in error
    assert "Traceback" not in error


def test_an_empty_name_is_named(work, capsys):
    main(["portfolio", "new"])
    assert main(["portfolio", "build"]) == 2
    assert "`name` is not filled in" in capsys.readouterr().err


def test_a_draft_is_told_with_its_reason(work, graded, capsys, lesson):
    main(["portfolio", "new"])
    fill_in(work)
    save_evidence(lesson=lesson.id, title="t", question="q", measures=[Measure("n", 3)], paragraph="Too short.")
    assert main(["portfolio", "build"]) == 2
    assert "the paragraph has 2 words" in capsys.readouterr().err


def test_without_a_work_folder_the_next_step_is_start(monkeypatch, capsys):
    monkeypatch.setattr("course.workspace.Workspace.locate", classmethod(lambda cls, start=None: None))
    assert main(["portfolio", "build"]) == 2
    assert "python3 -m course start" in capsys.readouterr().err
