"""Answers that know only what they were asked before."""

import inspect

import pytest

from course.authoring.recorder import record, replay


def test_replay_gives_back_what_was_recorded_and_the_last_result_for_the_rest():
    double = record("double", lambda number, by=2: number * by)
    assert (double(2), double(5, by=3)) == (4, 15)
    known = replay("double")
    assert (known(2), known(5, by=3)) == (4, 15)
    assert known(7) == 15


def test_the_recorded_function_looks_like_the_learner_s():
    def mean(numbers, weights=None):
        """Return the mean."""

    recorded = record("mean", mean)
    assert (recorded.__name__, recorded.__doc__) == ("mean", "Return the mean.")
    assert list(inspect.signature(recorded).parameters) == ["numbers", "weights"]


def test_errors_are_recorded_and_raised_again():
    def refuse(value):
        raise ValueError("no such airport")

    recorded = record("refuse", refuse)
    with pytest.raises(ValueError, match="no such airport"):
        recorded("XXX")
    with pytest.raises(ValueError, match="no such airport"):
        replay("refuse")("XXX")
    assert replay("refuse")("JFK") is None


def test_calls_that_the_function_makes_of_itself_are_not_known():
    names = {}

    def factorial(n):
        return 1 if n == 0 else n * names["factorial"](n - 1)

    names["factorial"] = record("factorial", factorial)
    assert names["factorial"](5) == 120
    assert replay("factorial")(3) == 120


def test_arguments_and_results_changed_later_do_not_change_the_table():
    def add(rows):
        rows.append(1)
        return rows

    recorded = record("add", add)
    result = recorded([])
    result.append(2)
    assert replay("add")([]) == [1]
    first = replay("add")([])
    first.append(3)
    assert replay("add")([]) == [1]


def test_arguments_that_cannot_be_pickled_and_results_that_cannot_be_copied_do_not_stop_it():
    def numbers(key):
        yield 1

    recorded = record("numbers", numbers)
    assert list(recorded(lambda n: n)) == [1]
    assert replay("numbers")("anything") is not None


def test_a_new_recording_forgets_the_old_and_a_replay_keeps_its_own():
    record("first", lambda: 1)()
    kept = replay("first")
    record("first", lambda: 2)()
    assert (kept(), replay("first")()) == (1, 2)


def test_nothing_recorded_is_nothing():
    assert replay("never called")(1) is None
