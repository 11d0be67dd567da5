"""What one cell reads, binds and may change: it may do less than is said, never more."""

import pytest

from course.checking._changes import Known
from course.checking._effects import Author, Unclear, facts_of, parsed

KNOWN = "import numpy as np\nfrom course import datasets\nimport matplotlib.pyplot as plt\nimport mystery"


def facts(source, before="", author=Author.LEARNER):
    trees = [parsed(text) for text in (KNOWN, before, source)]
    return facts_of(trees[2], Known.of(tree for tree in trees if tree is not None), author)


@pytest.mark.parametrize(
    ("source", "binds", "needs"),
    [
        ("x = y", {"x"}, {"y"}),
        ("x = 1\nz = x", {"x", "z"}, set()),
        ("def f(a):\n    return a + b", {"f"}, {"b"}),
        ("f = lambda a: a + b", {"f"}, {"b"}),
        ("for row in rows:\n    total = row", {"row", "total"}, {"rows"}),
        ("del x", {"x"}, {"x"}),
        ("total += n", {"total"}, {"total", "n"}),
        ("if x:\n    y = 1\nz = y", {"y", "z"}, {"x", "y"}),
        ("[a for a in b if c]", set(), {"b", "c"}),
        ("class A(B):\n    x = y", {"A"}, {"B", "y"}),
        ("import csv\ncsv.reader", {"csv"}, set()),
        ("with checks('a') as expect:\n    expect.equal(lambda: f(), 1)", {"expect"}, {"checks", "f"}),
        ("print(f'{a} {b!r}')", set(), {"a", "b", "print"}),
        ("def broken(:", set(), set()),
    ],
)
def test_names(source, binds, needs):
    found = facts(source)
    assert set(found.binds) == binds
    assert needs <= found.needs <= needs | binds  # what a loop binds may be from before, where it does not turn


@pytest.mark.parametrize(
    ("source", "touches"),
    [
        ("rows.append(1)", {"rows"}),
        ("rows[0]['a'] = 1", {"rows"}),
        ("del rows[0]", {"rows"}),
        ("rows += [1]", {"rows"}),
        ("x = rows.pop()", {"rows"}),
        ("table['a'].fillna(0, inplace=True)", {"table"}),
        ("table.sort_values('a', inplace=True)", {"table"}),
        ("np.random.default_rng(3).shuffle(rows)", {"np", "rows"}),
        ("np.fill_diagonal(table, 0)", {"np", "table"}),
        ("mystery.use(rows)", {"mystery", "rows"}),
        ("x = unheard_of(rows)", {"rows"}),
        ("plt.style.use('dark')", {"plt"}),
        ("share = len(rows) / sum(rows)", set()),
        ("m = table['a'].mean()", set()),
        ("names = sorted({row['a'] for row in rows})", set()),
        ("x = np.mean(rows)", set()),
    ],
)
def test_what_may_be_changed(source, touches):
    assert touches <= facts(source).touches if touches else not facts(source).touches


def test_a_check_touches_what_it_gives_to_a_function_that_may_change_it():
    check = "with checks('a') as expect:\n    expect.equal(lambda: f(penguins), 1)"
    assert not facts(check, "def f(rows):\n    return len(rows)", Author.CHECK).touches
    assert "penguins" in facts(check, "def f(rows):\n    return rows.pop()", Author.CHECK).touches


@pytest.mark.parametrize(
    "source",
    [
        "import os", "from sys import modules", "from math import *", "exec('x = 1')", "globals()['x'] = 1", "%time 1",
        "!ls", "x = !ls", "x?", "def f():\n    global x", "open('a', 'w')", "open('a', mode)", "table.to_csv('a')",
        "plt.savefig('a')", "x.__class__ = y", "np.random.seed(0)", "np.linalg.norm = max", "np.mean = max",
        "del np.mean", "setattr(x, 'a', 1)", "class A:\n    def __add__(self, other):\n        self.x = 1",
        "from course import git_practice", "import course.setup.install",
    ],
)  # fmt: skip
def test_what_reaches_further_than_names_is_not_judged(source):
    if source == "open('a', mode)":
        source = "mode = 'w'\nopen('a', mode)"
    with pytest.raises(Unclear):
        facts(source)


def test_names_in_a_text_count_where_something_may_look_them_up():
    assert "penguins" not in facts("x = 'SELECT * FROM penguins'").needs
    assert "penguins" in facts("x = duckdb.sql('SELECT * FROM penguins')", "import duckdb").needs
    assert "limit" in facts("x = table.query('mass > @limit')").needs


def test_such_a_cell_of_the_course_is_one_that_all_later_ones_depend_on():
    assert facts("import os\nx = 1", author=Author.COURSE).far
    assert not facts("import csv\nx = 1", author=Author.COURSE).far
