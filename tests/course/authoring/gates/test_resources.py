"""The resources gate: seconds and memory, by the better of two runs."""

from types import SimpleNamespace

from course.authoring.gates.resources import resources


def said(*runs):
    runs = [SimpleNamespace(seconds=seconds, peak_bytes=gigabytes * 1024**3) for seconds, gigabytes in runs]
    return [finding.what for finding in resources(SimpleNamespace(runs=runs))]


def test_a_quick_and_small_notebook_passes():
    assert said((12, 0.5), (11, 0.5)) == []


def test_one_slow_run_on_a_busy_machine_is_forgiven():
    assert said((75, 0.5), (55, 0.5)) == []


def test_too_slow_and_too_large_are_named_with_the_limit():
    assert said((75, 2.5), (71, 2.6)) == [
        "the solved notebook takes 71 seconds, 60 is the limit",
        "the solved notebook takes 2.5 GiB of memory, 2 is the limit",
    ]
