"""Functions that may change what they are given, and those that keep to their own."""

import ast

import pytest

from course.checking._changes import Changes, Known, package_of

CALL = "x = spoil(penguins)\nimport numpy as np\nimport mystery"


def changed(function):
    """The names that a call of the function may change."""
    trees = [ast.parse(CALL), ast.parse(function)]
    known = Known.of(trees)
    return Changes(known).of(trees[0].body)


@pytest.mark.parametrize(
    "body",
    [
        "rows.pop()",
        "rows[0] = 1",
        "for row in rows:\n        row['a'] = 1",
        "groups = {}\n    groups['a'] = rows\n    groups['a'].clear()",
        "copy = rows\n    copy.clear()",
        "return mystery.use(rows)",
        "elsewhere.append(rows)",
        "def inner():\n        rows.clear()\n    return inner()",
        "return sorted(rows, key=lambda row: row.pop('a'))",
        "later()",
        "rows.mean()",
    ],
)
def test_a_function_that_may_change_what_it_is_given_touches_it_when_it_is_called(body):
    also = "\ndef later():\n    penguins.clear()\nclass Odd:\n    def mean(self):\n        self.x = 1"
    assert "penguins" in changed(f"def spoil(rows):\n    {body}{also}")


@pytest.mark.parametrize(
    "body",
    [
        "counts = {}\n    for row in rows:\n        counts[row] = counts.get(row, 0) + 1\n    return counts",
        "found = []\n    for row in rows:\n        found.append(float(row['a']))\n    return found",
        "return sum(rows) / len(rows)",
        "with open(rows, encoding='utf-8') as file:\n        return [line.split(',') for line in file]",
    ],
)
def test_a_function_that_keeps_to_its_own_touches_nothing(body):
    assert not changed(f"def spoil(rows):\n    {body}")


def test_one_that_calls_a_leaky_one_is_leaky_whatever_the_order():
    assert "penguins" in changed("def spoil(rows):\n    return later(rows)\ndef later(rows):\n    rows.clear()")


def test_a_name_that_is_bound_anew_is_trusted_with_nothing():
    assert not changed("def spoil(rows):\n    return np.asarray(rows)")
    assert "penguins" in changed("def spoil(rows):\n    return np.asarray(rows)\nnp = mystery.numbers")
    assert "penguins" in changed("def spoil(rows):\n    return len(rows)\nlen = mystery.length")


def test_the_rooms_of_the_course_are_told_apart():
    assert package_of("course.datasets.flights") == "course.datasets"
    assert package_of("sklearn.metrics") == "sklearn"
