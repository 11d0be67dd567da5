import json
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from autograder.verdict import ExerciseVerdict, SubCheck, Verdict
from course.outcomes import Outcome
from course.results import keep_result, read_results
from course.workspace import Workspace

SUB = SubCheck("it works", Outcome.FAILED, called="f(1)", got="2", expected="3", help="Look again.")
VERDICT = Verdict(
    "01_a/01_b",
    (
        ExerciseVerdict("x-check", "Exercise 1", "write", 4.0, 2.5, Outcome.FAILED, (SUB,)),
        ExerciseVerdict("words", "Exercise 2", "explain", 3.0, None, None, awaits_person=True),
    ),
)


@pytest.fixture
def workspace(tmp_path):
    return Workspace(tmp_path)


def test_a_workspace_without_results_has_none(workspace):
    assert read_results(workspace).lessons == {}


def test_a_result_is_read_back(workspace):
    path = keep_result(workspace, VERDICT, "abc")
    assert path == workspace.results / "01_a" / "01_b.json"
    results = read_results(workspace)
    result = results.lessons["01_a/01_b"]
    assert (result.exercises, result.notebook, result.problem) == (VERDICT.exercises, "abc", None)
    assert datetime.now(UTC) - result.checked_at < timedelta(minutes=1)
    assert (result.count(Outcome.FAILED), result.count(None), results.set_aside) == (1, 1, ())


def test_the_latest_result_stands(workspace):
    keep_result(workspace, VERDICT, "abc")
    keep_result(workspace, replace(VERDICT, exercises=()), "def")
    assert read_results(workspace).lessons["01_a/01_b"].exercises == ()
    assert [path.name for path in workspace.results.rglob("*.*")] == ["01_b.json"]


def test_a_crash_while_writing_leaves_the_old_result(workspace, monkeypatch):
    keep_result(workspace, VERDICT, "abc")

    def crash(*_):
        raise KeyboardInterrupt

    monkeypatch.setattr("os.replace", crash)
    with pytest.raises(KeyboardInterrupt):
        keep_result(workspace, replace(VERDICT, exercises=()), "def")
    assert read_results(workspace).lessons["01_a/01_b"].notebook == "abc"


def damaged(path):
    good = json.loads(path.read_text(encoding="utf-8"))
    yield b""
    yield path.read_bytes()[:-20]
    yield b"\xff\xfe\x00"
    yield json.dumps(good | {"version": 99}).encode()
    yield json.dumps(good | {"lesson_id": "01_a/02_other"}).encode()
    yield json.dumps(good | {"exercises": [{"grade_id": 3}]}).encode()
    yield json.dumps(good | {"exercises": [good["exercises"][0] | {"outcome": "great"}]}).encode()


def test_a_damaged_file_is_set_aside_and_named(workspace):
    path = keep_result(workspace, VERDICT, "abc")
    for number, data in enumerate(list(damaged(path)), 1):
        path.write_bytes(data)
        results = read_results(workspace)
        beside = path.with_name(f"01_b.json.damaged-{number}")
        assert results.lessons == {}
        assert results.set_aside == (beside,)
        assert beside.read_bytes() == data
        assert read_results(workspace).set_aside == ()


def test_a_damaged_file_is_not_overwritten(workspace):
    path = keep_result(workspace, VERDICT, "abc")
    path.write_bytes(b"mine")
    keep_result(workspace, VERDICT, "abc")
    assert path.with_name("01_b.json.damaged-1").read_bytes() == b"mine"
    assert list(read_results(workspace).lessons) == ["01_a/01_b"]


def test_one_damaged_file_costs_one_lesson(workspace):
    path = keep_result(workspace, VERDICT, "abc")
    keep_result(workspace, replace(VERDICT, lesson_id="01_a/02_c"), "abc")
    path.write_bytes(b"{")
    assert list(read_results(workspace).lessons) == ["01_a/02_c"]
