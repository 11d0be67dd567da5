"""Taking the text of cells out of what a notebook can read it from: lines of tracebacks, histories, requests.

Its text is run inside, in front of that of witness.py, so it imports nothing of ours.
"""

from __future__ import annotations

BEGINS, ENDS = "### BEGIN HIDDEN TESTS", "### END HIDDEN TESTS"
# A request's code, IPython's `_i7` and `_i00`, and what it tells those who watch cells.
NAMES = ("code", "_i", "raw_cell", "transformed_cell")


def forget(shell, filename: str) -> None:
    """Take the whole text of the running cell out."""
    import linecache

    linecache.cache.pop(filename, None)
    for info in _told_of_cells(shell):
        info.raw_cell = info.transformed_cell = ""


def hide(shell, filename: str) -> None:
    """Take the hidden part of the running cell out."""
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
    waiting = getattr(history, "db_input_cache", [])  # to be written to the history's database
    waiting[:] = [(each[0], text, text) if BEGINS in each[2] else each for each in waiting]
    parent = shell.parent_header if isinstance(getattr(shell, "parent_header", None), dict) else {}
    spaces = [parent.get("content"), shell.user_ns, vars(history).get("_trait_values")]
    spaces += map(vars, _told_of_cells(shell))
    for space in [space for space in spaces if isinstance(space, dict)]:
        for name in [name for name in space if str(name).startswith(NAMES) and BEGINS in str(space[name])]:
            space[name] = text


def _told_of_cells(shell):
    """What IPython keeps of the cell that runs."""
    result = getattr(getattr(shell, "displayhook", None), "exec_result", None)
    return [result.info] if getattr(result, "info", None) is not None else []
