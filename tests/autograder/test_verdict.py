from dataclasses import asdict

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import TypeAdapter

from autograder.verdict import ExerciseVerdict, SubCheck, Verdict, read_report
from course.checks import Report
from course.checks import SubCheck as Reported
from course.outcomes import Outcome

VERDICT = Verdict(
    "01_a/01_b",
    (
        ExerciseVerdict("a-check", "A", "write", 4.0, 2.5, Outcome.FAILED, (SubCheck("says", Outcome.FAILED),)),
        ExerciseVerdict("b-check", "B", "write", 2.0, 2.0, Outcome.PASSED),
        ExerciseVerdict("c", "C", "explain", 3.0, None, None, awaits_person=True),
    ),
    repairs=("a: repaired",),
)


def test_a_verdict_sums_what_is_graded():
    assert (VERDICT.earned, VERDICT.points) == (4.5, 9.0)
    assert [VERDICT.count(outcome) for outcome in (*Outcome, None)] == [1, 1, 0, 1]


def test_a_verdict_survives_json():
    schema = TypeAdapter(Verdict)
    assert schema.validate_json(schema.dump_json(VERDICT), strict=True) == VERDICT


def test_the_report_of_a_check_is_read_back():
    reported = Report(
        "share", 4, (Reported("says", Outcome.PASSED, False, 1, "help", called="f()", got="1", expected="1"),)
    )
    report = read_report(reported.json())
    assert (report.name, report.points, report.earned, report.outcome) == ("share", 4.0, 4.0, Outcome.PASSED)
    assert asdict(report.subchecks[0]) == asdict(reported.subchecks[0])


GOOD = {"name": "a", "points": 1, "earned": 1, "outcome": "passed", "subchecks": [{"says": "x", "outcome": "passed"}]}


@pytest.mark.parametrize(
    "change",
    [
        {"points": "1"},
        {"earned": None},
        {"outcome": "great"},
        {"subchecks": [{"says": 1, "outcome": "passed"}]},
        {"subchecks": {}},
        {"name": b"a"},
        {"points": float("nan")},
    ],
)
def test_a_report_of_another_schema_is_none(change):
    assert read_report(GOOD) is not None
    assert read_report(GOOD | change) is None


@given(
    st.recursive(
        st.none() | st.booleans() | st.floats() | st.text(), lambda x: st.lists(x) | st.dictionaries(st.text(), x)
    )
)
def test_any_json_is_a_report_or_none(bundle):
    assert read_report(bundle) is None
