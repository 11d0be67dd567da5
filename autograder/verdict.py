"""What grading found out: frozen, comparable, and the same as JSON.

The sub-checks come from a report that a learner's kernel printed, so they are read by a schema, strictly,
and what a hidden sub-check may not tell is taken out again.
"""

from __future__ import annotations

import json
from dataclasses import dataclass, replace
from typing import Any

from pydantic import TypeAdapter, ValidationError

from course.outcomes import Outcome
from course.verdict import ExerciseVerdict, LearnerError, SubCheck, Verdict

__all__ = ["CheckReport", "ExerciseVerdict", "LearnerError", "SubCheck", "Verdict", "read_report"]


@dataclass(frozen=True)
class CheckReport:
    """What a check cell reported about itself, as `course.checks` shows it."""

    name: str
    points: float
    earned: float
    outcome: Outcome
    subchecks: tuple[SubCheck, ...]


_REPORT = TypeAdapter(CheckReport)


def read_report(bundle: Any) -> CheckReport | None:
    """The report in a check cell's JSON, without hidden cases; None where it is not of the schema."""
    try:
        report = _REPORT.validate_json(json.dumps(bundle, allow_nan=False), strict=True)
    except (ValidationError, TypeError, ValueError, RecursionError):
        return None
    told = tuple(
        part.without_the_case() if part.hidden and part.outcome is not Outcome.PASSED else part
        for part in report.subchecks
    )
    return replace(report, subchecks=told)
