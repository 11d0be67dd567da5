"""What the terminal shows while a cohort is graded: how many, at what rate, and how long it will take."""

from __future__ import annotations

import time
from collections import deque
from collections.abc import Callable

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn

from course.terminal import Page, count

WINDOW = 50  # results over which the rate is taken
EVERY = 10.0  # seconds between lines where there is no terminal


class Pace:
    """The rate of the last results, and how long the rest takes at that rate."""

    def __init__(self, total: int, clock: Callable[[], float] = time.monotonic):
        self.total, self.done, self.clock = total, 0, clock
        self.times: deque[float] = deque(maxlen=WINDOW + 1)  # from the first result: before it, workers start

    def step(self) -> None:
        self.done += 1
        self.times.append(self.clock())

    @property
    def rate(self) -> float | None:
        """Results a second, None before there are two."""
        passed = self.clock() - self.times[0] if self.times else 0
        return (len(self.times) - 1) / passed if len(self.times) > 1 and passed > 0 else None

    def words(self) -> str:
        """Rate and time left: "1.3 a second, about 4 minutes left"."""
        rate = self.rate
        if rate is None:
            return "no rate yet"
        often = f"{rate:.1f} a second" if rate >= 0.95 else f"{rate * 60:.1f} a minute"
        return f"{often}, {duration((self.total - self.done) / rate)} left"


def duration(seconds: float) -> str:
    """ "20 seconds", "about 4 minutes", "about 2 h 10 min"."""
    if seconds < 90:
        return f"{seconds:.0f} {'second' if round(seconds) == 1 else 'seconds'}"
    minutes = round(seconds / 60)
    return f"about {minutes} minutes" if minutes < 90 else f"about {minutes // 60} h {minutes % 60} min"


class Shown:
    """A bar on a terminal; elsewhere a line now and then. A context, left when nothing more is to come."""

    def __init__(self, page: Page, clock: Callable[[], float] = time.monotonic):
        self.page, self.clock = page, clock
        self.bar: Progress | None = None

    def __enter__(self) -> Shown:
        return self

    def begin(self, total: int) -> None:
        self.pace = Pace(total, self.clock)
        self.told = self.clock()
        if total:
            self.page.line(f"{count(total, 'notebook')} to grade.")
        if total and self.page.console.is_terminal:
            self.bar = _bar(self.page.console)
            self.row = self.bar.add_task("", total=total, words=self.pace.words())
            self.bar.start()

    def step(self) -> None:
        self.pace.step()
        if self.bar:
            self.bar.update(self.row, advance=1, words=self.pace.words())
        elif self.clock() - self.told >= EVERY:
            self.told = self.clock()
            self.page.line(f"{self.pace.done} of {self.pace.total} graded, {self.pace.words()}")

    def __exit__(self, *_: object) -> None:
        if self.bar:
            self.bar.stop()


def _bar(console: Console) -> Progress:
    return Progress(
        BarColumn(bar_width=None),
        MofNCompleteColumn(),
        TextColumn("{task.fields[words]}"),
        console=console,
        transient=True,
    )
