"""What the last runs of one slow lesson gave, and which exercises stand without running them again.

Placeholder of the first step: a lesson is always run whole.
"""

from __future__ import annotations

from autograder.grade import Prepared
from autograder.verdict import Verdict


class Memory:
    def __init__(self) -> None:
        self.seconds = 0.0

    def partial(self, prepared: Prepared, executor) -> tuple[Verdict, tuple[str, ...]] | None:
        return None

    def keep(self, prepared: Prepared, verdict: Verdict) -> None:
        self.seconds = verdict.seconds
