"""The place of a sub-check, and the learner's line in an error."""

import pytest


def test_the_call_is_told_as_the_author_wrote_it(notebook):
    report = notebook.check(
        """
        f = max
        expect.equal(lambda: f( [1, 2] ), 2, help='h')
        expect.equal(
            lambda: f(
                [1,
                 3]
            ),
            3, help='h')
        expect.equal(expected=2, call=lambda: f(1, 2), help='h')
        expect.unchanged([1], lambda data: f(data), help='h')
        for number in (4, 5):
            expect.equal(lambda: f(1, number), number, help='h')
        expect.equal(dict, {}, help='h')
        """
    )
    assert [each.called for each in report.subchecks] == [
        "f( [1, 2] )",
        "f([1, 3])",
        "f(1, 2)",
        "f(data)",
        "f(1, number)",
        "f(1, number)",
        "dict",
    ]
    assert [each.says for each in report.subchecks][:2] == ["f( [1, 2] )", "f([1, 3])"]
    assert all(each.outcome == "passed" for each in report.subchecks)


def test_a_long_call_is_cut(notebook):
    found = notebook.one(f"expect.equal(lambda: {' + '.join(['1'] * 60)}, 60, help='h')")
    assert len(found.called) == 100
    assert found.called.endswith("…")


def test_hidden_is_what_stands_between_the_marks(notebook):
    report = notebook.check(
        """
        expect.true(lambda: True, says='before', help='h')
        ### BEGIN HIDDEN TESTS
        expect.true(lambda: True, says='inside', help='h')
        # words: ### END HIDDEN TESTS
        expect.true(
            lambda: True, says='still inside', help='h')
        ### END HIDDEN TESTS
        expect.true(lambda: True, says='after', help='h')
            ### BEGIN HIDDEN TESTS
        expect.true(lambda: True, says='inside again', help='h')
        """.replace("            ###", "        ###")
    )
    assert [each.says for each in report.subchecks if each.hidden] == ["inside", "still inside", "inside again"]


@pytest.fixture
def failure(notebook):
    def run(cells: list[str], call: str):
        for cell in cells:
            notebook.run(cell)
        return notebook.one(f"expect.equal(lambda: {call}, 1, help='h')").error

    return run


def test_an_error_is_told_at_the_learners_line(failure):
    found = failure(["def mean(x):\n    total = sum(x)\n    return total / len(x)"], "mean([])")
    assert (found.type, found.message) == ("ZeroDivisionError", "division by zero")
    assert (found.line_number, found.line) == (3, "return total / len(x)")


def test_the_innermost_of_the_learners_lines_is_told(failure):
    found = failure(["def inner(x):\n    return int(x)", "def outer(x):\n    return inner(x)"], "outer('a')")
    assert (found.line_number, found.line) == (2, "return int(x)")


def test_an_error_inside_a_library_is_told_at_the_line_that_called_it(failure):
    found = failure(["import json\ndef read(x):\n\n    return json.loads(x)"], "read('{')")
    assert (found.type, found.line_number, found.line) == ("JSONDecodeError", 4, "return json.loads(x)")


def test_a_function_of_the_check_cell_is_not_the_learners(notebook):
    notebook.run("def learner(x):\n    return x")
    report = notebook.check("def broken():\n    return 1 / 0\nexpect.equal(lambda: broken(), 1, help='h')")
    assert report.subchecks[0].error.line_number is None


@pytest.mark.parametrize(
    ("cell", "call", "message"),
    [
        (
            "x = 1",
            "missing(1)",
            "`missing` is not defined: run the cell above, or give back the name the task asks for",
        ),
        ("def f(x):\n    return x", "f()", "f() missing 1 required positional argument: 'x'"),
        ("def f():\n    exit", "f()[0]", "'NoneType' object is not subscriptable"),
        ("import sys\ndef f():\n    sys.exit(1)", "f()", "your code called exit"),
        ("def f():\n    return y", "f()", "name 'y' is not defined"),
        (
            "class Bad(Exception):\n    def __str__(self):\n        raise ValueError\ndef f():\n    raise Bad",
            "f()",
            "an object of type Bad",
        ),
        ("def f():\n    raise ValueError('x' * 10_000)", "f()", "x" * 299 + "…"),
        ("def f():\n    raise ValueError(object())", "f()", "<object object>"),
    ],
)
def test_the_message_says_what_is_wrong(failure, cell, call, message):
    assert failure([cell], call).message == message
