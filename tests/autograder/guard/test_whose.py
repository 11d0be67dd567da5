"""Whose a request is: of a library's own, or of a notebook that has a library ask for it."""

import logging
import os
import sys
import traceback
from pathlib import Path
from types import SimpleNamespace

import pytest

from autograder.guard.whose import as_on_disk, asks_for_others, within

LIBRARY = SimpleNamespace(trusted=(f"{Path(os.__file__).parent}{os.sep}",))


def frame_of(function, module):
    return SimpleNamespace(f_globals={"__name__": module}, f_code=SimpleNamespace(co_name=function))


@pytest.mark.parametrize(
    ("function", "module", "event", "for_others"),
    [
        ("walk_stack", traceback.__name__, "sys._getframe", True),
        ("format_stack", traceback.__name__, "sys._getframe", False),
        ("currentframe", logging.__name__, "sys._getframe", True),
        ("findCaller", logging.__name__, "sys._getframe", False),
        ("anything", "inspect", "sys._getframe", True),
        ("anything", "codeop", "compile", True),
        ("anything", "codeop", "sys._getframe", False),
    ],
)
def test_a_library_asks_for_others_where_it_hands_out_what_it_gets(function, module, event, for_others):
    assert asks_for_others(frame_of(function, module), event) is for_others


def test_what_is_imported_has_to_stand_in_its_file():
    text = Path(os.__file__).read_bytes()
    assert as_on_disk(LIBRARY, "compile", (text, os.__file__), None)
    assert not as_on_disk(LIBRARY, "compile", (b"1", os.__file__), None)
    assert not as_on_disk(LIBRARY, "compile", (Path(__file__).read_bytes(), __file__), None)
    assert as_on_disk(LIBRARY, "sys._getframe", (), None)


def test_a_frame_is_within_what_called_it():
    here = test_a_frame_is_within_what_called_it.__code__
    assert (lambda: within(sys._getframe(), here))()
    assert not within(sys._getframe(), frame_of.__code__)
