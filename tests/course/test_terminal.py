import io

import pytest
from rich.console import Console

from course.terminal import Page, count, safe

WORDS = "Look at the first value of best, which ought to be a delay of the list, and start with that one."


def page(width=80, terminal=True, **kwargs):
    return Page(Console(file=io.StringIO(), width=width, force_terminal=terminal, highlight=False, **kwargs))


def lines(page):
    return page.console.file.getvalue().split("\n")[:-1]


def test_a_terminal_gets_wrapped_lines_with_a_hanging_indent():
    here = page(width=40, color_system=None)
    here.line(WORDS, label="Help: ", indent=2)
    assert all(len(line) <= 40 for line in lines(here))
    assert lines(here)[0].startswith("  Help: Look at")
    assert all(line.startswith(" " * 8) for line in lines(here)[1:])
    assert " ".join(line.strip() for line in lines(here)) == "Help: " + WORDS


def test_a_label_that_fills_the_line_runs_on():
    here = page(width=30, color_system=None)
    here.line(WORDS, label="Put right for this check: ", indent=2)
    assert all(len(line) <= 30 for line in lines(here))
    assert lines(here)[0] == "  Put right for this check:"
    assert lines(here)[1].startswith("    Look")


def test_a_file_gets_whole_lines_without_colour():
    here = page(width=40, terminal=False)
    here.line(WORDS, "red", label="Help: ", indent=2)
    assert lines(here) == ["  Help: " + WORDS]


def test_colour_is_on_the_label_alone(monkeypatch):
    monkeypatch.delenv("NO_COLOR", raising=False)
    here = page(color_system="standard")
    here.line("it works", "red", label="Failed: ")
    assert lines(here) == ["\x1b[31mFailed: \x1b[0mit works"]


def test_no_color_is_heeded(monkeypatch):
    monkeypatch.setenv("NO_COLOR", "1")
    here = page(color_system="standard")
    here.line("it works", "red", label="Failed: ")
    assert lines(here) == ["Failed: it works"]


@pytest.mark.parametrize("words", ["a\nb", "[bold]not markup[/bold]", ""])
def test_words_are_shown_as_they_are(words):
    here = page(terminal=False)
    here.line(words)
    assert lines(here) == words.split("\n")


def test_words_can_not_steer_the_terminal():
    assert safe("\x1b[2J\x07ok\r\u202eevil\x9b1m\ttab\n") == "?[2J?ok??evil?1m\ttab\n"


def test_counts_read_well():
    assert [count(1, "lesson"), count(2, "lesson"), count(0, "answer waits", "answers wait")] == [
        "1 lesson",
        "2 lessons",
        "0 answers wait",
    ]
