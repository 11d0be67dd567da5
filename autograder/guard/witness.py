"""What watches a notebook from inside: its text is run in the notebook's process before the first cell.

It remembers what a check relies on (the check library, Python's builtins, the parts of IPython that run a cell and
send what it shows, the comparisons of NumPy, pandas and scikit-learn), listens to Python's audit events for what
only tampering needs, and seals, with a key that it was given, whether anything of that was touched since. A
notebook can do whatever this process can, so it is no wall: it makes forgery show. Inside there is no `autograder` to
import, so the text of remembered.py is put in front of this one.
"""

from __future__ import annotations

import os
import sys
from hashlib import blake2b
from importlib import import_module
from operator import is_
from pathlib import Path
from threading import get_ident
from types import FunctionType, ModuleType

from autograder.guard.remembered import OURS, WHOLE, Space, hiding, running_shell, spaces_of_checks

# Attributes of the running shell by which a cell becomes outputs; an instance may hide its class's method.
SHELL_PARTS = ("displayhook", "display_pub", "display_formatter", "compile", "input_transformer_manager", "CustomTB")
SHOWING = ("displayhook", "display_pub", "display_formatter", "compile")
TRANSFORMS = ("cleanup_transforms", "line_transforms", "token_transformers")
FRAMES = frozenset({"sys._getframe", "sys._current_frames", "sys._current_exceptions"})
TAMPERING = frozenset(
    {"gc.get_objects", "gc.get_referrers", "gc.get_referents", "sys.settrace", "sys.setprofile", "sys.addaudithook",
     "sys.monitoring.register_callback", "code.__new__", "marshal.loads", "marshal.load"}
)  # fmt: skip
FRAME_OF = frozenset({"tb_frame", "gi_frame", "cr_frame", "ag_frame"})
ASK_FOR_OTHERS = ("inspect", "ctypes", "ctypes.util", "marshal")  # what they ask for, their caller wants
HEARD = FRAMES | TAMPERING | {"object.__getattr__", "object.__setattr__", "compile"}
CODE_OF = frozenset({"__code__", "__defaults__", "__kwdefaults__"})
BEGINS, ENDS = "### BEGIN HIDDEN TESTS", "### END HIDDEN TESTS"
LONGEST = 300
NEAR = ("course", "builtins", "operator", "copy")  # what judges a value


def sealed(key: bytes, salt: str, told: str) -> str:
    """A digest that says `told` ("" for: nothing was touched) and that only who has the key can make."""
    return blake2b(f"{salt}\0{told}".encode("utf-8", "replace"), key=key, digest_size=16).hexdigest()


class Witness:
    def __init__(self, key: bytes, cell_filename: str):
        self.key, self.alarms = key, []
        self.busy = set()
        self.trusted = (*(f"{folder}{os.sep}" for folder in _library_folders()), "<frozen", "<__array_function__")
        self.in_check = _code_of("course.checks._subcheck", "run_subcheck")
        self.spaces = list(spaces_of_checks())
        self.functions = {function: None for space in self.spaces for function in space.functions()}
        self.modules = [(name, sys.modules[name]) for name in {space.label for space in self.spaces} & set(sys.modules)]
        self.shell = shell = running_shell()
        if shell is not None:
            kernel = getattr(shell, "kernel", None)
            owners = (shell, kernel, getattr(kernel, "session", None), *(getattr(shell, name) for name in SHOWING))
            self.owners = [owner for owner in owners if owner is not None]
            self.parts = [(name, getattr(shell, name, None)) for name in SHELL_PARTS]
            self.hidden_methods = [hiding(owner) for owner in self.owners]
            self.transforms = self._transforms()
        self.late = [name for name in WHOLE if name not in sys.modules]
        self.near = [space for space in self.spaces if space.label.startswith(NEAR)]
        _forget(cell_filename)
        sys.addaudithook(self.hear)

    # ---- what has been touched

    def _take_up_late_ones(self) -> None:
        """What was imported since is kept from now on; functions of the notebook's own in it were put there."""
        for name in [name for name in self.late if name in sys.modules]:
            self.late.remove(name)
            space = Space(name, vars(sys.modules[name]))
            self.spaces.append(space)
            for function in space.functions():
                if self._foreign(function):
                    self._alarm(f"{name}.{function.__name__}")

    def touched(self) -> list[str]:
        if self.late:
            self._take_up_late_ones()
        names = [name for space in self.spaces for name in space.changed()]
        names += [f"sys.modules[{name}]" for name, module in self.modules if sys.modules.get(name) is not module]
        names += [f"sys.{name}" for name in ("gettrace", "getprofile") if self._foreign(getattr(sys, name)())]
        names += ["sys.excepthook"] if self._foreign(sys.excepthook) else []
        if self.shell is not None:
            names += self._touched_shell()
        return names + self.alarms

    def _touched_shell(self) -> list[str]:
        shell = self.shell
        names = [f"shell.{name}" for name, part in self.parts if getattr(shell, name, None) is not part]
        for owner, before in zip(self.owners, self.hidden_methods, strict=True):
            names += [f"{type(owner).__name__}.{name}" for name in sorted(hiding(owner) - before)]
        now = self._transforms()
        if any(len(a) != len(b) or not all(map(is_, a, b)) for a, b in zip(now, self.transforms, strict=True)):
            names.append("input or syntax tree transformers")
        if shell.custom_exceptions:
            names.append("custom exception handlers")
        for event, hooks in shell.events.callbacks.items():
            names += [f"a hook on {event}" for hook in hooks if self._foreign(hook)]
        formatter = shell.display_formatter
        for part in (formatter.mimebundle_formatter, formatter.ipython_display_formatter):
            kinds = [kind for kind in part.type_printers if getattr(kind, "__module__", "").startswith(OURS)]
            kinds += [kind for kind in part.deferred_printers if str(kind[0]).startswith(OURS)]
            names += [f"how {kind} is shown" for kind in kinds]
        return names

    def _transforms(self):
        manager = self.shell.input_transformer_manager
        lists = [self.shell.ast_transformers, self.shell.input_transformers_post]
        lists += [getattr(manager, name) for name in TRANSFORMS]
        return [list(some) for some in lists]

    def _foreign(self, hook) -> bool:
        """Whether a callback is code of the notebook's own."""
        hook = getattr(hook, "__func__", getattr(hook, "func", hook))
        return type(hook) is FunctionType and not hook.__code__.co_filename.startswith(self.trusted)

    def look(self) -> None:
        """Note what is touched at this moment of what judges a value, for good: it may be put back soon."""
        for space in self.near:
            for name in space.changed():
                self._alarm(name)

    # ---- audit events

    def hear(self, event, args):
        if event not in HEARD and not event.startswith("ctypes."):
            return
        if event == "object.__setattr__":  # whoever does it
            if args[1] in CODE_OF and type(args[0]) is FunctionType and args[0] in self.functions:
                self._alarm(f"{args[1]} of {args[0].__qualname__}")
            return
        if event == "object.__getattr__" and args[1] not in FRAME_OF:
            return
        if event == "compile" and not (type(args[1]) is str and args[1].startswith(self.trusted)):
            return
        me = get_ident()
        if me in self.busy:
            return
        self.busy.add(me)
        try:
            self._judge(event, args, sys._getframe(1))
        finally:
            self.busy.discard(me)

    def _judge(self, event, args, frame):
        while frame is not None and frame.f_globals.get("__name__") in ASK_FOR_OTHERS:
            frame = frame.f_back
        if frame is None or frame.f_code.co_filename.startswith(self.trusted):
            return
        if event in FRAMES or event == "object.__getattr__":
            while frame is not None and frame.f_code is not self.in_check:
                frame = frame.f_back
            if frame is None:  # to look at one's own frames outside a check is nobody's business
                return
            self._alarm("frames of the check were read")
        else:
            self._alarm(event)

    def _alarm(self, words):
        if words not in self.alarms:
            self.alarms.append(words)

    # ---- what the check cells ask

    def seal(self, salt: str) -> str:
        told = "; ".join(self.touched())
        return sealed(self.key, salt, told)

    def begin(self, salt: str) -> str:
        """Seal, and take the hidden part of the cell that runs out of what its text can be read from."""
        seal = self.seal(salt)
        if self.shell is not None:
            _hide(self.shell, sys._getframe(1).f_code.co_filename)
        return seal

    def tell(self, _salt: str) -> str:
        return "; ".join(self.touched())[:LONGEST]


def _after_each_call(look: list) -> None:
    """Have the first of `look` called after every call into the learner's code, before its value is judged."""
    subcheck = sys.modules["course.checks._subcheck"]
    true_attempt = subcheck.attempt

    def attempt(call, namespace, watched=None):
        tried = true_attempt(call, namespace, watched)
        look[0]()
        return tried

    subcheck.attempt = attempt


def _library_folders():
    """Where code lies that no learner wrote."""
    yield Path(os.__file__).parent
    yield from (path for path in sys.path if Path(path).name in ("site-packages", "dist-packages"))
    yield from (Path(sys.modules[name].__file__).parent for name in OURS if name in sys.modules)


def _code_of(module, name):
    return getattr(import_module(module), name).__code__


def _forget(filename: str) -> None:
    import linecache

    linecache.cache.pop(filename, None)


def _hide(shell, filename: str) -> None:
    import linecache

    entry = linecache.cache.get(filename)
    if not entry or len(entry) < 4:
        return
    blank, hidden = [], False
    for line in entry[2]:
        mark = line.strip()
        hidden = mark == BEGINS or (hidden and mark != ENDS)
        blank.append("\n" if hidden and mark != BEGINS else line)
    linecache.cache[filename] = (entry[0], entry[1], blank, *entry[3:])
    text = "".join(blank)
    history = shell.history_manager
    for kept in (history.input_hist_raw, history.input_hist_parsed):
        if kept and BEGINS in kept[-1]:
            kept[-1] = text
    parent = shell.parent_header if isinstance(getattr(shell, "parent_header", None), dict) else {}
    content = parent.get("content")
    if isinstance(content, dict) and BEGINS in str(content.get("code", "")):
        content["code"] = text


def start(name: str, key: bytes, cell_filename: str, modules: tuple[str, ...]) -> None:
    """Begin to watch; check cells find the witness as the module `name`."""
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
    look = [None]
    _after_each_call(look)
    witness = Witness(key, cell_filename)
    look[0] = witness.look
    module = ModuleType(name)
    module.seal, module.begin, module.tell = witness.seal, witness.begin, witness.tell
    sys.modules[name] = module
