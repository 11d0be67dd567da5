"""What watches a notebook from inside: its text is run in the notebook's process before the first cell.

It remembers what a check relies on (the check library, Python's builtins, the parts of IPython that run a cell and
send what it shows, the comparisons of NumPy, pandas and scikit-learn), listens to Python's audit events for what
only tampering needs, and seals, with a key that it was given, what the sub-checks said. Once anything was touched it
forgets the key, so nobody can have it seal again. A notebook can do whatever this process can, so it is no wall: it
makes forgery show.

Nothing in memory leads to it but the interpreter's list of audit hooks: it has no classes, which
`object.__subclasses__` would list, builtins of its own, and is asked by audit events. Inside there is no `autograder`
to import, so the texts of the other modules are put in front of this one.
"""

from __future__ import annotations

import os
import sys
from contextlib import suppress
from functools import partial
from hashlib import blake2b
from importlib import import_module
from operator import is_
from sys import _getframe, getrecursionlimit, setrecursionlimit
from threading import get_ident
from types import FunctionType, SimpleNamespace

from autograder.guard.hiding import forget, hide
from autograder.guard.passes import names_changed, passes_over
from autograder.guard.remembered import WHOLE, functions, running_shell, space_of, spaces_of_checks
from autograder.guard.running import foreign, library_folders, remember_shell, touched_hooks, touched_shell, trusts
from autograder.guard.whose import as_on_disk, asks_for_others, within

FRAMES = ("sys._getframe", "sys._current_frames", "sys._current_exceptions")
TAMPERING = (
    "gc.get_objects", "gc.get_referrers", "gc.get_referents", "sys.settrace", "sys.setprofile", "sys.addaudithook",
    "sys.monitoring.register_callback", "code.__new__", "marshal.loads", "marshal.load",
)  # fmt: skip
# What stands when a check begins is looked at then; a profiler that came and went is nobody's business.
PROFILERS = ("sys.settrace", "sys.setprofile", "sys.monitoring.register_callback")
FRAME_OF = frozenset({"tb_frame", "gi_frame", "cr_frame", "ag_frame"})
CODE_OF = frozenset({"__code__", "__defaults__", "__kwdefaults__"})
LONGEST = 300
NEAR = ("course.checks", "course.outcomes", "builtins", "operator", "copy")  # what judges a value


def sealed(key: bytes, salt: str, said: list) -> str:
    """A digest of what sub-checks said, each [name, outcome, weight], that only who has the key can make."""
    told = "\0".join(f"{says}\0{outcome}\0{float(weight)!r}" for says, outcome, weight in said)
    return blake2b(f"{salt}\0{told}".encode("utf-8", "replace"), key=key, digest_size=16).hexdigest()


def witness_of(key: bytes, cell_filename: str, event: str) -> SimpleNamespace:
    """Everything that is remembered, before the first cell."""
    w = SimpleNamespace(key=key, alarms=[], busy=set(), busier=set(), ledger=None, checking=False, main=get_ident())
    w.trusted = (*(f"{folder}{os.sep}" for folder in library_folders()), "<frozen", "<__array_function__")
    w.in_check = _code_of("course.checks._subcheck", "run_subcheck")
    w.keeping = sys.modules["course.checks._expect"].Expect._keep.__code__
    w.expect = sys.modules["course.checks._expect"]
    w.kind, w.fields = w.expect.Expect, set(vars(w.expect.Expect("x")))
    w.spaces = list(spaces_of_checks())
    w.functions = {function: None for space in w.spaces for function in functions(space)}
    w.modules = [(name, sys.modules[name]) for name in {space.label for space in w.spaces} & set(sys.modules)]
    w.modules.append((event, sys.modules[event]))
    w.owned = [sys, *(module for _, module in w.modules), *(space.owner for space in w.spaces if space.owner)]
    w.shell = running_shell()
    if w.shell is not None:
        remember_shell(w)
    w.late = [name for name in WHOLE if name not in sys.modules]
    w.near = passes_over([space for space in w.spaces if space.label.startswith(NEAR)])
    w.all = passes_over(w.spaces)
    w.answers = dict.fromkeys([*FRAMES, *TAMPERING, "object.__getattr__", "compile"], _hear)
    w.answers["object.__setattr__"] = _hear_set
    w.answers |= {f"{event}.{verb}": answer for verb, answer in ASKED.items()}
    forget(w.shell, cell_filename)
    return w


# ---- what has been touched


def _take_up_late_ones(w) -> None:
    """What was imported since is kept from now on; functions of the notebook's own in it were put there."""
    for name in [name for name in w.late if name in sys.modules]:
        w.late.remove(name)
        space = space_of(name, vars(sys.modules[name]))
        w.spaces.append(space)
        for function in functions(space):
            if foreign(w, function):
                _alarm(w, f"{name}.{function.__name__}")
    w.all = passes_over(w.spaces)


def _touched(w) -> None:
    """Note for good what is touched now."""
    if any(name in sys.modules for name in w.late):
        _take_up_late_ones(w)
    names = names_changed(w.all)
    names += [f"sys.modules[{name}]" for name, module in w.modules if sys.modules.get(name) is not module]
    names += [f"sys.{name}" for name in ("gettrace", "getprofile") if foreign(w, getattr(sys, name)())]
    names += ["sys.excepthook"] if foreign(w, sys.excepthook) else []
    names += touched_hooks(w)
    if w.shell is not None:
        names += touched_shell(w)
    for name in names:
        _alarm(w, name)


def _alarm(w, words) -> None:
    """Note it, and forget the key: whoever did it may be about to find this."""
    if words not in w.alarms:
        w.alarms.append(words)
        w.key = blake2b(w.key, digest_size=16).digest()


# ---- audit events


def hear(w, event, args):
    """Answer one audit event, and let no error leave: its traceback would lead here."""
    answer = w.answers.get(event) or (_hear if event.startswith("ctypes.") else None)
    if answer is None:
        return
    me, interrupted = get_ident(), False
    if me in w.busy:
        _hear_within(w, event, me)
        return
    w.busy.add(me)
    try:
        answer(w, event, args)
    except KeyboardInterrupt:
        interrupted = True
    except RecursionError:
        _hear_deeper(w, answer, event, args)
    except Exception as error:
        _alarm(w, f"{event}, which could not be judged: {type(error).__name__}")
    w.busy.discard(me)
    if interrupted:
        w = answer = args = None
        raise KeyboardInterrupt


def _hear_within(w, event, me) -> None:
    """Judge an event that is raised while one is answered: by this text itself, or by what breaks in on it."""
    if me in w.busier:
        return
    w.busier.add(me)
    frame = _getframe(2)  # above hear
    if frame.f_globals is not MINE and not trusts(w, frame.f_code.co_filename):
        _alarm(w, event)
    w.busier.discard(me)


def _asker():
    """The frame that raised the event which is answered."""
    frame = _getframe(1)
    while frame.f_globals is MINE:
        frame = frame.f_back
    return frame


def _hear_deeper(w, answer, event, args) -> None:
    limit = getrecursionlimit()
    try:
        setrecursionlimit(limit + 200)
        answer(w, event, args)
    except (Exception, KeyboardInterrupt):
        _alarm(w, f"{event}, which could not be judged")
    with suppress(RecursionError):  # so deep already
        setrecursionlimit(limit)


def _hear_set(w, event, args):
    target, name = args[0], args[1]
    if name in CODE_OF and type(target) is FunctionType and target in w.functions:  # whoever does it
        _alarm(w, f"{name} of {target.__qualname__}")
    if name == "__class__" and any(target is owned for owned in w.owned):
        _alarm(w, f"the class of {target.__name__}")


def _hear(w, event, args):
    if event == "object.__getattr__" and args[1] not in FRAME_OF:
        return
    if event in PROFILERS and not _within_a_check(w, args):
        return
    if event == "compile" and not (type(args[1]) is str and args[1].startswith(w.trusted)):
        return
    frame = _asker()
    if frame.f_code.co_filename.startswith("<frozen importlib") and not as_on_disk(w, event, args, frame):
        _alarm(w, event)
    while frame is not None and asks_for_others(frame, event):
        frame = frame.f_back
    if frame is None or trusts(w, frame.f_code.co_filename):
        return
    if event in FRAMES or event == "object.__getattr__":
        # to look at one's own frames outside a check is nobody's business
        if within(frame, w.in_check) or (w.checking and get_ident() != w.main):
            _alarm(w, "frames of the check were read")
    else:
        _alarm(w, event)


def _within_a_check(w, hooks) -> bool:
    return w.checking or any(foreign(w, hook) for hook in hooks)


# ---- what the checks tell and ask


def _look(w, event, args):
    """Note what is touched at this moment of what judges a value, for good: it may be put back soon."""
    for name in names_changed(w.near):
        _alarm(w, name)


def _keep(w, event, args):
    """Note what a sub-check said, which only the cell that the first one was called from may have asked."""
    expect, subcheck = args
    frame = _asker()
    genuine = frame.f_code is w.keeping
    frame = frame.f_back
    while frame is not None and frame.f_globals is w.expect.__dict__:
        frame = frame.f_back
    code = frame and frame.f_code
    if w.ledger is None or w.ledger.expect is not expect:
        w.ledger = SimpleNamespace(expect=expect, code=code, kept=[], said=[])
    if not genuine or code is not w.ledger.code:
        _alarm(w, "a sub-check that the check cell does not make")
    w.ledger.kept.append(subcheck)
    w.ledger.said.append((subcheck.says, str(subcheck.outcome), subcheck.weight))


def _seal(w, event, args):
    salt, expect, box = args
    _touched(w)
    if w.shell is not None and w.shell.user_ns.get("checks") is not sys.modules["course.checks"].checks:
        _alarm(w, "the name checks")
    said = []
    if w.ledger is not None and w.ledger.expect is expect:
        said = w.ledger.said
        if _asker().f_back.f_code is not w.ledger.code:
            _alarm(w, "a sub-check that the check cell does not make")
    if type(expect) is not w.kind or set(vars(expect)) != w.fields or not _as_kept(w, expect, said):
        _alarm(w, "what the sub-checks said")
    box.append(sealed(w.key, salt, said))
    w.checking = event.endswith("begin")


def _as_kept(w, expect, said) -> bool:
    """Whether the list that the report is made of is what was kept, when it was kept."""
    listed = vars(expect)["_subchecks"]
    kept = w.ledger.kept if said else []
    if type(listed) is not list or len(listed) != len(kept) or not all(map(is_, listed, kept)):
        return False
    return all((each.says, str(each.outcome), each.weight) == was for each, was in zip(listed, said, strict=True))


def _begin(w, event, args):
    """Seal, and take the hidden part of the cell that runs out of what its text can be read from."""
    w.checking = True
    _seal(w, event, args)
    if w.shell is not None:
        hide(w.shell, _asker().f_back.f_code.co_filename)


def _tell(w, event, args):
    _touched(w)
    args[2].append("; ".join(w.alarms)[:LONGEST])


ASKED = {"look": _look, "keep": _keep, "begin": _begin, "seal": _seal, "tell": _tell}
MINE = globals()


def _code_of(module, name):
    return getattr(import_module(module), name).__code__


def start(name: str, key: bytes, cell_filename: str, modules: tuple[str, ...]) -> None:
    """Begin to watch; check cells ask the module `name`, which asks by audit events."""
    for module in (*modules, "course.checks"):
        try:
            import_module(module)
        except ImportError:
            continue
    for needed, more in (
        ("numpy", ("_arrays", "_models")),
        ("pandas", ("_frames",)),
        ("matplotlib.pyplot", ("_plots",)),
        ("torch", ("_tensors",)),
    ):
        if needed in sys.modules:
            for each in more:
                import_module(f"course.checks.{each}")
    sys.dont_write_bytecode = True  # so that bytecode outside of a library was made by hand
    w = witness_of(key, cell_filename, name)
    sys.addaudithook(partial(hear, w))
