import json
import os

import matplotlib.pyplot as plt

from course.manifest import load_manifest
from course.outcomes import Outcome
from course.portfolio_practice.run import grade
from course.workspace import VARIABLE

LESSON = load_manifest().lesson("01_foundations/01_programming")


def cells(*sources, check=None):
    made = [{"cell_type": "code", "id": f"c{n}", "metadata": {}, "source": source} for n, source in enumerate(sources)]
    if check is not None:
        grading = {"grade_id": "x-check", "grade": True, "solution": False, "points": 2}
        made.append({"cell_type": "code", "id": "x", "metadata": {"nbgrader": grading}, "source": check})
    return json.dumps({"cells": made}).encode()


def test_a_check_that_stops_fails_and_one_that_does_not_passes(tmp_path):
    for check, outcome, earned in (("assert a == 1", Outcome.PASSED, 2), ("assert a == 3", Outcome.FAILED, 0)):
        verdict = grade(cells("a = 1", check=check), LESSON, folder=tmp_path)
        assert [(each.outcome, each.earned) for each in verdict.exercises] == [(outcome, earned)]
        assert verdict.problem is None


def test_a_cell_that_stops_is_the_problem_and_the_rest_runs(tmp_path):
    verdict = grade(cells("1 / 0", "a = 2", check="assert a == 2"), LESSON, folder=tmp_path)
    assert verdict.problem == "ZeroDivisionError: division by zero"
    assert verdict.exercises[0].outcome is Outcome.PASSED


def test_evidence_goes_into_the_folder_and_nothing_of_the_reader_changes(tmp_path, capsys, monkeypatch):
    monkeypatch.setenv(VARIABLE, str(tmp_path / "own"))
    mine = plt.figure()
    source = """import matplotlib.pyplot as plt
from course.portfolio import Measure, save_evidence
figure, axes = plt.subplots()
save_evidence(lesson="01_foundations/01_programming", title="a", question="b?", paragraph="c",
              measures=[Measure("d", 1)], figure=figure, alt="one two three four")"""
    try:
        for place in ("first", "again"):
            assert grade(cells(source), LESSON, folder=tmp_path / place).problem is None
            assert (tmp_path / place / "portfolio/evidence/01_foundations/01_programming/evidence.json").is_file()
        assert plt.gcf() is mine
    finally:
        plt.close(mine)
    assert os.environ[VARIABLE] == str(tmp_path / "own")
    assert not (tmp_path / "own").exists()
    assert capsys.readouterr().out == ""
