"""Load tests on the machine itself: how long each of many requests took, and how that is shown."""

from __future__ import annotations

import math
import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import Any

from course.errors import ServingError
from course.serving.server import Live
from course.workspace import Workspace

MOST_AT_ONCE = 32
LEFT_OUT = "Measured; the figures differ from machine to machine and are shown in your own notebook alone."


@dataclass(frozen=True)
class Load:
    """What a load test saw: `milliseconds` of each request in the order of sending, and how many `failed`."""

    milliseconds: tuple[float, ...]
    failed: int
    at_once: int

    def show(self) -> None:
        """Print the figures in a learner's notebook; elsewhere, where outputs are kept, say that they are left out."""
        if Workspace.around() is None:
            print(LEFT_OUT)
            return
        ordered = sorted(self.milliseconds)
        told = ", ".join(f"p{percent} {_nearest_rank(ordered, percent):.1f} ms" for percent in (50, 95, 99))
        mean = sum(ordered) / len(ordered)
        print(f"{len(ordered)} requests, {self.at_once} at once: {told}; mean {mean:.1f} ms, {self.failed} failed")


def load_test(live: Live, path: str, body: Any, *, requests: int = 200, at_once: int = 1) -> Load:
    """Post `body` to `path` of a running service `requests` times, `at_once` of them at the same time."""
    if not (1 <= requests <= 5000 and 1 <= at_once <= MOST_AT_ONCE):
        raise ServingError(
            f"{requests} requests, {at_once} at once, is not a load test for a laptop",
            next_step=f"ask for 1 to 5000 requests, 1 to {MOST_AT_ONCE} at once",
        )

    def one(_: int) -> tuple[float, bool]:
        began = time.perf_counter()
        answer = live.post(path, json=body)
        return (time.perf_counter() - began) * 1000, answer.status_code != 200

    with ThreadPoolExecutor(at_once) as pool:
        seen = list(pool.map(one, range(requests)))
    return Load(tuple(taken for taken, _ in seen), sum(bad for _, bad in seen), at_once)


def _nearest_rank(ordered: list[float], percent: int) -> float:
    return ordered[math.ceil(len(ordered) * percent / 100) - 1]
