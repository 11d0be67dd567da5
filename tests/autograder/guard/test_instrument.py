"""Canaries stand on lines that were there, run as they must, and change nothing else of a check cell."""

import ast

import pytest

from autograder.guard.canaries import _CALLS, failing
from autograder.guard.instrument import MOST_METHODS, plant
from course.checks import checks
from course.outcomes import Outcome

CELL = """from course.checks import checks
with checks("zwei Größen", points=2) as expect:
    größe = 3
    expect.equal(lambda: größe, 3, says="ä", help="x"); expect.close(lambda: 1.0, 1,
                 within=0.1, help="y")
    ### BEGIN HIDDEN TESTS
    if größe:
        expect.true(lambda: True, says="so", help="z")
    ### END HIDDEN TESTS
"""


def test_the_lines_keep_their_numbers_and_the_rest_its_text():
    planted = plant(CELL, "sys")
    text = planted.source
    *others, last = planted.canaries
    for canary in others:
        assert text.count(f"{canary.statement}; ") == 1
        text = text.replace(f"{canary.statement}; ", "")
    assert text.replace(f"    {last.statement}\n", "") == CELL
    assert ast.parse(planted.source)


@pytest.mark.parametrize("ending", ["", "  # that is all", "\n    ### END HIDDEN TESTS\n", "\n"])
def test_the_last_one_stands_on_the_line_of_a_simple_statement(ending):
    cell = f'with checks("größe", points=2) as e:\n    e.true(lambda: "ä",\n           says="ö", help="x"){ending}'
    planted = plant(cell, "sys")
    last = planted.canaries[-1]
    assert f'help="x"); {last.statement}{ending}' in planted.source
    assert len(planted.source.splitlines()) == len(cell.splitlines())
    assert ast.parse(planted.source)


def test_seals_stand_first_and_last_and_failing_ones_between_them():
    planted = plant(CELL, "sys")
    places = [planted.source.index(canary.statement) for canary in planted.canaries]
    assert places == sorted(places)
    assert [canary.must_fail for canary in planted.canaries] == [False, *[True] * MOST_METHODS, False]
    assert ".begin(" in planted.canaries[0].statement
    assert ".seal(" in planted.canaries[-1].statement


def test_no_two_runs_are_alike():
    one, other = plant(CELL, "sys"), plant(CELL, "sys")
    assert not {canary.word for canary in one.canaries} & {canary.word for canary in other.canaries}


@pytest.mark.parametrize(
    "source",
    [
        "assert 1 == 2",
        "%%bash\necho",
        "with open('x') as file:\n    pass",
        "with checks('x', points=1) as e:\n    a = 1",
        "",
    ],
)
def test_a_cell_without_a_place_is_left_alone(source):
    assert plant(source, "sys") is None


@pytest.mark.parametrize("method", sorted(_CALLS))
@pytest.mark.parametrize("taken", ["", "type = list = sum = KeyError = str = None"])
def test_each_kind_fails_whatever_names_the_notebook_took(method, taken, capsys):
    namespace = {"__name__": "__main__", "checks": checks}
    source = f"{taken}\nwith checks('x', points=1) as expect:\n    {failing('expect', method).statement}\nkept = expect"
    exec(compile(source, "<cell>", "exec"), namespace)
    (subcheck,) = namespace["kept"].subchecks
    assert subcheck.outcome is Outcome.FAILED
    assert subcheck.error is None
    capsys.readouterr()


def test_every_method_of_expect_has_a_canary_of_its_kind():
    from course.checks import Expect

    methods = {name for name, value in vars(Expect).items() if name[0] != "_" and callable(value)}
    assert methods - {"defined"} == set(_CALLS)
