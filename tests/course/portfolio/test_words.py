import pytest

from course.errors import PortfolioError
from course.portfolio.words import is_open, kept_text


def test_a_text_is_trimmed_and_on_one_line_unless_it_may_have_several():
    assert kept_text("  two \r\n  lines ", "the title", limit=20) == "two lines"
    assert kept_text(" two\r\nlines ", "the paragraph", limit=20, lines=True) == "two\nlines"


@pytest.mark.parametrize(
    ("value", "words"),
    [(7, "the title must be text, not int"), (" \n", "the title is empty"), ("a" * 21, "21 letters; at most 20")],
)
def test_what_is_no_text_of_that_length_is_named(value, words):
    with pytest.raises(PortfolioError, match=words):
        kept_text(value, "the title", limit=20, needed=True)


@pytest.mark.parametrize(("value", "open_"), [(..., True), (" ... ", True), ("…", True), ("so ...", False), (0, False)])
def test_dots_alone_are_still_to_be_written(value, open_):
    assert is_open(value) is open_
