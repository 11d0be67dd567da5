"""What a check answers: the verdict, and how much of the notebook was run for it."""

from __future__ import annotations

from dataclasses import dataclass

from pydantic import TypeAdapter, ValidationError

from autograder.verdict import Verdict


@dataclass(frozen=True)
class Answer:
    """A verdict on a whole notebook; `ran` names the exercises that were run for it, None when all of it ran.

    `seconds` is how long the answer took, of which `verdict.seconds` were cells. `walls` says where they ran, in
    words: a learner may know whether their code could reach their files meanwhile.
    """

    verdict: Verdict
    seconds: float
    walls: str
    ran: tuple[str, ...] | None = None

    @property
    def settled(self) -> bool:
        """Whether the whole notebook ran, so that nothing of the verdict is remembered."""
        return self.ran is None

    def to_json(self) -> str:
        return _SCHEMA.dump_json(self).decode("utf-8")


_SCHEMA = TypeAdapter(Answer)


def read_answer(text: str | bytes) -> Answer | None:
    """The answer in this JSON; None where it is not one."""
    try:
        return _SCHEMA.validate_json(text, strict=True)
    except ValidationError:
        return None
