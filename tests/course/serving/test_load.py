"""A load test counts every request, and shows its figures to the learner alone."""

from __future__ import annotations

import pytest

from course.errors import ServingError
from course.serving import Load, load_test, running
from course.serving.load import LEFT_OUT


def test_each_request_is_counted_and_those_that_fail_too(place):
    with running(place) as live:
        good = load_test(live, "/celsius", {"fahrenheit": 50}, requests=12, at_once=4)
        bad = load_test(live, "/celsius", {"fahrenheit": 500}, requests=5)
    assert (len(good.milliseconds), good.failed, good.at_once) == (12, 0, 4)
    assert all(taken > 0 for taken in good.milliseconds)
    assert (len(bad.milliseconds), bad.failed, bad.at_once) == (5, 5, 1)


@pytest.mark.parametrize(("requests", "at_once"), [(0, 1), (9000, 1), (10, 0), (10, 500)])
def test_what_is_no_load_test_for_a_laptop_is_refused(requests, at_once):
    with pytest.raises(ServingError, match="is not a load test"):
        load_test(None, "/celsius", {}, requests=requests, at_once=at_once)


def test_a_learner_sees_percentiles_and_a_build_does_not(work, monkeypatch, capsys, tmp_path_factory):
    load = Load(tuple(float(each) for each in range(100, 0, -1)), 2, 4)
    load.show()
    told = capsys.readouterr().out
    assert told == "100 requests, 4 at once: p50 50.0 ms, p95 95.0 ms, p99 99.0 ms; mean 50.5 ms, 2 failed\n"
    monkeypatch.delenv("COURSE_WORK")
    monkeypatch.chdir(tmp_path_factory.mktemp("elsewhere"))
    load.show()
    assert capsys.readouterr().out == LEFT_OUT + "\n"
