"""Which objects a piece of code may change, by the names through which it reaches them."""

from __future__ import annotations

import ast
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from course.checking._known import (
    FRESH_BUILTINS,
    MUTATING_FUNCTIONS,
    PURE_BUILTINS,
    PURE_METHODS,
    PURE_PACKAGES,
    READ_TEXT,
    READING_METHODS,
)

FUNCTIONS = (ast.FunctionDef, ast.AsyncFunctionDef)


@dataclass
class Known:
    """What all cells of a notebook together make known of the names in them.

    `imported` are names of modules or of what they hold, with the package; `functions` those that are defined, `leaky`
    those of them that may change what they are given or what is around them; `stored` are bound in any other way.
    """

    imported: dict[str, str] = field(default_factory=dict)
    functions: set[str] = field(default_factory=set)
    leaky: set[str] = field(default_factory=set)
    methods: set[str] = field(default_factory=set)
    stored: set[str] = field(default_factory=set)
    reads_text: bool = False  # whether a name in a text may be one of the notebook's

    @classmethod
    def of(cls, trees: Iterable[ast.Module]) -> Known:
        """What the parsed cells make known, whatever their order."""
        known, trees = cls(), list(trees)
        nodes = [node for tree in trees for node in ast.walk(tree)]
        for node in nodes:
            known._take(node)
        functions = [node for node in nodes if isinstance(node, FUNCTIONS)]
        before = -1
        while before < len(known.leaky):  # one that calls a leaky one is leaky
            before = len(known.leaky)
            known.leaky |= {node.name for node in functions if Changes(known, _fresh_names(node)).of(_bodies(node))}
        return known

    def _take(self, node: ast.AST) -> None:
        if isinstance(node, ast.Import):
            self.imported |= {(each.asname or each.name).split(".")[0]: package_of(each.name) for each in node.names}
        elif isinstance(node, ast.ImportFrom):
            module = node.module or ""
            self.imported |= {each.asname or each.name: package_of(f"{module}.{each.name}") for each in node.names}
        elif isinstance(node, FUNCTIONS):
            self.functions.add(node.name)
        elif isinstance(node, ast.ClassDef):
            self.functions.add(node.name)
            self.leaky.add(node.name)
            self.methods |= {each.name for each in ast.walk(node) if isinstance(each, FUNCTIONS)}
        elif isinstance(node, ast.Name) and not isinstance(node.ctx, ast.Load):
            self.stored.add(node.id)
        elif isinstance(node, ast.arg):
            self.stored.add(node.arg)
        elif isinstance(node, ast.Attribute) and node.attr in READING_METHODS:
            self.reads_text = True
        if isinstance(node, ast.Import | ast.ImportFrom):
            told = {self.imported[each.asname or each.name.split(".")[0]] for each in node.names if each.name != "*"}
            self.reads_text |= any(each in READ_TEXT or is_ours_and_unknown(each) for each in told)

    def is_module(self, name: str | None) -> bool:
        return name in self.imported and name not in self.stored | self.functions

    def is_harmless(self, name: str) -> bool:
        """Whether a call of this name changes nothing that it is given, and nothing else."""
        if name in self.stored:
            return False
        if name in self.functions:
            return name not in self.leaky
        if name in self.imported:
            return self.imported[name] in PURE_PACKAGES and name not in MUTATING_FUNCTIONS
        return name in PURE_BUILTINS

    def is_pure_method(self, name: str) -> bool:
        return name in PURE_METHODS and name not in self.methods


class Changes:
    """Finds the names whose objects code may change; `fresh` are names whose objects nobody else holds."""

    def __init__(self, known: Known, fresh: Iterable[str] = ()):
        self.known, self.fresh = known, frozenset(fresh)

    def of(self, body: Iterable[ast.AST]) -> set[str]:
        return {name for node in body for name in self.walk(node)}

    def walk(self, node: ast.AST) -> Iterator[str]:
        if isinstance(node, FUNCTIONS):
            return  # not run where it is written; `leaky` tells of its calls
        if isinstance(node, ast.Attribute | ast.Subscript) and not isinstance(node.ctx, ast.Load):
            yield from self.changed(node.value)
        elif isinstance(node, ast.AugAssign) and isinstance(node.target, ast.Name):
            yield from self.changed(node.target)
        elif isinstance(node, ast.Expr) and isinstance(node.value, ast.Call):
            yield from self.module_of(node.value.func)
        if isinstance(node, ast.Call):
            yield from self.call(node)
        for child in ast.iter_child_nodes(node):
            yield from self.walk(child)

    def call(self, node: ast.Call) -> Iterator[str]:
        in_place = any(word.arg in ("inplace", "out", "copy", None) for word in node.keywords)
        if isinstance(node.func, ast.Name):
            if self.known.is_harmless(node.func.id) and not in_place:
                return
            yield node.func.id
        elif isinstance(node.func, ast.Attribute) and not in_place:
            method, root = node.func.attr, root_of(node.func.value)
            if self.known.is_module(root):
                if self.known.imported[root] in PURE_PACKAGES and method not in MUTATING_FUNCTIONS:
                    return
            elif self.known.is_pure_method(method):
                return
        if isinstance(node.func, ast.Attribute):
            yield from self.changed(node.func.value)
            if self.is_fresh(node.func.value):
                return  # what it is given goes into a container of its own
        for argument in (*node.args, *(word.value for word in node.keywords)):
            yield from self.changed(argument)

    def module_of(self, function: ast.expr) -> Iterator[str]:
        """A module that is called for what it does, as in plt.style.use(...), is changed by it."""
        root = root_of(function)
        if root is not None and self.known.is_module(root) and isinstance(function, ast.Attribute):
            yield root

    def changed(self, node: ast.expr) -> Iterator[str]:
        """The names through which this object may be reached, unless it is fresh."""
        if not self.is_fresh(node):
            yield from (name.id for name in ast.walk(node) if isinstance(name, ast.Name))

    def is_fresh(self, node: ast.expr) -> bool:
        return (isinstance(node, ast.Name) and node.id in self.fresh) or _makes_new(node)


def root_of(node: ast.expr) -> str | None:
    """The name that a chain of attributes and items begins with."""
    while isinstance(node, ast.Attribute | ast.Subscript):
        node = node.value
    return node.id if isinstance(node, ast.Name) else None


def package_of(module: str) -> str:
    """The package of a module's full name; of the course's own also the room."""
    return ".".join(module.split(".")[: 2 if module.startswith("course.") else 1])


def is_ours_and_unknown(package: str) -> bool:
    """Whether it is a room of the course that may do more than give data, check and keep evidence."""
    return package.split(".")[0] == "course" and package not in PURE_PACKAGES


def _bodies(function: ast.AST) -> list[ast.AST]:
    """The statements of a function and of those inside it."""
    return [statement for node in ast.walk(function) if isinstance(node, FUNCTIONS) for statement in node.body]


def _makes_new(node: ast.expr) -> bool:
    """Whether an expression's value is an object that nobody else holds."""
    if isinstance(node, ast.Call):
        return isinstance(node.func, ast.Name) and node.func.id in FRESH_BUILTINS
    new = ast.List | ast.Dict | ast.Set | ast.ListComp | ast.DictComp | ast.SetComp | ast.GeneratorExp
    return isinstance(node, new | ast.Constant | ast.JoinedStr | ast.Compare)


def _fresh_names(function: ast.AST) -> set[str]:
    """Local names of a function that only ever hold new objects."""
    new: set[str] = set()
    other: set[str] = set()
    for node in ast.walk(function):
        if isinstance(node, ast.arg):
            other.add(node.arg)
            continue
        for target, value in _bindings(node):
            names = {name.id for name in ast.walk(target) if isinstance(name, ast.Name) and not _is_load(name)}
            plain = isinstance(target, ast.Name) and value is not None and _makes_new(value)
            (new if plain else other).update(names)
    return new - other


def _bindings(node: ast.AST) -> Iterator[tuple[ast.expr, ast.expr | None]]:
    """Each target that a node binds, with the expression whose value it gets, None where that is part of another."""
    if isinstance(node, ast.Assign):
        yield from ((target, node.value) for target in node.targets)
    elif isinstance(node, ast.AnnAssign | ast.NamedExpr):
        yield node.target, node.value
    elif isinstance(node, ast.withitem) and node.optional_vars is not None:
        yield node.optional_vars, node.context_expr
    elif isinstance(node, ast.For | ast.AsyncFor | ast.comprehension):
        yield node.target, None
    elif isinstance(node, ast.Global | ast.Nonlocal):
        yield from ((ast.Name(name, ast.Store()), None) for name in node.names)


def _is_load(name: ast.Name) -> bool:
    return isinstance(name.ctx, ast.Load)
