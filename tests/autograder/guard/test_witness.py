"""The witness in a process of its own: it can't be taken out of one again."""

import json
import subprocess
import sys
from textwrap import dedent

import pytest

from autograder.guard.texts import texts as texts_inside
from autograder.guard.witness import sealed

KEY = b"k" * 16
RUN = """
import sys
for text, begin in {texts!r}:
    own = {{"__name__": "w", "__builtins__": vars(__import__("builtins")).copy()}}
    exec(compile(text + begin, "<frozen witness>", "exec"), own)
import json
from course.checks import checks
def told():
    return sys.modules["w"].tell("", None)
before = told()
exec(compile({code!r}, "/tmp/cell.py", "exec"), {{"__name__": "__main__", "checks": checks}})
print(json.dumps([before, told()]))
"""
CELL = """
with checks("share", points=1) as expect:
    expect.equal(lambda: 2, 3, says="first" + sys.modules["w"].begin("one", expect), help="x")
    expect.equal({answer}, 3, says="second", help="x")
    expect.equal(lambda: 3, 3, says="third" + sys.modules["w"].seal("two", expect), help="x")
"""


def told_after(code):
    texts = tuple(zip(texts_inside(), ("put_around('w')", f"start('w', {KEY!r}, 'none', ())"), strict=True))
    program = RUN.format(texts=texts, code=dedent(code))
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    return json.loads(done.stdout.splitlines()[-1])


def told_after_a_check(code, answer="answer"):
    """What is told, and whether the last seal of a check is what it must be where the answer was wrong."""
    last = "print(expect.subchecks[-1].says)"
    program = f"import sys\n{dedent(code)}\n{CELL.format(answer=answer)}\n{last}"
    texts = tuple(zip(texts_inside(), ("put_around('w')", f"start('w', {KEY!r}, 'none', ())"), strict=True))
    run = RUN.format(texts=texts, code=program)
    done = subprocess.run([sys.executable, "-c", run], capture_output=True, text=True, check=True)
    *_, says, told = done.stdout.splitlines()
    said = [("first" + sealed(KEY, "one", []), "failed", 1), ("second", "failed", 1)]
    return json.loads(told)[1], says == "third" + sealed(KEY, "two", said)


def test_nothing_touched_is_nothing_told():
    code = "import sys, gc, inspect\nsys._getframe()\ngc.collect()\nsum = 3\ninspect.stack()"
    assert told_after(code) == ["", ""]


def test_a_wrong_answer_is_sealed_as_one():
    assert told_after_a_check("def answer():\n    return 2") == ("", True)


@pytest.mark.parametrize(
    ("code", "name"),
    [
        ("def answer():\n    expect._subchecks.pop()\n    return 2", "what the sub-checks said"),
        ("def answer():\n    expect._run = print\n    return 2", "what the sub-checks said"),
        ("def answer():\n    object.__setattr__(expect._subchecks[0], 'weight', 9)\n    return 2",
         "what the sub-checks said"),
        ("def answer():\n    expect.equal(lambda: 1, 1, says='x', help='x', weight=99)\n    return 2",
         "a sub-check that the check cell does not make"),
        ("import signal\nsignal.signal(signal.SIGUSR1, lambda *a: None)\ndef answer():\n    return 2",
         "a signal handler"),
        ("import sys\ndef answer():\n    return sys._getframe(1) and 2", "frames of the check were read"),
        ("import traceback\ndef answer():\n    return [*traceback.walk_stack(None)] and 2",
         "frames of the check were read"),
        ("import logging\ndef answer():\n    return logging.currentframe() and 2", "frames of the check were read"),
        ("import sys\ndef answer():\n    sys.setprofile(lambda *a: None)\n    sys.setprofile(None)\n    return 2",
         "sys.setprofile"),
        # set while the value is shown, and put back when it goes
        ("import course.checks._subcheck as s\ntrue = s.Outcome\nclass Answer:\n"
         "    def __repr__(self):\n        s.Outcome = type('Fake', (), {'FAILED': true.PASSED})\n        return 'x'\n"
         "    def __del__(self):\n        s.Outcome = true\ndef answer():\n    return Answer()",
         "course.checks._subcheck.Outcome"),
    ],
)  # fmt: skip
def test_what_is_done_in_a_check_is_told_and_not_sealed(code, name):
    told, sealed_as_wrong = told_after_a_check(code)
    assert name in told.split("; ")
    assert not sealed_as_wrong


@pytest.mark.parametrize(
    ("code", "name"),
    [
        ("import builtins; builtins.abs = lambda value: 0", "builtins.abs"),
        ("import operator; operator.eq = print", "operator.eq"),
        ("import course.checks as c; c.Report.json = lambda self: {}", "course.checks._report.Report.json"),
        ("import course.checks._compare as c; c.__builtins__['abs'] = print", "course.checks._compare.__builtins__"),
        ("import course.checks._call as c; c.attempt.__code__ = (lambda call, namespace, watched=None: None).__code__",
         "__code__ of attempt"),
        ("import sys; sys.modules['course.checks._plain'] = sys", "sys.modules[course.checks._plain]"),
        ("import sys; sys.settrace(lambda *a: None)", "sys.gettrace"),
        ("import gc; gc.get_objects()", "gc.get_objects"),
        ("import gc; gc.callbacks.append(lambda *a: None)", "gc.callbacks"),
        ("import builtins; builtins.all = lambda some: True", "builtins.all"),
        ("import course.checks._compare as c; c.abs = lambda value: 0", "course.checks._compare.abs"),
        ("import copy; copy._deepcopy_dispatch[list] = lambda value, memo: value", "copy._deepcopy_dispatch"),
        ("import course.checks as c; c.Expect.equal.__kwdefaults__['weight'] = 9",
         "course.checks._expect.Expect.equal.__kwdefaults__"),
        ("import types, course.checks._compare as c; c.__class__ = type('M', (types.ModuleType,), {})",
         "the class of course.checks._compare"),
        ("import course.outcomes as o; type.__setattr__(o.Outcome, 'FAILED', o.Outcome.PASSED)",
         "course.outcomes.Outcome.FAILED"),
        ("import codeop, os; codeop.compile_command('1', os.__file__)", "compile"),
        ("import ctypes; ctypes.CDLL(None)", "ctypes.dlopen"),
        ("import numpy.testing; numpy.testing.assert_equal = lambda *a: None", "numpy.testing.<lambda>"),
        ("import sys; sys.excepthook = lambda *a: None", "sys.excepthook"),
        ("import os; compile('1', os.__file__, 'eval')", "compile"),
        ("compile('1', '', 'eval').replace(co_name='x')", "code.__new__"),
    ],
)  # fmt: skip
def test_what_is_touched_is_named(code, name):
    before, after = told_after(code)
    assert before == ""
    assert name in after.split("; ")


def test_a_profiler_that_came_and_went_is_not_told():
    code = "import cProfile, sys\np = cProfile.Profile()\np.enable()\np.disable()\nsys.settrace(None)"
    assert told_after(code) == ["", ""]
