"""Rate and time left, on a terminal and without one."""

import io

import pytest
from rich.console import Console

from autograder.cohort.progress import EVERY, Pace, Shown, duration
from course.terminal import Page


class Clock:
    now = 100.0

    def __call__(self):
        return self.now


@pytest.fixture
def clock():
    return Clock()


def page(**options):
    return Page(Console(file=io.StringIO(), width=80, highlight=False, **options))


def test_the_rate_is_that_of_the_last_results(clock):
    pace = Pace(300, clock)
    assert (pace.rate, pace.words()) == (None, "no rate yet")
    for _ in range(100):
        clock.now += 2
        pace.step()
    assert pace.words() == "30.0 a minute, about 7 minutes left"
    for _ in range(100):
        clock.now += 0.5
        pace.step()
    assert pace.words() == "2.0 a second, 50 seconds left"


@pytest.mark.parametrize(
    ("seconds", "words"),
    [(0, "0 seconds"), (1.2, "1 second"), (89, "89 seconds"), (200, "about 3 minutes"), (7800, "about 2 h 10 min")],
)
def test_durations_in_words(seconds, words):
    assert duration(seconds) == words


def test_a_file_gets_a_line_now_and_then(clock):
    plain = page()
    with Shown(plain, clock) as shown:
        shown.begin(10)
        for _ in range(4):
            clock.now += EVERY / 2
            shown.step()
    assert plain.console.file.getvalue().splitlines() == [
        "10 notebooks to grade.",
        "2 of 10 graded, 12.0 a minute, 40 seconds left",
        "4 of 10 graded, 12.0 a minute, 30 seconds left",
    ]


def test_a_terminal_gets_a_bar_that_goes_away(clock):
    terminal = page(force_terminal=True)
    with Shown(terminal, clock) as shown:
        shown.begin(4)
        for _ in range(2):
            clock.now += 1
            shown.step()
        shown.bar.refresh()
    assert "2/4" in terminal.console.file.getvalue()
    assert "1.0 a second, 2 seconds left" in terminal.console.file.getvalue()


def test_nothing_to_do_shows_nothing(clock):
    for shown_on in (page(), page(force_terminal=True)):
        with Shown(shown_on, clock) as shown:
            shown.begin(0)
        assert shown_on.console.file.getvalue() == ""
