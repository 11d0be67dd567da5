"""What one sub-check says beside the values: what was printed, warned, or could not be compared."""

import pytest


@pytest.mark.parametrize(
    ("answer", "call", "got"),
    [
        ("def f():\n    print(3.5)", "f()", "None: it printed '3.5' but returned nothing. Did you mean `return`?"),
        ("def f():\n    x = 3.5", "f()", "None: is a `return` missing?"),
        ("x = None", "x", "None"),
        (
            "import warnings\ndef f():\n    warnings.warn('empty slice')\n    return 2.0",
            "f()",
            "2.0\nPython warned: empty slice",
        ),
    ],
)
def test_a_remark_points_to_the_cause(answer, call, got, outcome):
    assert outcome(answer, f"expect.close(lambda: {call}, 3.5, within=0.1, help='h')").got == got


def test_a_function_that_should_fail_is_not_asked_for_a_return(outcome):
    found = outcome("def f():\n    print('odd')", "expect.raises(lambda: f(), ValueError, help='h')")
    assert found.got == "None, and no error"


def test_a_table_in_place_of_a_number_is_shown(outcome):
    found = outcome("import pandas as pd\nx = pd.DataFrame({'a': [1]})", "expect.equal(lambda: x, 1, help='h')")
    assert found.got == "   a\n0  1\n(1 rows × 1 columns)"
    assert found.expected == "1, which is a number"


def test_a_value_that_breaks_the_comparison_fails_alone(notebook):
    notebook.run("import pandas as pd\ntable = pd.DataFrame({'a': [1]})\ntable.__dict__['_mgr'] = None")
    report = notebook.check(
        """
        expect.frame(lambda: table, pd.DataFrame({'a': [1]}), help='h')
        expect.equal(lambda: 1, 1, help='h')
        """
    )
    assert [each.outcome for each in report.subchecks] == ["failed", "passed"]
    assert "can't be compared" in report.subchecks[0].got


def test_every_subcheck_runs_whatever_becomes_of_the_others(notebook):
    notebook.run(
        "import sys\ndef f(x):\n    if x == 1: sys.exit()\n    if x == 2: raise NotImplementedError\n    return x"
    )
    report = notebook.check("for x in (1, 2, 3):\n    expect.equal(lambda: f(x), x, help='h')")
    assert [each.outcome for each in report.subchecks] == ["failed", "not attempted", "passed"]
    assert report.earned == 0.333


def test_the_name_is_the_call_unless_given(notebook):
    report = notebook.check("expect.equal(lambda: 1, 1, help='h')\nexpect.equal(lambda: 1, 1, says='one', help='h')")
    assert [each.says for each in report.subchecks] == ["1", "one"]


@pytest.mark.parametrize(
    ("answer", "call", "told"),
    [
        ("x = map(str, [1])", "plain(x)[0] == '1'", "a map, which is not a list yet: list(…) makes one"),
        ("class Delay:\n    pass\nx = Delay()", "plain(x).strip() == ''", "an object of type Delay"),
    ],
)
def test_a_check_that_looks_into_another_kind_of_value_says_which(answer, call, told, outcome):
    found = outcome(f"from course.checks import plain\n{answer}", f"expect.true(lambda: {call}, says='s', help='h')")
    assert found.outcome == "failed"
    assert found.got.endswith(f"the check can't work with {told}")
