"""What a check relies on, as it was before a notebook's first cell: namespaces, and whether a name in them changed.

Its text is run inside, in front of that of witness.py, so it imports nothing of ours.
"""

from __future__ import annotations

import builtins
import sys
from contextlib import suppress
from operator import is_
from types import BuiltinFunctionType, FunctionType, ModuleType, SimpleNamespace

# Of these packages every module that is loaded, with the classes that it defines.
OURS = ("course", "autograder")
CONTENTS = (*OURS, "copy")
FOR_OTHERS = frozenset({"dispatch_table"})  # libraries enter into it how their own types are copied
# What Python itself puts into a namespace while it is used.
COMES = frozenset({"__warningregistry__", "__annotations__", "__annotate__", "__annotations_cache__"})
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


def space_of(label, namespace, names=None, owner=None):
    """One namespace as it was: each name with its value, and what its functions and dicts of functions hold.

    Of the course's own, every name counts, and none may come. A class of ours would be listed by
    `object.__subclasses__`, for a notebook to patch it.
    """
    ours = label.startswith(OURS)
    chosen = names or [name for name in namespace if ours or _counts(name, namespace[name])]
    names = [name for name in chosen if name in namespace]
    values = [namespace[name] for name in names]
    space = SimpleNamespace(label=label, namespace=namespace, owner=owner, names=names, values=values, ours=ours)
    space.inherited = _inherited(owner) if owner else frozenset()
    watched = zip(names, values, strict=True) if label.startswith(CONTENTS) else ()  # others keep state in theirs
    space.tables = [(name, value, _content(value)) for name, value in watched if _is_table(value, name)]
    if ours:
        space.tables += [held for function in functions(space) for held in _held(function)]
    return space


def changed(space):
    """The names in it that stand for something else now."""
    yield from _different(space)
    for name, value, content in space.tables:
        now = _content(value)
        if len(now) != len(content) or not all(map(is_, now, content)):  # id() would be an audit event
            yield f"{space.label}.{name}"


def _different(space):
    label, namespace = space.label, space.namespace
    for name, value in zip(space.names, space.values, strict=True):
        if namespace.get(name) is not value:
            yield f"{label}.{name}"
    # hidden behind one of the class's own
    yield from (f"{label}.{name}" for name in space.inherited if name in namespace)
    for name in set(namespace) - set(space.names) if space.ours else ():
        space.names.append(name)  # so that it can't be taken out for another one
        space.values.append(namespace[name])
        if name not in COMES and not _is_part(label, name, namespace[name]):
            yield f"{label}.{name}"


def _is_part(label, name, value):
    """Whether a name is that of a module's own part, which is there once it is imported."""
    return type(value) is ModuleType and value is sys.modules.get(f"{label}.{name}")


def functions(space):
    for value in space.values:
        inner = value.__func__ if type(value) in (classmethod, staticmethod) else value
        inner = inner.fget if type(inner) is property else inner
        if type(inner) is FunctionType:
            yield inner


def _held(function):
    """What a function goes by besides its code, and what can be changed in its place: keyword defaults, closure."""
    if not function.__module__.startswith(OURS):
        return
    if function.__kwdefaults__:
        yield f"{function.__name__}.__kwdefaults__", function.__kwdefaults__, _content(function.__kwdefaults__)
    if function.__closure__:
        with suppress(ValueError):  # a cell that is still empty
            yield f"{function.__name__}.__closure__", function.__closure__, _content(function.__closure__)


def _counts(name, value):
    """Whether a name of a module or class is one that tampering would replace: no state, no documentation."""
    if name in ("__repr__", "__str__", "__doc__"):
        return False
    kinds = (property, classmethod, staticmethod)
    if name.startswith("__") and name != "__builtins__":
        return callable(value) or type(value) in kinds
    return callable(value) or type(value) in (*kinds, dict, frozenset, tuple, str)


def _is_table(value, name):
    """Whether a value is a dict of functions, or a module's own copy of the builtins."""
    if type(value) is not dict or not value or value is vars(builtins) or name in FOR_OTHERS:
        return False
    return "__build_class__" in value or all(callable(item) or type(item) is tuple for item in value.values())


def _content(value):
    return [*value, *value.values()] if type(value) is dict else [cell.cell_contents for cell in value]


def spaces_of_checks():
    functions = [name for name, value in vars(builtins).items() if name[0] != "_" and callable(value)]
    yield space_of(
        "builtins", vars(builtins), [*sorted(set(functions) - SET_BY_IPYTHON), "__import__", "__build_class__"]
    )
    seen = set()
    for name, module in list(sys.modules.items()):
        if type(module) is ModuleType and (name in WHOLE or name.partition(".")[0] in OURS):
            yield space_of(name, vars(module))
            if name.partition(".")[0] in OURS:
                for label, value in list(vars(module).items()):
                    if isinstance(value, type) and value.__module__ == name and value not in seen:
                        seen.add(value)
                        yield space_of(f"{name}.{label}", vars(value), owner=value)
    for name, parts in PARTS.items():
        if name in sys.modules:
            yield space_of(name, vars(sys.modules[name]), list(parts))
    for kind in (*_classes(), *_shell_classes()):
        if kind not in seen:
            seen.add(kind)
            yield space_of(f"{kind.__module__}.{kind.__name__}", vars(kind), owner=kind)


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
