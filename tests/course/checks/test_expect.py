"""Every method of `expect`, with an answer that passes, answers that fail, and one that is not begun."""

import pytest

from course.errors import LessonError

# method: sub-check, an answer that passes, an answer that fails, words of its report
METHODS = {
    "equal": (
        "expect.equal(lambda: answer, [1, 'b', None], help='h')",
        "answer = (1, 'b', None)",
        "answer = [1, 'c', None]",
        ["at [1]", "'c'", "'b'"],
    ),
    "close": (
        "expect.close(lambda: answer, 2 / 3, within=0.01, help='h')",
        "answer = 0.667",
        "answer = 0.7",
        ["0.7", "0.6666666667", "within 0.01"],
    ),
    "array": (
        "expect.array(lambda: answer, [[1, 2], [3, 4]], help='h')",
        "import numpy as np\nanswer = np.array([[1, 2], [3, 4]])",
        "import numpy as np\nanswer = np.array([1, 2, 3, 4])",
        ["shape (4,)", "shape (2, 2)"],
    ),
    "frame": (
        "import pandas as pd\nexpect.frame(lambda: answer, pd.DataFrame({'a': [1, 2]}), help='h')",
        "import pandas as pd\nanswer = pd.DataFrame({'a': [2, 1]})",
        "import pandas as pd\nanswer = pd.DataFrame({'a': [2, 3]})",
        ["3 in column 'a'", "1 in column 'a'"],
    ),
    "text": (
        "expect.text(lambda: answer, 'Palmer Station', help='h')",
        "answer = ' palmer  station'",
        "answer = 'Palmer'",
        ["'Palmer'", "'Palmer Station'"],
    ),
    "contains": (
        "expect.contains(lambda: answer, ['mean', 'median'], help='h')",
        "answer = 'The Mean is above the median.'",
        "answer = 'the mean'",
        ["that contains 'median'"],
    ),
    "same_set": (
        "expect.same_set(lambda: answer, ['JFK', 'LGA'], help='h')",
        "answer = ['LGA', 'JFK', 'LGA']",
        "answer = {'JFK', 'EWR'}",
        ["missing: ['LGA']", "too many: ['EWR']"],
    ),
    "true": (
        "expect.true(lambda: answer, says='it is so', help='h')",
        "answer = 1 < 2",
        "answer = [1]",
        ["[1], which is a list", "True"],
    ),
    "raises": (
        "expect.raises(lambda: answer(0), ValueError, help='h')",
        "def answer(x):\n    raise ValueError(x)",
        "def answer(x):\n    return x + 1",
        ["1, and no error", "the error ValueError"],
    ),
    "defined": ("expect.defined('answer')", "answer = None", "anwser = 1", ["`answer` is not defined"]),
    "function": (
        "expect.function(lambda: answer, lambda x, y: x + y, cases=[(1, 2), (3, 4)], help='h')",
        "def answer(x, y):\n    return y + x",
        "def answer(x, y):\n    return x + y if x < 2 else 0",
        ["answer(3, 4)", "0", "7"],
    ),
    "model": (
        "expect.model(lambda: answer, [[0], [9]], [0, 1], at_least=0.9, help='h')",
        "from sklearn.tree import DecisionTreeClassifier\nanswer = DecisionTreeClassifier().fit([[0], [10]], [0, 1])",
        "from sklearn.dummy import DummyClassifier\nanswer = DummyClassifier().fit([[0], [10]], [0, 0])",
        ["accuracy 0.5", "accuracy of at least 0.9"],
    ),
    "plot": (
        "expect.plot(lambda: answer, title=True, ylabel='min', kind='bar', points=[1, 3], help='h')",
        "from matplotlib.figure import Figure\nanswer = Figure().subplots()\n"
        "answer.bar(['a', 'b'], [1, 3])\nanswer.set(title='B waits longest', ylabel='delay (min)')",
        "from matplotlib.figure import Figure\nanswer = Figure().subplots()\nanswer.bar(['a'], [1])",
        ["no title", "no y label", "a y label that contains 'min'", "1 item", "2 items"],
    ),
    "unchanged": (
        "expect.unchanged([3, 1, 2], lambda data: answer(data), help='h')",
        "def answer(data):\n    return sorted(data)",
        "def answer(data):\n    data.sort()\n    return data",
        ["[1, 2, 3]", "[3, 1, 2]"],
    ),
}


def told(subcheck) -> str:
    return f"{subcheck.called}\n{subcheck.got}\n{subcheck.expected}"


@pytest.mark.parametrize("method", METHODS)
def test_a_right_answer_passes(method, outcome):
    subcheck, right, _, _ = METHODS[method]
    assert outcome(right, subcheck).outcome == "passed"


@pytest.mark.parametrize("method", METHODS)
def test_a_wrong_answer_fails_and_is_told_what_came_and_what_was_expected(method, outcome):
    subcheck, _, wrong, words = METHODS[method]
    found = outcome(wrong, subcheck)
    assert found.outcome == "failed"
    assert found.help
    for word in words:
        assert word in told(found)


@pytest.mark.parametrize("method", METHODS)
@pytest.mark.parametrize(
    "starter",
    [
        "answer = ...",
        "def answer(*arguments):\n    'What it returns.'\n    raise NotImplementedError('your code goes here')",
        "def answer(*arguments):\n    'What it returns.'\n    ...",
    ],
    ids=["dots", "raises", "empty"],
)
def test_a_starter_is_not_attempted(method, starter, outcome):
    subcheck = METHODS[method][0]
    if "raise" in starter:
        # A function that raises has to be called; the sub-checks of a value call it by its lambda.
        subcheck = subcheck.replace("lambda: answer,", "lambda: answer(),")
        if method in ("defined", "function"):
            subcheck = "expect.equal(lambda: answer(), 1, help='h')"
    assert outcome(starter, subcheck).outcome == "not attempted"


@pytest.mark.parametrize("method", [name for name in METHODS if name != "defined"])
def test_an_answer_that_is_gone_is_asked_for_by_name(method, outcome):
    found = outcome("pass", METHODS[method][0])
    assert found.outcome == "failed"
    assert found.error.type == "NameError"
    assert "`answer` is not defined: run the cell above" in found.got


@pytest.mark.parametrize("method", [name for name in METHODS if name != "defined"])
def test_help_is_not_optional(method, notebook):
    subcheck = METHODS[method][0]
    notebook.run("answer = 1")
    with pytest.raises(TypeError, match="help"):
        notebook.check(subcheck.replace(", help='h'", ""))
    with pytest.raises(LessonError, match="needs help="):
        notebook.check(subcheck.replace("help='h'", "help='  '"))


def test_exact_type_tells_a_tuple_from_a_list(outcome):
    assert (
        outcome("answer = (1, 2)", "expect.equal(lambda: answer, [1, 2], exact_type=True, help='h')").outcome
        == "failed"
    )
    assert outcome("answer = 3.0", "expect.equal(lambda: answer, 3, exact_type=True, help='h')").outcome == "failed"
    assert outcome("answer = 3.0", "expect.equal(lambda: answer, 3, help='h')").outcome == "passed"


def test_text_can_mind_case_and_space(outcome):
    strict = "expect.text(lambda: answer, 'A b', ignore_case=False, ignore_space=False, help='h')"
    assert outcome("answer = 'A b'", strict).outcome == "passed"
    assert outcome("answer = 'a b'", strict).outcome == "failed"
    assert outcome("answer = 'A  b'", strict).outcome == "failed"


def test_a_kind_of_the_error_is_the_error(outcome):
    answer = "def answer():\n    return {}['x']"
    assert outcome(answer, "expect.raises(lambda: answer(), LookupError, help='h')").outcome == "passed"


def test_another_error_is_told_with_the_learners_line(outcome):
    found = outcome("def answer():\n    return {}['x']", "expect.raises(lambda: answer(), ValueError, help='h')")
    assert found.outcome == "failed"
    assert "KeyError: 'x'\nat line 2 of its cell: return {}['x']" in found.got
    assert found.expected == "the error ValueError"


def test_a_missing_function_is_not_the_error_that_was_asked_for(outcome):
    assert outcome("pass", "expect.raises(lambda: answer(), Exception, help='h')").outcome == "failed"


def test_each_case_gets_arguments_of_its_own(outcome):
    answer = "def answer(rows):\n    rows.append(0)\n    return len(rows)"
    check = "expect.function(lambda: answer, lambda rows: len(rows) + 1, cases=[([1],), ([1],)], help='h')"
    assert outcome(answer, check).outcome == "passed"


def test_an_error_in_one_case_names_the_case(outcome):
    answer = "def answer(x):\n    return 1 / x"
    check = "expect.function(lambda: answer, lambda x: 1 / x if x else 0, cases=[(2,), (0,)], within=1e-9, help='h')"
    found = outcome(answer, check)
    assert found.called == "answer(0)"
    assert found.error.type == "ZeroDivisionError"
    assert found.error.line_number == 2


def test_cases_are_tuples(notebook):
    notebook.run("def answer(x):\n    return x")
    with pytest.raises(LessonError, match="tuples"):
        notebook.check("expect.function(lambda: answer, lambda x: x, cases=[1], help='h')")
    with pytest.raises(LessonError, match="tuples"):
        notebook.check("expect.function(lambda: answer, lambda x: x, cases=[], help='h')")


def test_unchanged_sees_data_that_a_call_closes_over(outcome):
    answer = "rows = [1, 2]\ndef answer():\n    rows.clear()"
    assert outcome(answer, "expect.unchanged(rows, lambda: answer(), help='h')").outcome == "failed"


def test_unchanged_minds_the_order_and_labels_of_a_table(outcome):
    setup = "import pandas as pd\ntable = pd.DataFrame({'a': [2, 1]}, index=[5, 6])\n"
    check = "expect.unchanged(table, lambda data: answer(data), help='h')"
    assert outcome(setup + "def answer(data):\n    return data.sort_values('a')", check).outcome == "passed"
    sorts = "def answer(data):\n    data.sort_values('a', inplace=True)\n    return data"
    assert outcome(setup + sorts, check).outcome == "failed"
    adds = "def answer(data):\n    data['b'] = 1\n    return data"
    assert "'b'" in outcome(setup + adds, check).got


def test_unchanged_takes_no_interest_in_what_comes_back(outcome):
    found = outcome(
        "def answer(data):\n    data.sort()", "expect.unchanged([2, 1], lambda data: answer(data), help='h')"
    )
    assert found.got == "[1, 2]\nat [0]: 1"


def test_unchanged_minds_an_array(outcome):
    setup = "import numpy as np\n"
    check = "expect.unchanged(np.array([1.0, np.nan]), lambda data: answer(data), help='h')"
    assert outcome(setup + "def answer(data):\n    return data * 2", check).outcome == "passed"
    assert outcome(setup + "def answer(data):\n    data *= 2", check).outcome == "failed"


def test_a_hidden_subcheck_needs_a_name(notebook):
    notebook.run("answer = 1")
    with pytest.raises(LessonError, match="needs says="):
        notebook.check(
            """
            ### BEGIN HIDDEN TESTS
            expect.equal(lambda: answer, 1, help='h')
            ### END HIDDEN TESTS
            """
        )


def test_hidden_cases_need_a_name_too(notebook):
    notebook.run("def answer(x):\n    return x")
    with pytest.raises(LessonError, match="needs says="):
        notebook.check(
            """
            ### BEGIN HIDDEN TESTS
            expect.function(lambda: answer, abs, cases=[(1,)], help='h')
            ### END HIDDEN TESTS
            """
        )


def test_a_hidden_failure_tells_name_and_help_alone(notebook):
    notebook.run("def answer(x):\n    return {}[x]")
    report = notebook.check(
        """
        expect.equal(lambda: answer(1), 1, help='visible help')
        ### BEGIN HIDDEN TESTS
        expect.equal(lambda: answer('secret'), 1, says='other data', help='hidden help')
        expect.function(lambda: answer, len, cases=[('secret',)], says='more data', help='hidden help')
        expect.raises(lambda: answer('secret'), ValueError, says='bad data', help='hidden help')
        ### END HIDDEN TESTS
        expect.equal(lambda: 2, 2, help='visible again')
        """
    )
    assert [each.hidden for each in report.subchecks] == [False, True, True, True, False]
    for each in report.subchecks[1:4]:
        assert (each.outcome, each.called, each.got, each.expected) == ("failed", None, None, None)
        assert (each.error.type, each.error.message, each.error.line) == ("KeyError", None, "return {}[x]")
    assert "secret" not in str(report.json()) + report.html() + report.text()


@pytest.mark.parametrize("weight", [0, -1, "2", float("nan")])
def test_a_weight_is_a_number_above_zero(weight, notebook):
    notebook.namespace["weight"] = weight
    with pytest.raises(LessonError, match="weight="):
        notebook.check("expect.equal(lambda: 1, 1, weight=weight, help='h')")


def test_a_value_in_place_of_a_call_is_the_authors_mistake(notebook):
    with pytest.raises(LessonError, match="lambda"):
        notebook.check("expect.equal(1, 1, help='h')")
