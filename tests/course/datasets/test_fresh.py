"""What a learner does to a table stays with them: the next call gives the data as it was."""

import pandas as pd
import pytest

from course import datasets

NO_TABLES = {"digits", "emoji", "sentence_model", "small_digits", "word_vectors"}
TABLES = [name for name in datasets.names() if name not in NO_TABLES]


def set_a_value(table):
    table.iloc[0, 0] = table.iloc[-1, 0]


def set_through_the_array(table):
    for column in table:
        table[column].array[0] = table[column].iloc[-1]


def add_a_column(table):
    table["new"] = 1


def replace_columns(table):
    for column in table.columns:
        table[column] = 0


def rename_columns(table):
    table.columns = [f"x{place}" for place in range(table.shape[1])]
    table.columns.name = "renamed"


def add_a_row(table):
    table.loc[len(table)] = table.iloc[0]


def take_a_column_away(table):
    table.pop(table.columns[-1])


def name_the_index(table):
    table.index.name = "row"
    table.attrs["note"] = "mine"


CHANGES = [
    set_a_value,
    set_through_the_array,
    add_a_column,
    replace_columns,
    rename_columns,
    add_a_row,
    take_a_column_away,
    name_the_index,
]


@pytest.mark.parametrize("name", TABLES)
def test_changes_do_not_reach_the_next_call(name):
    load = getattr(datasets, name)
    before = load()
    for change in CHANGES:
        table = load()
        change(table)
        after = load()
        pd.testing.assert_frame_equal(after, before)
        assert after.index.name is None and after.columns.name is None and after.attrs == {}


def test_rows_are_fresh_lists_of_fresh_dicts():
    for load in (datasets.penguin_rows, datasets.flight_rows):
        rows = load()
        first = dict(rows[0])
        rows[0].clear()
        rows.pop()
        assert load()[0] == first
        assert len(load()) == len(rows) + 1
