"""The parts of a piece of Python."""

import ast
import builtins
import keyword

import pytest
from hypothesis import given
from hypothesis import strategies as st

from course.authoring.gates._syntax import Part, bound, parts


def kinds(source):
    found = {}
    for part, _ in parts(ast.parse(source)):
        found.setdefault(part.kind, set()).add(part.name)
    return found


@pytest.mark.parametrize(
    ("source", "form"),
    [
        ("x = 1", "="),
        ("a = b = 1", "a = b = c"),
        ("a, b = c", "a, b = c"),
        ("for a, b in c: pass", "a, b = c"),
        ("first, *rest = c", "a, *b = c"),
        ("x[0] = 1", "a[b] = c"),
        ("x.y = 1", "a.b = c"),
        ("x += 1", "+="),
        ("if a: pass\nelif b: pass", "elif"),
        ("if a: pass\nelse: pass", "else"),
        ("for a in b: pass\nelse: pass", "else after a loop"),
        ("try: pass\nexcept E: pass\nelse: pass", "else after try"),
        ("with a as b: pass", "as"),
        ("import a as b", "as"),
        ("from a import b", "from"),
        ("def f(a=1): pass", "def f(a=b)"),
        ("def f(*a): pass", "def f(*a)"),
        ("def f(**a): pass", "def f(**a)"),
        ("def f(*, a): pass", "def f(*, a)"),
        ("def f(a: int): pass", "annotation"),
        ("def f() -> int: pass", "annotation"),
        ("x: int = 1", "annotation"),
        ("@cache\ndef f(): pass", "@decorator"),
        ("f(*a)", "f(*a)"),
        ("f(**a)", "f(**a)"),
        ("[a for a in b if a]", "[a for b in c if d]"),
        ("{a: b for a in c}", "{a: b for c in d}"),
        ("a < b < c", "a < b < c"),
        ("a not in b", "not in"),
        ("not a", "not"),
        ("a[1:2]", "a[b:c]"),
        ("a[::2]", "a[b:c:d]"),
        ("a[-1]", "a[-1]"),
        ("a['x']", "a[b]"),
        ("{'a': 1}", "{a: b}"),
        ("{**a}", "{**a}"),
        ("f(), 2", "(a, b)"),
        ('f"{a:.2f}"', 'f"{a:.1f}"'),
        ("b'x'", 'b"…"'),
    ],
)
def test_each_form_is_named(source, form):
    assert form in kinds(source)["form"]


def test_an_elif_is_no_if_inside_an_else():
    assert "elif" not in kinds("if a: pass\nelse:\n    if b: pass")["form"]


def test_names_attributes_keywords_and_imports_are_kept_apart():
    found = kinds("import os.path\nfrom csv import reader\nsorted(rows, key=None).index(True)")
    assert found["name"] == {"sorted", "rows", "None", "True"}
    assert found["attribute"] == {"index"}
    assert found["keyword"] == {"key"}
    assert found["import"] == {"os", "path", "csv", "reader"}


def test_a_sign_before_a_number_and_a_docstring_are_no_parts():
    assert kinds('"""Text."""\n-1') == {}


def test_lines_are_those_of_the_source():
    assert (Part("name", "len"), 3) in set(parts(ast.parse("x = 1\n\nlen(x)")))


def test_bound_names_are_those_that_the_code_defines():
    source = """
import a.b, c as d
from e import f
def g(h, *i, j=1, **k): l = 1
class M: pass
n, (o, p) = q
for r in s: pass
try: pass
except T as u: pass
with v as w: pass
[x for x in y]
"""
    assert bound(ast.parse(source)) == set("adfghijklMnopruwx")


@given(st.sampled_from([name for name in dir(builtins) if name.isidentifier() and not keyword.iskeyword(name)]))
def test_every_builtin_that_is_called_is_a_part(name):
    assert Part("name", name) in {part for part, _ in parts(ast.parse(f"{name}(x)"))}


@pytest.mark.parametrize(
    ("part", "text"), [(("attribute", "sort"), ".sort"), (("keyword", "key"), "key="), (("name", "a"), "a")]
)
def test_a_part_is_written_as_a_learner_meets_it(part, text):
    assert str(Part(*part)) == text
