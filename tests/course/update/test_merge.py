"""Twenty-odd kinds of change in a newer release, each against a notebook that a learner has worked in."""

import copy
import importlib.util
from pathlib import Path

import nbformat
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from course.update.merge import Kind, merge

# tests are imported by path, so what they share with conftest.py is too
_SPEC = importlib.util.spec_from_file_location("update_lesson", Path(__file__).with_name("conftest.py"))
shared = importlib.util.module_from_spec(_SPEC)
_SPEC.loader.exec_module(shared)
CELLS, CODE, LATE, MEAN, TEXT, WORDS = (
    shared.CELLS, shared.CODE, shared.LATE, shared.MEAN, shared.TEXT, shared.WORDS,
)  # fmt: skip
answer, check, position, released, task = shared.answer, shared.check, shared.position, shared.released, shared.task


def sources(notebook):
    return [cell.source for cell in notebook.cells]


def cell(notebook, name):
    return notebook.cells[position(notebook, name)]


def kinds(merged):
    return [note.kind for note in merged.notes]


@pytest.fixture
def update(base, mine):
    """Return a function that merges a release into the learner's notebook and asserts what always holds."""

    def run(new, mine=mine, base=base):
        merged = merge(base, mine, new)
        nbformat.validate(merged.notebook)
        assert len({each.id for each in merged.notebook.cells}) == len(merged.notebook.cells)
        assert merge(base, merged.notebook, new).notebook == merged.notebook  # done again after a power cut
        assert merge(new, merged.notebook, new).notebook == merged.notebook  # and when it was finished
        assert merged.notebook.metadata == new.metadata
        return merged

    return run


def insert(at, *cells):
    return lambda old: [*old[:at], *copy.deepcopy(cells), *old[at:]]


def without(*places):
    return lambda old: [each for at, each in enumerate(old) if at not in places]


# -- the course changed its own text


def test_nothing_changed(update, base, mine):
    merged = update(base)
    assert merged.notebook.cells == mine.cells
    assert merged.notes == ()


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("say so with a number", "say so in one number"),  # a sentence
        ("asks for the sum", "divides the sum"),  # a section's text
        ("A mean can describe", "A mean may describe"),  # a note after an exercise
        ("You can take a mean", "You can take a mean of anything"),  # the recap
    ],
)
def test_a_changed_sentence_comes_in(update, upstream, mine, old, new):
    merged = update(upstream((old, new)))
    assert [source.replace(new, old) for source in sources(merged.notebook)] == sources(mine)
    assert new in "".join(sources(merged.notebook))
    assert merged.notes == ()


def test_a_changed_given_cell_comes_in_without_its_old_output(update, upstream):
    merged = update(upstream(("total = sum(delays)\ntotal", "total = sum(delays)\nprint(total)")))
    assert cell(merged.notebook, "total =").source.endswith("print(total)")
    assert cell(merged.notebook, "total =").outputs == []
    assert cell(merged.notebook, "mean").outputs[0].text == "output of mean"


def test_a_changed_check_comes_in_under_the_answer_that_stays(update, upstream):
    merged = update(upstream(("mean([1, 3]), 2", "mean([1, 3, 5]), 3")))
    assert "mean([1, 3, 5]), 3" in cell(merged.notebook, "mean-check").source
    assert cell(merged.notebook, "mean").source == MEAN
    assert merged.notes == ()


def test_other_points_come_in(update, base):
    new = copy.deepcopy(base)
    cell(new, "mean-check").metadata.nbgrader.points = 5
    assert cell(update(new).notebook, "mean-check").metadata.nbgrader.points == 5


def test_a_changed_task_is_told_where_it_was_answered(update, upstream):
    merged = update(upstream(("Return the mean of the numbers.", "Return the mean, 0 of no numbers.")))
    (note,) = merged.notes
    assert (note.kind, note.what) == (Kind.TASK_CHANGED, "Exercise 1: the mean")
    at = position(merged.notebook, "mean")
    assert merged.notebook.cells[at].source == MEAN
    assert merged.notebook.cells[at - 1].source.startswith("**The task above changed with release 2026.12.**")
    assert "0 of no numbers" in merged.notebook.cells[at - 2].source


def test_a_changed_task_that_was_not_answered_comes_in_silently(update, upstream, base):
    merged = update(upstream(("Return the mean of the numbers.", "Return the mean, 0 of no numbers.")), mine=base)
    assert merged.notes == ()
    assert len(merged.notebook.cells) == len(base.cells)


def test_a_changed_starter_stands_below_the_answer(update, upstream):
    merged = update(upstream(("def mean(numbers):", "def mean(numbers, digits=1):")))
    assert kinds(merged) == [Kind.STARTER_CHANGED]
    at = position(merged.notebook, "mean")
    assert merged.notebook.cells[at].source == MEAN
    below = merged.notebook.cells[at + 1]
    assert (below.cell_type, below.source.partition("\n")[0]) == ("raw", "def mean(numbers, digits=1):")


def test_a_changed_starter_takes_the_place_of_an_untouched_one(update, upstream, base):
    merged = update(upstream(("def mean(numbers):", "def mean(numbers, digits=1):")), mine=base)
    assert cell(merged.notebook, "mean").source.startswith("def mean(numbers, digits=1):")
    assert merged.notes == ()


# -- the course changed which cells there are


def test_a_new_section_comes_in_where_it_belongs(update, upstream):
    merged = update(upstream(change=insert(8, TEXT("## How many?"), CODE("len(delays)"))))
    at = position(merged.notebook, "## How many?")
    assert merged.notebook.cells[at + 1].source == "len(delays)"
    assert merged.notebook.cells[at + 2].source.startswith("## Exercise 2")
    assert merged.notes == ()


def test_a_new_exercise_comes_in_with_its_starter(update, upstream):
    extra = (task("## Exercise 2: the first"), answer("first", "first = ..."), check("first", "first"))
    merged = update(upstream(("Exercise 2: the late", "Exercise 3: the late"), change=insert(8, *extra)))
    assert cell(merged.notebook, "first").source == "first = ..."
    assert cell(merged.notebook, "late").source == LATE


def test_a_removed_text_goes(update, upstream):
    merged = update(upstream(change=without(7)))
    assert "Worth knowing" not in "".join(sources(merged.notebook))
    assert merged.notes == ()


def test_a_removed_exercise_leaves_its_answer(update, upstream):
    merged = update(upstream(change=without(8, 9, 10)))
    assert [(note.kind, note.what) for note in merged.notes] == [(Kind.EXERCISE_GONE, "Exercise 2: the late ones")]
    kept = cell(merged.notebook, LATE)
    assert (kept.cell_type, kept.metadata.get("nbgrader")) == ("code", None)
    assert "no longer in the lesson" in merged.notebook.cells[position(merged.notebook, LATE) - 1].source
    assert "late-check" not in {each.id for each in merged.notebook.cells}
    assert "sorted(delays)" in sources(merged.notebook)


def test_a_removed_exercise_that_was_not_answered_goes(update, upstream, base):
    merged = update(upstream(change=without(8, 9, 10)), mine=base)
    assert len(merged.notebook.cells) == len(base.cells) - 3
    assert merged.notes == ()


def test_a_removed_explanation_leaves_the_words(update, upstream):
    merged = update(upstream(change=without(11, 12)))
    assert cell(merged.notebook, WORDS).cell_type == "markdown"
    assert kinds(merged) == [Kind.EXERCISE_GONE]


def test_exercises_in_another_order_bring_their_answers_along(update, upstream):
    merged = update(upstream(change=lambda old: [*old[:4], *old[8:11], *old[4:8], *old[11:]]))
    assert position(merged.notebook, "late") < position(merged.notebook, "mean")
    assert cell(merged.notebook, "late").source == LATE
    assert cell(merged.notebook, "mean").source == MEAN
    assert "sorted(delays)" in sources(merged.notebook)


def test_a_renamed_exercise_keeps_its_answer(update, upstream):
    def rename(cells):
        cells[5] = answer("mean-of", cells[5].source)
        cells[6] = check("mean-of", cells[6].source)
        return cells

    merged = update(upstream(change=rename))
    assert cell(merged.notebook, "mean-of").source == MEAN
    assert "mean" not in {each.id for each in merged.notebook.cells}
    assert merged.notes == ()


def test_a_section_split_in_two_comes_in_once(update, upstream):
    def split(cells):
        heading, _, rest = cells[2].source.partition("\n\n")
        return [*cells[:2], TEXT(heading), TEXT(rest), *cells[3:]]

    merged = update(upstream(change=split))
    assert sum("The mean asks" in source for source in sources(merged.notebook)) == 1
    assert merged.notes == ()


def test_an_exercise_that_became_one_for_words_keeps_what_was_written(update, upstream):
    def explain(cells):
        cells[9] = answer("late", "Your words.", kind="markdown")
        return without(10)(cells)

    merged = update(upstream(change=explain))
    assert LATE in sources(merged.notebook)
    assert next(each.source for each in merged.notebook.cells if each.id == "late") == "Your words."


# -- and what learners do


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


# -- any change of the course against anything that a learner does

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
