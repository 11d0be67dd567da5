"""Whose a request for frames or for code is: a library's, or that of the notebook which has a library ask for it.

Its text is run inside, in front of that of witness.py, so it imports nothing of ours.
"""

from __future__ import annotations

from pathlib import Path

from autograder.guard.running import trusts

# What they ask for, their caller wants.
ASK_FOR_OTHERS = ("inspect", "ctypes", "ctypes.util", "marshal", "asyncio.base_tasks")
# Of these, what is made into code under a library's name is their caller's.
COMPILERS = ("codeop", "code", "runpy", "timeit", "doctest", "IPython.core.compilerop")
LENDERS = {
    "traceback": ("walk_stack", "walk_tb", "extract", "_extract_from_extended_frame_gen", "extended_frame_gen"),
    "logging": ("currentframe", "<lambda>"),
    "IPython.core.interactiveshell": ("var_expand",),
    "IPython.utils.frame": ("extract_vars", "extract_vars_above", "extract_module_locals"),
}
BYTECODE_BEGINS = 16  # a header, then code


def as_on_disk(w, event, args, frame) -> bool:
    """Whether what is imported as a library's is what stands in its file: a loader may bring something else."""
    if event == "compile":
        path, text, skip = args[1], args[0], 0
    elif event == "marshal.loads":
        path, text, skip = frame.f_locals.get("bytecode_path"), args[0], BYTECODE_BEGINS
    else:
        return True
    if type(path) is not str or not trusts(w, path) or type(text) is not bytes:
        return False
    return Path(path).read_bytes()[skip:] == text


def asks_for_others(frame, event) -> bool:
    module = frame.f_globals.get("__name__")
    if event == "compile" and module in COMPILERS:
        return True
    return module in ASK_FOR_OTHERS or frame.f_code.co_name in LENDERS.get(module, ())


def within(frame, code) -> bool:
    while frame is not None and frame.f_code is not code:
        frame = frame.f_back
    return frame is not None
