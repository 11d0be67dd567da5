"""Makes one call into the learner's code: in silence, with nothing of it able to stop the report."""

from __future__ import annotations

import dis
import io
import logging
import os
import sys
import warnings
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager, redirect_stderr, redirect_stdout
from dataclasses import dataclass
from functools import cache
from types import CodeType, EllipsisType, FunctionType

from ._show import safe_text

_MOST_HEARD = 1000
_PROLOGUE = frozenset({"RESUME", "NOP", "COPY_FREE_VARS", "MAKE_CELL", "PRECALL", "CACHE"})


@dataclass(frozen=True)
class Attempt:
    """What came of a call: a value, an error, or the finding that the learner has not begun."""

    attempted: bool = True
    value: object = None
    error: BaseException | None = None
    printed: str = ""
    warned: str = ""


def attempt(call: Callable[[], object], namespace: dict, watched: Callable | None = None) -> Attempt:
    """Return what `call()` gave.

    `namespace` is the notebook's, which tells the learner's functions from others; `watched` is the author's
    lambda where `call` wraps it: a blank that it mentions means that the learner has not begun.

    What the call prints, warns or displays goes nowhere: stderr would cost the learner the exercise's points.
    """
    if any(unfinished(value, namespace) for value in _referenced(watched or call)):
        return Attempt(attempted=False)
    with silence() as heard:
        try:
            value, error = call(), None
        except KeyboardInterrupt:
            raise
        except BaseException as raised:
            value, error = None, raised
    if (error is None and _blank(value)) or (error is not None and _says_unfinished(error, namespace)):
        return Attempt(attempted=False)
    return Attempt(value=value, error=error, printed=heard.printed.getvalue(), warned=heard.warned())


def _referenced(call: Callable) -> Iterator[object]:
    if type(call) is not FunctionType:
        return
    for name in _global_names(call.__code__):
        if name in call.__globals__:
            yield call.__globals__[name]
    for cell in call.__closure__ or ():
        try:
            yield cell.cell_contents
        except ValueError:
            continue


def _global_names(code: CodeType) -> Iterator[str]:
    for step in dis.get_instructions(code):
        if step.opname in ("LOAD_GLOBAL", "LOAD_NAME"):
            yield step.argval
    for constant in code.co_consts:
        if type(constant) is CodeType:
            yield from _global_names(constant)


def _blank(value: object) -> bool:
    """Return whether `value` is `...`, or has a `...` left in it at the top level."""
    if type(value) is EllipsisType:
        return True
    if type(value) in (list, tuple):
        return any(type(item) is EllipsisType for item in value)
    return type(value) is dict and any(type(item) is EllipsisType for item in value.values())


def unfinished(value: object, namespace: dict) -> bool:
    """Return whether an answer is still its starter: `...`, or a function that does nothing but say so."""
    if type(value) is not FunctionType or value.__globals__ is not namespace:
        return _blank(value)
    steps = [step for step in dis.get_instructions(value.__code__) if step.opname not in _PROLOGUE]
    empty = [step.opname for step in steps] in (["LOAD_CONST", "RETURN_VALUE"], ["RETURN_CONST"])
    return steps[0].argval == "NotImplementedError" or (empty and steps[0].argval is None)


def _says_unfinished(error: BaseException, namespace: dict) -> bool:
    if type(error) is NotImplementedError:
        # Raised by the learner's cell, that is; a library's own is a failure like any other.
        trace = error.__traceback__
        while trace is not None and trace.tb_next is not None:
            trace = trace.tb_next
        return trace is None or trace.tb_frame.f_globals is namespace
    if type(error) in (TypeError, KeyError, ValueError, AttributeError):
        return "ellipsis" in safe_text(error).casefold()
    return False


class _Earshot(io.StringIO):
    """Keeps the first of what is written and drops the rest, so that endless printing needs no memory."""

    def write(self, text: str) -> int:
        room = _MOST_HEARD - self.tell()
        if room > 0:
            super().write(text[:room])
        return len(text)


@dataclass(frozen=True)
class _Heard:
    printed: io.StringIO
    warnings: list

    def warned(self) -> str:
        return str(self.warnings[0].message) if self.warnings else ""


@contextmanager
def silence() -> Iterator[_Heard]:
    """Keep what is printed, warned, logged or displayed inside the block from the notebook."""
    printed, figures, log_level = _Earshot(), _open_figures(), logging.root.manager.disable
    with ExitStack() as stack:
        stack.enter_context(_quiet_descriptors())
        stack.enter_context(redirect_stdout(printed))
        stack.enter_context(redirect_stderr(_Earshot()))
        caught = stack.enter_context(warnings.catch_warnings(record=True))
        stack.enter_context(_tame_shell())
        warnings.simplefilter("default")
        logging.disable(logging.CRITICAL)
        try:
            yield _Heard(printed, caught)
        finally:
            logging.disable(log_level)
            # A figure that a check opened would be drawn under the report.
            for number in _open_figures() - figures:
                sys.modules["matplotlib.pyplot"].close(number)


@contextmanager
def _quiet_descriptors() -> Iterator[None]:
    """Send what C libraries and child processes write to the null device."""
    with ExitStack() as stack:
        try:
            kept = {number: os.dup(number) for number in (1, 2)}
        except OSError:
            kept = {}
        for number, copy in kept.items():
            stack.callback(os.close, copy)
            stack.callback(os.dup2, copy, number)
        if kept:
            null = os.open(os.devnull, os.O_WRONLY)
            stack.callback(os.close, null)
            for number in kept:
                os.dup2(null, number)
        yield


def _open_figures() -> set[int]:
    pyplot = sys.modules.get("matplotlib.pyplot")
    return set(pyplot.get_fignums()) if pyplot else set()


@contextmanager
def _tame_shell() -> Iterator[None]:
    """Drop what is displayed, and let `exit` raise SystemExit where IPython's own would stop the kernel."""
    shell = notebook_shell()
    if shell is None:
        yield
        return
    publisher, shell.display_pub, shell.ask_exit = shell.display_pub, _nowhere(), sys.exit
    try:
        yield
    finally:
        shell.display_pub = publisher
        del shell.ask_exit


@cache
def _nowhere():
    """A publisher that drops what it is given; IPython takes half a millisecond to make one."""
    from IPython.core.displaypub import CapturingDisplayPublisher

    class Nowhere(CapturingDisplayPublisher):
        def publish(self, *args, **kwargs) -> None:
            pass

    return Nowhere()


def notebook_shell():
    """Return the running IPython shell, or None outside a notebook."""
    if "IPython" not in sys.modules:
        return None
    from IPython import get_ipython

    return get_ipython()
