"""What a verification found: one finding a claim, and what a person reads about each."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from course.portfolio.prose import count


class Standing(StrEnum):
    HOLDS = "holds"
    FAILS = "does not hold"
    OPEN = "can't be checked"


@dataclass(frozen=True)
class Finding:
    """One claim: where it is made, what it says, how it stands, and why where that needs saying."""

    where: str
    claim: str
    standing: Standing
    why: str = ""


@dataclass(frozen=True)
class Report:
    """All findings, in the order of the portfolio's files, and notes on how they were reached."""

    findings: tuple[Finding, ...]
    notes: tuple[str, ...] = ()

    def count(self, standing: Standing) -> int:
        return sum(finding.standing is standing for finding in self.findings)

    @property
    def holds(self) -> bool:
        """Whether no claim fails; what no machine can check is no failure."""
        return self.count(Standing.FAILS) == 0

    @property
    def summary(self) -> str:
        """How many claims stand how, as one sentence."""
        failed = self.count(Standing.FAILS)
        return (
            f"{count(self.count(Standing.HOLDS), 'claim')} hold, {failed} "
            f"{'does' if failed == 1 else 'do'} not, {self.count(Standing.OPEN)} can't be checked by a machine."
        )


def finding(where: str, claim: str, why: str = "") -> Finding:
    """A claim that holds, or does not for the reason `why`."""
    return Finding(where, claim, Standing.FAILS if why else Standing.HOLDS, why)
