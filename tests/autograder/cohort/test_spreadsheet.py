"""Cells that a spreadsheet does not calculate."""

import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from autograder.cohort.spreadsheet import BEGINS_A_FORMULA, cell, table


@pytest.mark.parametrize("begin", [*BEGINS_A_FORMULA, " =", " \t@", "\r\n-"])
def test_what_begins_a_formula_is_made_a_word(begin):
    assert cell(f"{begin}cmd|' /C calc'!A0") == f"'{begin}cmd|' /C calc'!A0"


@pytest.mark.parametrize(
    ("value", "text"), [(-0.5, "-0.5"), (3, "3"), (None, ""), ("a=1", "a=1"), ("", ""), (True, "True")]
)
def test_numbers_and_other_words_stay(value, text):
    assert cell(value) == text


@given(st.lists(st.lists(st.text(st.characters(exclude_categories=["Cs"])), min_size=2, max_size=2), max_size=5))
def test_a_table_reads_back_row_by_row(rows):
    read = list(csv.reader(io.StringIO(table(["a", "b"], rows), newline="")))
    assert read[0] == ["a", "b"]
    assert len(read) == len(rows) + 1
    for row, back in zip(rows, read[1:], strict=True):
        for value, text in zip(row, back, strict=True):
            assert text.removeprefix("'") == value.removeprefix("'")
            assert not text.startswith(BEGINS_A_FORMULA)
