"""The witness in a process of its own: it can't be taken out of one again."""

import json
import subprocess
import sys
from textwrap import dedent

import pytest

from autograder.guard.guarded import _witness
from autograder.guard.witness import sealed

KEY = b"k" * 16
RUN = """
import sys
exec(compile({text!r}, "<frozen witness>", "exec"), {{"__name__": "w"}})
import json
before = sys.modules["w"].tell("")
exec(compile({code!r}, "/tmp/cell.py", "exec"), {{"__name__": "__main__"}})
print(json.dumps([before, sys.modules["w"].tell(""), sys.modules["w"].seal("salt")]))
"""


def told_after(code):
    text = f"{_witness()}\nstart('w', {KEY!r}, 'none', ())\n"
    program = RUN.format(text=text, code=dedent(code))
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    return json.loads(done.stdout.splitlines()[-1])


def test_nothing_touched_is_the_empty_seal():
    assert told_after("import sys, gc, inspect\nsys._getframe()\ngc.collect()\nsum = 3\ninspect.stack()") == [
        "",
        "",
        sealed(KEY, "salt", ""),
    ]


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
        ("import sys; sys.settrace(lambda *a: None)", "sys.settrace"),
        ("import gc; gc.get_objects()", "gc.get_objects"),
        ("import ctypes; ctypes.CDLL(None)", "ctypes.dlopen"),
        ("import numpy.testing; numpy.testing.assert_equal = lambda *a: None", "numpy.testing.<lambda>"),
        ("import sys; sys.excepthook = lambda *a: None", "sys.excepthook"),
        ("import os; compile('1', os.__file__, 'eval')", "compile"),
        ("compile('1', '', 'eval').replace(co_name='x')", "code.__new__"),
    ],
)  # fmt: skip
def test_what_is_touched_is_named(code, name):
    before, after, seal = told_after(code)
    assert before == ""
    assert name in after.split("; ")
    assert seal != sealed(KEY, "salt", "")
