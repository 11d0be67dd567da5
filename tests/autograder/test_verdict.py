from dataclasses import asdict

import pytest
from hypothesis import given
from hypothesis import strategies as st

from autograder.verdict import read_report
from course.checks import Report
from course.checks import SubCheck as Reported
from course.outcomes import Outcome


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
