"""Canaries do what they are for: the failing ones fail whatever is asked, the seals pass, and no two are alike."""

import sys
from types import SimpleNamespace

import pytest

from autograder.guard.canaries import _CALLS, failing, sealing
from course.checks import checks
from course.outcomes import Outcome


def run(canary, **names):
    """Run one canary as the only statement of a check; return its sub-check."""
    session = checks("canary", points=1)
    names |= {"session": session}
    exec(compile(f"with session as expect:\n    {canary.statement}", "<cell>", "exec"), names)
    return session.report.subchecks[0]


@pytest.mark.parametrize("method", sorted(_CALLS))
def test_a_failing_canary_fails_by_the_method_that_it_is_of(method):
    for _ in range(5):  # its values are chosen anew each time
        canary = failing("expect", method)
        assert canary.must_fail
        subcheck = run(canary)
        assert subcheck.outcome is Outcome.FAILED
        assert subcheck.says.startswith(canary.word)


def test_it_needs_no_name_of_the_notebooks():
    taken = dict.fromkeys(["list", "sum", "type", "str", "len", "print", "object", "KeyError"])
    for method in _CALLS:
        assert run(failing("expect", method), **taken).outcome is Outcome.FAILED


def test_a_method_without_one_has_none():
    assert failing("expect", "no_such_method") is None


def test_a_seal_passes_and_ends_in_what_the_witness_says(monkeypatch):
    monkeypatch.setitem(sys.modules, "_w", SimpleNamespace(seal=lambda salt, expect: f"{type(expect).__name__} {salt}"))
    canary = sealing("expect", "_w", "seal")
    subcheck = run(canary)
    assert subcheck.outcome is Outcome.PASSED
    assert subcheck.says == f"{canary.word}Expect {canary.salt}"


def test_no_two_have_the_same_word_or_salt():
    made = [sealing("expect", "_w", "seal") for _ in range(50)]
    assert len({canary.word for canary in made}) == len({canary.salt for canary in made}) == 50
