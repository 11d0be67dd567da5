"""One line that tells how far an installer is, made from what it writes."""

from __future__ import annotations

import re
import shutil
import time
from collections.abc import Callable
from typing import TextIO

# uv announces every large package with its size, then says when it has it; pip says the first only
ANNOUNCED = re.compile(r"\s*Downloading (\S+) \(([\d.]+) ?([KMG])i?B\)")
FETCHED = re.compile(r"\s*Downloaded (\S+)")
TOLD = re.compile(r"\s*(Downloading \S+ \(|Downloaded|Prepared|Installed|Building|Built|Successfully installed)")
MEGABYTES = {"K": 0.001, "M": 1.0, "G": 1000.0}


class Meter:
    """Follows an installer's output: on a terminal as one line that is redrawn, elsewhere as the lines that tell."""

    def __init__(self, out: TextIO, *, live: bool, clock: Callable[[], float] = time.monotonic):
        self.out, self.live, self.clock = out, live, clock
        self.started = clock()
        self.sizes: dict[str, float] = {}
        self.fetched: set[str] = set()
        self.drawn = ""

    def read(self, line: str) -> None:
        """Take in one line of the installer's output."""
        if match := ANNOUNCED.match(line):
            self.sizes[match[1]] = float(match[2]) * MEGABYTES[match[3]]
        elif match := FETCHED.match(line):
            self.fetched.add(match[1])
        if self.live:
            self.tick()
        elif TOLD.match(line):
            print(f"  {line.strip()}", file=self.out, flush=True)

    def tick(self) -> None:
        """Redraw the line; called also when the installer is silent, so that it never looks dead."""
        if self.live:
            text = self.text()[: shutil.get_terminal_size().columns - 1]
            if text != self.drawn:
                print("\r" + text.ljust(len(self.drawn)), end="", file=self.out, flush=True)
                self.drawn = text

    def text(self) -> str:
        """How far it is: megabytes and large packages fetched, and the seconds that have passed."""
        seconds = f"{self.clock() - self.started:.0f} s"
        if not self.sizes:
            return f"  … {seconds}"
        total = sum(self.sizes.values())
        done = sum(size for name, size in self.sizes.items() if name in self.fetched)
        if len(self.sizes) == 1 and not self.fetched:
            return f"  fetching {total:.0f} MB, {seconds}"
        count = len(self.fetched & set(self.sizes))
        return f"  {done:.0f} of {total:.0f} MB, {count} of {len(self.sizes)} large packages, {seconds}"

    def close(self) -> None:
        """Take the line away."""
        if self.live and self.drawn:
            print("\r" + " " * len(self.drawn) + "\r", end="", file=self.out, flush=True)
