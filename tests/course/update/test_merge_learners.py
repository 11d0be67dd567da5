"""What learners do to a notebook before a newer release comes, and what becomes of it."""

import copy

import nbformat

from course.update.merge import Kind
from tests.course.update.conftest import LATE, MEAN, WORDS, cell, kinds, position, sources, without


def test_an_edited_given_cell_stays_while_the_course_leaves_it(update, upstream, mine):
    cell(mine, "total =").source = "total = sum(delays)\ntotal  # in minutes"
    merged = update(upstream(("Two sentences", "Three sentences")), mine=mine)
    assert cell(merged.notebook, "total =").source.endswith("# in minutes")
    assert merged.notes[0].kind is Kind.TASK_CHANGED


def test_an_edited_given_cell_stands_below_the_courses_new_one(update, upstream, mine):
    cell(mine, "total =").source = "total = sum(delays)\ntotal  # in minutes"
    merged = update(upstream(("total = sum(delays)\ntotal", "total = sum(delays)\nprint(total)")), mine=mine)
    at = position(merged.notebook, "total =")
    assert merged.notebook.cells[at].source.endswith("print(total)")
    assert (merged.notebook.cells[at + 1].cell_type, merged.notebook.cells[at + 1].source) == (
        "raw",
        "total = sum(delays)\ntotal  # in minutes",
    )
    assert kinds(merged) == [Kind.KEPT_BELOW]


def test_notes_written_into_a_removed_text_stay(update, upstream, mine):
    cell(mine, "**Worth").source += "\n\nAsk about this."
    merged = update(upstream(change=without(7)), mine=mine)
    assert cell(merged.notebook, "**Worth").source.endswith("Ask about this.")
    assert kinds(merged) == [Kind.KEPT_BELOW]


def test_a_deleted_text_stays_deleted_until_it_changes(update, upstream, mine):
    mine.cells.pop(position(mine, "**Worth"))
    assert "Worth knowing" not in "".join(sources(update(upstream(("Divide.", "Divide it.")), mine=mine).notebook))
    changed = update(upstream(("A mean can", "A mean may")), mine=mine)
    assert "A mean may" in "".join(sources(changed.notebook))


def test_a_deleted_answer_and_check_come_back(update, upstream, mine):
    for name in ("late", "late-check"):
        mine.cells.pop(position(mine, name))
    merged = update(upstream(("Divide.", "Divide it.")), mine=mine)
    assert cell(merged.notebook, "late").source == "late = ...\n# your code goes here"
    assert set(kinds(merged)) == {Kind.PUT_BACK}


def test_an_edited_check_is_the_courses_again_and_the_edit_stays_below(update, upstream, mine):
    cell(mine, "late-check").source += "\nprint('ha')"
    merged = update(upstream(("Divide.", "Divide it.")), mine=mine)
    at = position(merged.notebook, "late-check")
    assert "ha" not in merged.notebook.cells[at].source
    assert merged.notebook.cells[at + 1].cell_type == "raw"
    assert "print('ha')" in merged.notebook.cells[at + 1].source


def test_copies_of_an_answer_all_stay(update, upstream, mine):
    second = copy.deepcopy(cell(mine, "mean"))
    second.id, second.source = "a-copy", MEAN + "  # tidier"
    mine.cells.insert(position(mine, "mean"), second)
    merged = update(upstream(("Divide.", "Divide it.")), mine=mine)
    assert cell(merged.notebook, "mean").source == MEAN
    assert MEAN + "  # tidier" in sources(merged.notebook)


def test_an_editor_that_drops_ids_and_metadata_loses_no_answer(update, upstream, mine):
    for number, each in enumerate(mine.cells):
        each.id = f"other-{number}"
        if each.source != MEAN:
            each.metadata = nbformat.from_dict({})
    merged = update(upstream(("say so with", "say it with")), mine=mine)
    for text in (MEAN, LATE, WORDS, "sorted(delays)"):
        assert text in sources(merged.notebook)
    assert sum("How late is a flight?" in source for source in sources(merged.notebook)) == 1


def test_pictures_pasted_into_an_explanation_stay(update, upstream, mine):
    cell(mine, "words").attachments = {"plot.png": {"image/png": "aGk="}}
    merged = update(upstream(("Divide.", "Divide it.")), mine=mine)
    assert cell(merged.notebook, "words").attachments["plot.png"] == {"image/png": "aGk="}
