"""The example portfolio holds: what its pages claim is what the solved notebooks did."""

import json
import shutil
from pathlib import Path

import nbformat
import pytest

from autograder.score import score
from autograder.verdict import Verdict
from course.authoring.example import FOLDER
from course.exercises import find_exercises
from course.manifest import Lesson, load_manifest
from course.paths import ROOT
from course.portfolio.findings import Standing
from course.portfolio.verify import verify_portfolio


@pytest.fixture
def example(tmp_path) -> Path:
    """A copy of the example portfolio, made of every lesson of the course."""
    return shutil.copytree(ROOT / FOLDER, tmp_path / "example")


@pytest.fixture
def grade_example():
    """What running the example's notebooks again does, told by the solved notebooks that the build ran."""

    def grade(notebook: bytes, lesson: Lesson, *, folder: Path) -> Verdict:
        own = ROOT / FOLDER / "evidence" / lesson.id
        if own.is_dir():
            shutil.copytree(own, folder / "portfolio" / "evidence" / lesson.id)
        solved = nbformat.read(lesson.source_path, as_version=4)
        return Verdict(lesson.id, score(solved, find_exercises(solved.cells), ()))

    return grade


def test_the_example_of_all_lessons_holds_until_one_number_is_edited(example, grade_example):
    course = load_manifest()
    report = verify_portfolio(example, course, grade=grade_example)
    assert [finding for finding in report.findings if finding.standing is Standing.FAILS] == []
    assert report.notes == ()
    path = example / "evidence" / "02_real_data" / "06_competition" / "evidence.json"
    evidence = json.loads(path.read_text(encoding="utf-8"))
    evidence["series"][-1]["values"] = [0.1]
    path.write_text(json.dumps(evidence, ensure_ascii=False, indent=1), encoding="utf-8")
    edited = verify_portfolio(example, course, grade=grade_example)
    assert [finding.why for finding in edited.findings if finding.standing is Standing.FAILS] == [
        "run again, they are others"
    ]
