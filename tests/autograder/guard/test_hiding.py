"""The hidden part of a running cell is taken out of every copy of its text that a notebook can read."""

import linecache
from types import SimpleNamespace

from autograder.guard.hiding import BEGINS, ENDS, forget, hide

TEXT = f"with checks('x', points=1) as expect:\n    one\n    {BEGINS}\n    SECRET\n    {ENDS}\n"


def shell():
    result = SimpleNamespace(info=SimpleNamespace(raw_cell=TEXT, transformed_cell=TEXT))
    history = SimpleNamespace(input_hist_raw=[TEXT], input_hist_parsed=[TEXT], db_input_cache=[(3, TEXT, TEXT)])
    history._trait_values = {"_i00": TEXT}
    return SimpleNamespace(
        displayhook=SimpleNamespace(exec_result=result),
        history_manager=history,
        parent_header={"content": {"code": TEXT}},
        user_ns={"_i3": TEXT, "mine": 3},
    )


def test_no_copy_keeps_the_hidden_part(monkeypatch):
    running = shell()
    monkeypatch.setitem(linecache.cache, "<cell>", (len(TEXT), None, TEXT.splitlines(True), "<cell>"))
    assert str(running).count("SECRET") == 9
    hide(running, "<cell>")
    assert "SECRET" not in str(running)
    assert "".join(linecache.cache["<cell>"][2]).splitlines()[1] == "    one"
    assert running.user_ns["mine"] == 3


def test_all_of_the_first_cell_is_forgotten(monkeypatch):
    running = shell()
    monkeypatch.setitem(linecache.cache, "<cell>", (len(TEXT), None, TEXT.splitlines(True), "<cell>"))
    forget(running, "<cell>")
    assert "<cell>" not in linecache.cache
    assert running.displayhook.exec_result.info.raw_cell == ""
