"""What doctor finds, and that it says what to type."""

import json
import shutil

import pytest

from course.manifest import Extra, Manifest, Setup
from course.paths import ROOT
from course.setup import doctor as module
from course.setup.doctor import Finding, Health, Report, examine
from course.setup.locks import part_digest
from course.setup.state import State, Status, write_state

MANIFEST = Manifest("", "", {}, (), (Extra("test", "The tests", "for authors", 70, 9),), Setup(1, 5, 1), (), (), ROOT)


@pytest.fixture
def root(tmp_path, monkeypatch):
    """A clone with the course's own lists, nothing installed, no work folder."""
    shutil.copytree(ROOT / "requirements", tmp_path / "requirements")
    shutil.copyfile(ROOT / "pyproject.toml", tmp_path / "pyproject.toml")
    monkeypatch.delenv("CONDA_PREFIX", raising=False)
    monkeypatch.setenv("COURSE_WORK", str(tmp_path / "work"))
    return tmp_path


def found(root, subject) -> Finding:
    return next(finding for finding in examine(MANIFEST, root).findings if finding.subject == subject)


def ready(root, monkeypatch, **changes):
    """Say in the state that core and course are installed, with this Python."""
    monkeypatch.setattr(module.Environment, "version", lambda self: "3.12")
    installed = {part: part_digest(part, root) for part in ("uv", "core", "course")} | changes.pop("installed", {})
    values = {"root": str(root), "python": "3.12", "status": Status.READY} | changes
    (root / ".venv").mkdir()
    write_state(root / ".venv", State(**values, installed=installed))


def test_before_set_up_it_names_the_one_command(root):
    finding = found(root, "environment")
    assert (finding.health, finding.next_step) == (Health.WRONG, "python3 -m course start")
    assert not examine(MANIFEST, root).healthy
    assert list(root.glob(".venv*")) == []


def test_after_set_up_the_environment_is_good(root, monkeypatch):
    ready(root, monkeypatch)
    assert found(root, "environment").health is Health.GOOD


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"status": Status.INSTALLING}, "did not finish"),
        ({"python": "3.11"}, "Python 3.11 is gone"),
        ({"installed": {"core": "old"}}, "the lists changed since: core"),
    ],
)
def test_an_environment_out_of_step_is_told_with_its_reason(root, monkeypatch, changes, words):
    ready(root, monkeypatch, **changes)
    finding = found(root, "environment")
    assert finding.health is Health.WRONG
    assert words in finding.words
    assert finding.next_step == "python3 -m course start"


def test_an_extra_is_optional_until_it_is_there(root, monkeypatch):
    finding = found(root, "test")
    assert (finding.health, finding.next_step) == (Health.OPTIONAL, "python3 -m course add test")
    assert finding.words == "for authors; 70 MB"
    ready(root, monkeypatch, installed={"test": part_digest("test", root)})
    assert found(root, "test").health is Health.GOOD


def test_packages_are_held_against_the_lists(root, monkeypatch):
    ready(root, monkeypatch)
    answer = type("Answer", (), {"stdout": '{"numpy": "1.0"}'})()
    monkeypatch.setattr(module.subprocess, "run", lambda *arguments, **options: answer)
    finding = found(root, "packages")
    assert finding.health is Health.WRONG
    assert "alembic missing" in finding.words
    assert "and 1" in finding.words
    assert finding.next_step.endswith("python3 -m course start")


@pytest.mark.parametrize(
    ("there", "told"),
    [({}, True), ({"torch": "2.12.0"}, True), ({"torch": "2.13.0"}, False), ({"torch": "2.13.0+cpu"}, False)],
)
def test_what_is_pinned_beside_a_list_is_looked_for_in_any_build(root, monkeypatch, there, told):
    ready(root, monkeypatch, installed={"deep-learning": part_digest("deep-learning", root)})
    for part in ("core", "deep-learning", "data"):
        (root / "requirements" / f"{part}.txt").write_text("", encoding="utf-8")
    answer = type("Answer", (), {"stdout": json.dumps(there)})()
    monkeypatch.setattr(module.subprocess, "run", lambda *arguments, **options: answer)
    assert ("torch" in found(root, "packages").words) is told


def test_stale_lists_name_lock(root):
    path = root / "pyproject.toml"
    path.write_text(path.read_text(encoding="utf-8").replace('"numpy>=', '"numpy!=1,>='), encoding="utf-8")
    finding = found(root, "lists")
    assert (finding.health, finding.next_step) == (Health.WRONG, "python3 -m course lock")


def test_a_missing_list_does_not_stop_the_report(root, monkeypatch):
    ready(root, monkeypatch)
    (root / "requirements" / "core.txt").unlink()
    assert "core.txt: is missing" in found(root, "environment").words
    assert found(root, "disk").health is Health.GOOD


def test_work_is_counted(root):
    assert found(root, "your work").health is Health.WRONG
    (root / "work" / "01_foundations").mkdir(parents=True)
    (root / "work" / "01_foundations" / "01_counting.ipynb").touch()
    assert found(root, "your work").words.startswith("1 notebook in ")


def test_programs_outside_python_are_optional(root, monkeypatch):
    monkeypatch.setenv("PATH", "")
    assert found(root, "git").health is Health.OPTIONAL
    assert "portfolio" in found(root, "git").words


def test_the_report_lines_up_and_puts_the_next_step_below():
    report = Report((Finding("disk", Health.GOOD, "9 MB free"), Finding("environment", Health.WRONG, "none", "do it")))
    assert report.text().splitlines() == [
        "disk         ok             9 MB free",
        "environment  missing        none",
        "                            → do it",
    ]
