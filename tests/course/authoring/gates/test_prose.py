"""The sentences of a cell, without code and markup, on their own lines."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from course.authoring.gates._prose import code_in, is_prose, markdown, prose, words
from course.authoring.text import Cell


def text(source, **given):
    return Cell("markdown", source, line=1, **given)


@pytest.mark.parametrize(
    ("source", "left"),
    [
        ("Call `easy()` now.", "Call          now."),
        ("See [the card](https://example.org/easy).", "See [the card]                          ."),
        ("```python\neasy\n```\nText.", "         \n    \n   \nText."),
        ("It is $x + easy$ here.", "It is            here."),
        ('<img alt="easy"> Text.', "                 Text."),
        ("``two `ticks` easy`` end", "                     end"),
    ],
)
def test_code_addresses_formulas_and_html_are_blanked(source, left):
    assert prose(text(source)) == left


@given(st.text(alphabet="ab `~$[]()<>\n!#|-*", max_size=60))
def test_every_line_stays_where_it_was(source):
    assert prose(text(source)).count("\n") == source.count("\n")
    assert len(prose(text(source))) == len(source)


def test_hints_are_read_without_their_comment_marks():
    hints = Cell("code", "# 1. Look.\n#    Twice.", line=1, tags=("hints",))
    assert markdown(hints) == "1. Look.\n   Twice."
    assert is_prose(hints)


def test_code_and_author_s_notes_are_no_prose():
    assert not is_prose(Cell("code", "x", line=1))
    assert not is_prose(text("note", tags=("author-note",)))
    assert is_prose(text("text"))


def test_code_in_sentences_and_fences_is_found():
    assert code_in("Use `a` or `` b`c ``.\n\n```python\nfor x in y:\n    x\n```\n") == [
        "\nfor x in y:\n    x\n",
        "a",
        "b`c",
    ]


@pytest.mark.parametrize(
    ("source", "number"),
    [
        ("One two three.", 3),
        ("- one\n- two", 2),
        ("| a | b |\n|---|---|\n| 1 | 2 |", 4),
        ("[two words](https://example.org/a/b) `code`", 3),
        ("# A heading — with a dash", 5),
    ],
)
def test_words_are_those_that_a_reader_reads(source, number):
    assert words(text(source)) == number
