"""What a check relies on, as it was before a notebook's first cell: namespaces, and whether a name in them changed.

Its text is run inside, in front of that of witness.py, so it imports nothing of ours.
"""

from __future__ import annotations

import builtins
import sys
from operator import is_
from types import BuiltinFunctionType, FunctionType, ModuleType

# Of these packages every module that is loaded, with the classes that it defines.
OURS = ("course", "autograder")
WHOLE = (
    "operator", "math", "copy", "fractions", "decimal", "json", "json.encoder", "linecache", "contextlib", "dis",
    "numpy", "numpy.testing", "numpy.linalg", "pandas.testing", "sklearn.metrics",
)  # fmt: skip
PARTS = {
    "os": ("write", "read", "dup", "dup2", "open", "close", "fstat"),
    "sys": ("_getframe", "exit", "intern"),
    "pandas": ("DataFrame", "Series", "Index", "isna", "notna", "read_csv", "concat", "merge"),
}
CLASSES = (
    ("pandas", "DataFrame"), ("pandas", "Series"), ("pandas", "Index"),
    ("IPython.core.displayhook", "DisplayHook"), ("IPython.core.formatters", "DisplayFormatter"),
    ("IPython.core.formatters", "BaseFormatter"), ("IPython.core.formatters", "MimeBundleFormatter"),
    ("IPython.core.formatters", "IPythonDisplayFormatter"), ("IPython.core.compilerop", "CachingCompiler"),
    ("IPython.core.inputtransformer2", "TransformerManager"), ("IPython.core.displaypub", "CapturingDisplayPublisher"),
)  # fmt: skip
# Those of Python's builtins that IPython makes anew for every cell.
SET_BY_IPYTHON = {"display", "get_ipython", "input", "exit", "quit", "copyright", "credits", "license", "help"}


class Space:
    """One namespace as it was: each name with its value, and what a dict of functions in it holds."""

    def __init__(self, label, namespace, names=None, owner=None):
        self.label, self.namespace = label, namespace
        chosen = names or [name for name in namespace if _counts(name, namespace[name])]
        self.kept = [(name, namespace[name]) for name in chosen if name in namespace]
        self.names = [name for name, _ in self.kept]
        self.values = [value for _, value in self.kept]
        ours = self.kept if label.startswith(OURS) else ()  # others keep state in their dicts
        self.inherited = _inherited(owner) if owner else frozenset()
        self.tables = [(name, value, _content(value)) for name, value in ours if _is_table(value)]

    def changed(self):
        """The names in it that stand for something else now.

        Asked some thousand times a notebook, and nearly always of spaces in which nothing did.
        """
        if not self._as_it_was():
            yield from self._different()
        for name, value, content in self.tables:
            now = _content(value)
            if len(now) != len(content) or not all(map(is_, now, content)):  # id() would be an audit event
                yield f"{self.label}.{name}"

    def _as_it_was(self):
        same = all(map(is_, map(self.namespace.get, self.names), self.values))
        return same and self.inherited.isdisjoint(self.namespace)

    def _different(self):
        get = self.namespace.get
        yield from (f"{self.label}.{name}" for name, value in self.kept if get(name) is not value)
        # hidden behind one of the class's own
        yield from (f"{self.label}.{name}" for name in self.inherited if name in self.namespace)

    def functions(self):
        for _, value in self.kept:
            inner = value.__func__ if type(value) in (classmethod, staticmethod) else value
            inner = inner.fget if type(inner) is property else inner
            if type(inner) is FunctionType:
                yield inner


def _counts(name, value):
    """Whether a name of a module or class is one that tampering would replace: no state, no documentation."""
    if name.startswith("__") and name not in (
        "__builtins__",
        "__init__",
        "__enter__",
        "__exit__",
        "__eq__",
        "__call__",
    ):
        return False
    return callable(value) or type(value) in (property, classmethod, staticmethod, dict, frozenset, tuple, str)


def _is_table(value):
    """Whether a value is a dict of functions, or a module's own copy of the builtins."""
    if type(value) is not dict or not value or value is vars(builtins):
        return False
    return "__build_class__" in value or all(callable(item) or type(item) is tuple for item in value.values())


def _content(value):
    return [*value, *value.values()]


def spaces_of_checks():
    functions = [name for name, value in vars(builtins).items() if name[0] != "_" and callable(value)]
    yield Space("builtins", vars(builtins), [*sorted(set(functions) - SET_BY_IPYTHON), "__import__", "__build_class__"])
    seen = set()
    for name, module in list(sys.modules.items()):
        if type(module) is ModuleType and (name in WHOLE or name.partition(".")[0] in OURS):
            yield Space(name, vars(module))
            if name.partition(".")[0] in OURS:
                for label, value in list(vars(module).items()):
                    if isinstance(value, type) and value.__module__ == name and value not in seen:
                        seen.add(value)
                        yield Space(f"{name}.{label}", vars(value), owner=value)
    for name, parts in PARTS.items():
        if name in sys.modules:
            yield Space(name, vars(sys.modules[name]), list(parts))
    for kind in (*_classes(), *_shell_classes()):
        if kind not in seen:
            seen.add(kind)
            yield Space(f"{kind.__module__}.{kind.__name__}", vars(kind), owner=kind)


def _classes():
    for module, name in CLASSES:
        if module in sys.modules:
            for kind in getattr(sys.modules[module], name).__mro__:
                if kind.__module__.startswith(("pandas", "IPython")):
                    yield kind


def _shell_classes():
    shell = running_shell()
    if shell is None:
        return
    kernel = getattr(shell, "kernel", None)
    for owner in (shell, shell.displayhook, shell.display_pub, kernel, getattr(kernel, "session", None)):
        for kind in type(owner).__mro__:
            if kind.__module__.startswith(("IPython", "ipykernel", "jupyter_client", *OURS)):
                yield kind


def _inherited(kind) -> frozenset[str]:
    """Names of methods that a class has from others."""
    return frozenset(
        name
        for base in kind.__mro__[1:]
        for name, value in vars(base).items()
        if name not in vars(kind) and type(value) in (FunctionType, property) and _counts(name, value)
    )


def hiding(owner) -> set[str]:
    """Names in an object's own dictionary that stand before a method of its class."""
    kind = type(owner)
    return {
        name
        for name, value in getattr(owner, "__dict__", {}).items()
        if callable(value) and type(getattr(kind, name, None)) in (FunctionType, BuiltinFunctionType)
    }


def running_shell():
    ipython = sys.modules.get("IPython")
    return ipython.get_ipython() if ipython else None
