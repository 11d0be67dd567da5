"""One call into the learner's code: silent, safe, and honest about what has not been begun."""

import logging
import os
import subprocess
import sys
import warnings

import pytest

from course.checks._call import attempt, silence


@pytest.fixture
def call(notebook):
    """Runs cells, then attempts an expression in a lambda, as a check does."""

    def run(cells: str, expression: str = "answer()"):
        notebook.run(cells)
        notebook.run(f"call = lambda: {expression}")
        return attempt(notebook.namespace["call"], notebook.namespace)

    return run


@pytest.mark.parametrize(
    ("cells", "expression"),
    [
        ("answer = ...", "answer"),
        ("answer = ...", "answer + 1"),
        ("answer = ...", "[row for row in [1] if answer > row]"),
        ("low, high = ..., 3", "(low, high)"),
        ("answer = [1, ...]", "answer[0]"),
        ("answer = {'a': ...}", "answer"),
        ("def answer():\n    ...", "answer()"),
        ("def answer():\n    pass", "answer()"),
        ("def answer(x, *y, z=1):\n    'What it returns.'", "answer(1)"),
        ("def answer():\n    'What.'\n    raise NotImplementedError('your code goes here')", "answer()"),
        ("def answer():\n    raise NotImplementedError", "callable(answer)"),
        ("def answer():\n    x = 1\n    raise NotImplementedError", "answer()"),
        ("def answer():\n    total = ...\n    return total", "answer()"),
        ("def answer():\n    total = ...\n    return total / 2", "answer()"),
        ("def answer():\n    return [x for x in ...]", "answer()"),
        ("def answer():\n    return {'a': 1}[...]", "answer()"),
        ("class Answer:\n    def fit(self):\n        raise NotImplementedError", "Answer().fit()"),
    ],
)
def test_a_starter_is_not_attempted(call, cells, expression):
    assert not call(cells, expression).attempted


def test_a_librarys_own_not_implemented_is_an_error(call):
    found = call("import asyncio\ndef answer():\n    asyncio.AbstractEventLoop().run_forever()")
    assert found.attempted
    assert type(found.error) is NotImplementedError


def test_an_attempt_that_only_mentions_dots_counts(call):
    assert call("import numpy as np\ndef answer():\n    return np.ones((2, 3))[..., 0].sum()").value == 2


@pytest.mark.parametrize(
    ("body", "kind"),
    [
        ("return {}['x']", KeyError),
        ("return answer()", RecursionError),
        ("raise SystemExit(3)", SystemExit),
        ("import sys; sys.exit()", SystemExit),
        ("raise GeneratorExit", GeneratorExit),
        ("raise BaseException('x')", BaseException),
        ("raise MemoryError", MemoryError),
    ],
)
def test_every_error_is_kept(call, body, kind):
    assert type(call(f"def answer():\n    {body}").error) is kind


def test_an_interrupt_passes_through(call):
    with pytest.raises(KeyboardInterrupt):
        call("def answer():\n    raise KeyboardInterrupt")


def test_what_is_printed_and_warned_is_kept_from_the_notebook(call, capfd):
    found = call(
        "import sys, warnings\ndef answer():\n    print('3.5')\n    print('x', file=sys.stderr)\n"
        "    warnings.warn('divided by zero')\n    return 1"
    )
    assert (found.value, found.printed, found.warned) == (1, "3.5\n", "divided by zero")
    assert capfd.readouterr() == ("", "")


def test_endless_printing_is_cut(call):
    found = call("def answer():\n    for _ in range(10_000):\n        print('x' * 100)")
    assert len(found.printed) == 1000


def test_children_and_logs_are_silent(capfd):
    handler = logging.StreamHandler(sys.stderr)
    log = logging.getLogger("learner")
    log.addHandler(handler)
    try:
        with silence():
            log.warning("logged")
            os.write(2, b"written")
            subprocess.run([sys.executable, "-c", "import sys; print(1); print(2, file=sys.stderr)"], check=True)
    finally:
        log.removeHandler(handler)
    assert capfd.readouterr() == ("", "")


def test_everything_is_back_afterwards(capfd):
    filters, out, err = list(warnings.filters), sys.stdout, sys.stderr
    with pytest.raises(ValueError, match="x"), silence():
        warnings.simplefilter("error")
        raise ValueError("x")
    assert (warnings.filters, sys.stdout, sys.stderr) == (filters, out, err)
    assert logging.root.manager.disable == 0
    os.write(1, b"heard")
    assert capfd.readouterr().out == "heard"


def test_figures_that_a_call_opens_are_closed():
    import matplotlib

    matplotlib.use("agg")
    import matplotlib.pyplot as plt

    mine = plt.figure()
    before = plt.get_fignums()
    with silence():
        theirs = plt.figure().number
    assert mine.number in before and theirs not in before
    assert plt.get_fignums() == before
    plt.close(mine)


def test_other_callables_are_called_too():
    assert attempt(dict, {}).value == {}
