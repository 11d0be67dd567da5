"""What may change in a newer release, each against a notebook that a learner has worked in."""

import copy

import pytest

from course.update.merge import Kind
from tests.course.update.conftest import (
    CODE,
    LATE,
    MEAN,
    TEXT,
    WORDS,
    answer,
    cell,
    check,
    insert,
    kinds,
    position,
    sources,
    task,
    without,
)

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
