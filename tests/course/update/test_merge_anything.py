"""Any change of the course against anything that a learner does."""

import copy

import nbformat
from hypothesis import given, settings
from hypothesis import strategies as st

from course.update.merge import merge
from tests.course.update.conftest import CELLS, CODE, TEXT, released, sources

PLACES = st.integers(0, len(CELLS) - 1)
CHANGES = st.lists(st.tuples(st.sampled_from(["edit", "delete", "insert", "swap"]), PLACES, PLACES), max_size=6)
DOINGS = st.lists(
    st.tuples(st.sampled_from(["edit", "delete", "own", "swap", "copy", "no metadata"]), PLACES, PLACES), max_size=8
)


def new_release(changes):
    cells = copy.deepcopy(list(CELLS))
    for number, (what, one, other) in enumerate(changes):
        one, other = one % len(cells), other % len(cells)
        if what == "edit":
            cells[one].source += f"\n# release {number}"
        elif what == "delete" and len(cells) > 2:
            cells.pop(one)
        elif what == "insert":
            cells.insert(one, TEXT(f"New text {number}."))
        elif what == "swap":
            cells[one], cells[other] = cells[other], cells[one]
    return released(cells, release="2026.12")


def worked_in(doings):
    """A learner's notebook, and every text that they wrote in it."""
    notebook, written = released(CELLS), []
    for number, (what, one, other) in enumerate(doings):
        one, other = one % len(notebook.cells), other % len(notebook.cells)
        chosen = notebook.cells[one]
        if what == "edit":
            chosen.source += f"\n# mine {number}"
        elif what == "delete" and len(notebook.cells) > 2:
            notebook.cells.pop(one)
        elif what == "own":
            notebook.cells.insert(one, CODE(f"mine = {number}", id=f"own-cell-{number}"))
        elif what == "swap":
            notebook.cells[one], notebook.cells[other] = notebook.cells[other], chosen
        elif what == "copy":
            copied = copy.deepcopy(chosen)
            copied.id = f"copy-{number}"
            notebook.cells.insert(other, copied)
        elif what == "no metadata":
            chosen.metadata, chosen.id = nbformat.from_dict({}), f"bare-{number}"
    given = {each.source for each in CELLS}
    written = [each.source for each in notebook.cells if each.source not in given]
    return notebook, written


@settings(max_examples=300, deadline=None)
@given(CHANGES, DOINGS)
def test_whatever_happens_nothing_of_the_learners_is_lost_and_all_that_is_new_comes_in(changes, doings):
    base, new = released(CELLS), new_release(changes)
    mine, written = worked_in(doings)
    merged = merge(base, mine, new).notebook
    nbformat.validate(merged)
    texts = sources(merged)
    assert all(text in texts for text in written)
    graded = {each.id: each for each in merged.cells if each.metadata.get("nbgrader")}
    for each in new.cells:
        if each.metadata.get("nbgrader"):
            assert each.id in graded
        elif each.source not in {old.source for old in CELLS}:
            assert each.source in texts
    assert merge(new, merged, new).notebook == merged
    again = merge(base, merged, new).notebook  # after a power cut between the two files of an update
    assert all(text in sources(again) for text in written)
    assert len(again.cells) <= len(merged.cells)
