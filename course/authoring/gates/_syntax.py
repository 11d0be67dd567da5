"""What a piece of Python is made of: names, methods, keyword arguments and forms, as a learner meets them."""

from __future__ import annotations

import ast
from collections.abc import Callable, Iterator
from dataclasses import dataclass

OPERATORS = {
    ast.Add: "+", ast.Sub: "-", ast.Mult: "*", ast.Div: "/", ast.FloorDiv: "//", ast.Mod: "%", ast.Pow: "**",
    ast.MatMult: "@", ast.BitOr: "|", ast.BitAnd: "&", ast.BitXor: "^", ast.LShift: "<<", ast.RShift: ">>",
    ast.And: "and", ast.Or: "or", ast.Not: "not", ast.Invert: "~", ast.Eq: "==", ast.NotEq: "!=", ast.Lt: "<",
    ast.LtE: "<=", ast.Gt: ">", ast.GtE: ">=", ast.Is: "is", ast.IsNot: "is not", ast.In: "in", ast.NotIn: "not in",
}  # fmt: skip
# Node types whose form is named by one keyword or sign, whatever is in them.
FORMS = {
    ast.FunctionDef: "def", ast.AsyncFunctionDef: "async def", ast.ClassDef: "class", ast.Return: "return",
    ast.Delete: "del", ast.For: "for", ast.While: "while", ast.If: "if", ast.With: "with", ast.Match: "match",
    ast.Raise: "raise", ast.Try: "try", ast.Assert: "assert", ast.Import: "import", ast.ImportFrom: "from",
    ast.Global: "global", ast.Nonlocal: "nonlocal", ast.Pass: "pass", ast.Break: "break",
    ast.Continue: "continue", ast.Lambda: "lambda", ast.Yield: "yield", ast.YieldFrom: "yield from",
    ast.Await: "await", ast.NamedExpr: ":=", ast.IfExp: "a if b else c", ast.JoinedStr: 'f"{a}"',
    ast.ListComp: "[a for b in c]", ast.SetComp: "{a for b in c}", ast.DictComp: "{a: b for c in d}",
    ast.GeneratorExp: "(a for b in c)", ast.Set: "{a, b}", ast.List: "[a, b]",
}  # fmt: skip
UNPACKING, ITEM = "a, b = c", "a[b]"


@dataclass(frozen=True)
class Part:
    """One thing to know: a `name`, an `attribute` or method, a `keyword` argument, an `import`, or a `form`."""

    kind: str
    name: str

    def __str__(self) -> str:
        return {"attribute": f".{self.name}", "keyword": f"{self.name}="}.get(self.kind, self.name)


def parts(tree: ast.AST) -> Iterator[tuple[Part, int]]:
    """Each part of the tree with its line, 1-based; docstrings and `...` are not parts."""
    for node in ast.walk(tree):
        line = getattr(node, "lineno", 1)
        for kind, name in _of(node):
            yield Part(kind, name), line


def bound(tree: ast.AST) -> set[str]:
    """The names that the tree itself gives a meaning: variables, parameters, functions, imports."""
    names: set[str] = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Name) and not isinstance(node.ctx, ast.Load):
            names.add(node.id)
        elif isinstance(node, ast.arg):
            names.add(node.arg)
        elif isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
            names.add(node.name)
        elif isinstance(node, ast.alias):
            names.add((node.asname or node.name).partition(".")[0])
        elif isinstance(node, ast.ExceptHandler | ast.MatchAs) and node.name:
            names.add(node.name)
    return names


def _of(node: ast.AST) -> Iterator[tuple[str, str]]:
    for kind in type(node).__mro__:
        if kind in FORMS:
            yield "form", FORMS[kind]
        if kind in DETAILS:
            yield from DETAILS[kind](node)


def _name(node: ast.Name) -> Iterator[tuple[str, str]]:
    if isinstance(node.ctx, ast.Load):
        yield "name", node.id


def _constant(node: ast.Constant) -> Iterator[tuple[str, str]]:
    if node.value is None or isinstance(node.value, bool):
        yield "name", repr(node.value)
    elif isinstance(node.value, bytes):
        yield "form", 'b"…"'


def _attribute(node: ast.Attribute) -> Iterator[tuple[str, str]]:
    yield "attribute", node.attr
    if isinstance(node.ctx, ast.Store):
        yield "form", "a.b = c"


def _call(node: ast.Call) -> Iterator[tuple[str, str]]:
    for keyword in node.keywords:
        yield ("keyword", keyword.arg) if keyword.arg else ("form", "f(**a)")
    if any(isinstance(argument, ast.Starred) for argument in node.args):
        yield "form", "f(*a)"


def _assign(node: ast.Assign) -> Iterator[tuple[str, str]]:
    yield "form", "="
    if len(node.targets) > 1:
        yield "form", "a = b = c"
    for target in node.targets:
        yield from _target(target)


def _target(target: ast.expr) -> Iterator[tuple[str, str]]:
    if isinstance(target, ast.Tuple | ast.List):
        yield "form", UNPACKING
        if any(isinstance(part, ast.Starred) for part in target.elts):
            yield "form", "a, *b = c"
    elif isinstance(target, ast.Subscript):
        yield "form", "a[b] = c"


def _loop(node: ast.For) -> Iterator[tuple[str, str]]:
    yield from _target(node.target)
    if node.orelse:
        yield "form", "else after a loop"


def _if(node: ast.If) -> Iterator[tuple[str, str]]:
    if node.orelse:
        # `elif` is an If that stands alone in the else, at the same indent
        nested = node.orelse[0]
        is_elif = len(node.orelse) == 1 and isinstance(nested, ast.If) and nested.col_offset == node.col_offset
        yield "form", "elif" if is_elif else "else"


def _try(node: ast.Try) -> Iterator[tuple[str, str]]:
    if node.orelse:
        yield "form", "else after try"
    if node.finalbody:
        yield "form", "finally"


def _import_from(node: ast.ImportFrom) -> Iterator[tuple[str, str]]:
    yield from (("import", name) for name in (node.module or "").split(".") if name)


def _with_item(node: ast.withitem) -> Iterator[tuple[str, str]]:
    if node.optional_vars is not None:
        yield "form", "as"


def _alias(node: ast.alias) -> Iterator[tuple[str, str]]:
    yield from (("import", name) for name in node.name.split("."))
    if node.asname:
        yield "form", "as"


def _function(node: ast.FunctionDef) -> Iterator[tuple[str, str]]:
    if node.decorator_list:
        yield "form", "@decorator"
    if node.returns is not None:
        yield "form", "annotation"


def _arguments(node: ast.arguments) -> Iterator[tuple[str, str]]:
    if node.defaults or any(node.kw_defaults):
        yield "form", "def f(a=b)"
    if node.vararg:
        yield "form", "def f(*a)"
    elif node.kwonlyargs:
        yield "form", "def f(*, a)"
    if node.kwarg:
        yield "form", "def f(**a)"


def _annotated(node: ast.arg) -> Iterator[tuple[str, str]]:
    if node.annotation is not None:
        yield "form", "annotation"


def _comprehension(node: ast.comprehension) -> Iterator[tuple[str, str]]:
    yield from _target(node.target)
    if node.ifs:
        yield "form", "[a for b in c if d]"


def _compare(node: ast.Compare) -> Iterator[tuple[str, str]]:
    yield from (("form", OPERATORS[type(operator)]) for operator in node.ops)
    if len(node.ops) > 1:
        yield "form", "a < b < c"


def _operator(node: ast.BinOp | ast.BoolOp | ast.UnaryOp) -> Iterator[tuple[str, str]]:
    if type(node.op) in OPERATORS:  # a sign before a number is no idea of its own
        yield "form", OPERATORS[type(node.op)]


def _augmented(node: ast.AugAssign) -> Iterator[tuple[str, str]]:
    yield "form", f"{OPERATORS[type(node.op)]}="


def _subscript(node: ast.Subscript) -> Iterator[tuple[str, str]]:
    index = node.slice
    if isinstance(index, ast.Slice):
        yield "form", "a[b:c]"
        if index.step is not None:
            yield "form", "a[b:c:d]"
        return
    yield "form", ITEM
    if isinstance(index, ast.UnaryOp) and isinstance(index.op, ast.USub):
        yield "form", "a[-1]"


def _dict(node: ast.Dict) -> Iterator[tuple[str, str]]:
    yield "form", "{a: b}"
    if None in node.keys:
        yield "form", "{**a}"


def _tuple(node: ast.Tuple) -> Iterator[tuple[str, str]]:
    if isinstance(node.ctx, ast.Load):
        yield "form", "(a, b)"


def _formatted(node: ast.FormattedValue) -> Iterator[tuple[str, str]]:
    if node.format_spec is not None:
        yield "form", 'f"{a:.1f}"'


DETAILS: dict[type, Callable[..., Iterator[tuple[str, str]]]] = {
    ast.Name: _name, ast.Constant: _constant, ast.Attribute: _attribute, ast.Call: _call, ast.Assign: _assign,
    ast.For: _loop, ast.If: _if, ast.Try: _try, ast.withitem: _with_item, ast.alias: _alias,
    ast.FunctionDef: _function, ast.arguments: _arguments, ast.arg: _annotated, ast.comprehension: _comprehension,
    ast.Compare: _compare, ast.BinOp: _operator, ast.BoolOp: _operator, ast.UnaryOp: _operator,
    ast.AugAssign: _augmented, ast.AnnAssign: lambda node: iter([("form", "annotation")]),
    ast.ImportFrom: _import_from, ast.Subscript: _subscript, ast.Dict: _dict, ast.Tuple: _tuple,
    ast.FormattedValue: _formatted,
}  # fmt: skip
