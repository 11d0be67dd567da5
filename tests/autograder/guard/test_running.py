"""Whose code a function is, and which hooks are called in the midst of a check."""

import functools
import gc
import os
import signal
from pathlib import Path
from types import SimpleNamespace

import pytest

from autograder.guard.running import foreign, library_folders, touched_hooks, trusts


@pytest.fixture
def watching():
    trusted = tuple(f"{folder}{os.sep}" for folder in library_folders())
    return SimpleNamespace(trusted=(*trusted, "<frozen"), checking=False)


def own_function(filename):
    """A function whose code says that it is from this file."""
    space = {}
    exec(compile("def hook(*arguments): pass", filename, "exec"), space)
    return space["hook"]


def test_libraries_are_trusted_and_cells_are_not(watching):
    assert trusts(watching, os.__file__)
    assert trusts(watching, pytest.__file__)
    assert not trusts(watching, "/tmp/ipykernel_1/1.py")
    assert not trusts(watching, f"{Path(os.__file__).parent}{os.sep}..{os.sep}mine.py")


def test_a_function_is_foreign_however_it_is_wrapped(watching):
    mine = own_function("/tmp/ipykernel_1/1.py")
    bound = type("Hook", (), {"call": mine})().call
    assert all(foreign(watching, hook) for hook in (mine, bound, functools.partial(mine, 1)))
    assert not any(foreign(watching, hook) for hook in (os.path.join, functools.partial(os.path.join, "a"), len, None))


def test_a_callback_of_the_collector_is_told_at_any_time(watching):
    mine = own_function("/tmp/ipykernel_1/1.py")
    gc.callbacks.append(mine)
    try:
        assert touched_hooks(watching) == ["gc.callbacks"]
    finally:
        gc.callbacks.remove(mine)
    assert touched_hooks(watching) == []


def test_a_signal_handler_is_told_only_while_a_check_runs(watching):
    before = signal.signal(signal.SIGTERM, own_function("/tmp/ipykernel_1/1.py"))
    try:
        assert touched_hooks(watching) == []
        watching.checking = True
        assert touched_hooks(watching) == ["a signal handler"]
    finally:
        signal.signal(signal.SIGTERM, before)
    assert touched_hooks(watching) == []
