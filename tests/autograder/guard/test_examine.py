"""What is made of the outputs of a check cell with canaries: the report without them, and the doubts."""

import copy

import nbformat
import pytest

from autograder.guard.examine import examine_check
from autograder.guard.instrument import plant
from autograder.guard.witness import sealed
from course.checks import MIMETYPE, Report, SubCheck
from course.outcomes import Outcome

SOURCE = 'with checks("share", points=4) as expect:\n    expect.equal(lambda: share, 3, help="Count again.")\n'
KEY = b"k" * 16


@pytest.fixture
def planted():
    return plant(SOURCE, "witness")


def part(says, outcome):
    return SubCheck(says, outcome, False, 1, "Count again.", "share", "2", "3")


def cell_of(planted, *, outcome=Outcome.FAILED, key=KEY, without=0, forged=False, then=None):
    """A check cell as it comes back, honest or not; `then` is what was done to its sub-checks behind the last seal."""
    parts = [part("share", outcome)]
    for canary in planted.canaries[without:]:
        said = [(each.says, str(each.outcome), each.weight) for each in parts]
        says = canary.word + (sealed(key, canary.salt, said) if canary.salt else "")
        fails = canary.must_fail and not forged
        parts.append(part(says, Outcome.FAILED if fails else Outcome.PASSED))
    if then:
        then(parts)
    cell = nbformat.v4.new_code_cell(SOURCE)
    cell.outputs = [nbformat.v4.new_output("execute_result", Report("share", 4, tuple(parts))._repr_mimebundle_())]
    return cell


@pytest.mark.parametrize(("outcome", "earned"), [(Outcome.PASSED, "4.0"), (Outcome.FAILED, "0.0")])
def test_an_honest_report_is_as_if_there_had_been_no_canaries(planted, outcome, earned):
    cell = cell_of(planted, outcome=outcome)
    assert examine_check(cell, planted, KEY) is None
    assert cell.outputs[0].data == Report("share", 4, (part("share", outcome),))._repr_mimebundle_()
    assert cell.outputs[0].data["text/plain"] == earned


@pytest.mark.parametrize(
    ("how", "words"),
    [
        ({"forged": True}, "a comparison that must fail passed"),
        ({"key": b"another key"}, "something that the checks rely on was changed"),
        ({"then": lambda parts: parts.__setitem__(0, part("share", Outcome.PASSED))}, "was changed"),
        ({"then": lambda parts: parts.pop(0)}, "was changed"),
        ({"then": lambda parts: parts.insert(1, part("more", Outcome.PASSED))}, "was changed"),
        ({"then": lambda parts: parts.append(part("more", Outcome.PASSED))}, "goes on behind its end"),
        ({"without": 1}, "was not made by this check"),
        ({"without": 99}, "was not made by this check"),
    ],
)
def test_what_can_t_be_true_is_named(planted, how, words):
    assert words in examine_check(cell_of(planted, **how), planted, KEY)


def test_a_seal_by_another_key_is_none(planted):
    assert "was changed" in examine_check(cell_of(planted), planted, b"another key")


@pytest.mark.parametrize("times", [0, 2])
def test_there_is_one_report(planted, times):
    cell = cell_of(planted)
    cell.outputs = [copy.deepcopy(cell.outputs[0]) for _ in range(times)]
    assert "missing or doubled" in examine_check(cell, planted, KEY)


@pytest.mark.parametrize("damage", [{"subchecks": 3}, {"points": "many"}, {"subchecks": [{"says": "x"}]}])
def test_a_damaged_report_is_a_doubt(planted, damage):
    cell = cell_of(planted)
    cell.outputs[0].data[MIMETYPE] = cell.outputs[0].data[MIMETYPE] | damage
    assert examine_check(cell, planted, KEY)


def test_an_error_is_worth_nothing_and_shows_the_author_s_lines(planted):
    cell = nbformat.v4.new_code_cell(SOURCE)
    lines = [f"\x1b[31m----> 2\x1b[0m {planted.source.splitlines()[1]}", "NameError: share"]
    cell.outputs = [nbformat.v4.new_output("error", ename="NameError", evalue="share", traceback=lines)]
    assert examine_check(cell, planted, KEY) is None
    assert cell.outputs[0].traceback == [f"----> 2 {SOURCE.splitlines()[1]}", "NameError: share"]


def test_a_report_that_was_sent_before_the_kernel_died_has_to_be_true(planted):
    died = nbformat.v4.new_output("error", ename="KernelDied", evalue="died", traceback=[])
    for how, suspicious in (({}, False), ({"without": 99}, True)):
        cell = cell_of(planted, **how)
        cell.outputs.append(died)
        assert bool(examine_check(cell, planted, KEY)) is suspicious
