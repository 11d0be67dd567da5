"""Gate: the lesson and each of its exercises have all their parts, in order and of a readable size."""

from __future__ import annotations

from course.authoring.gates._cell_sizes import cell_sizes
from course.authoring.gates._exercise_parts import exercise_parts
from course.authoring.gates._lesson_parts import lesson_parts
from course.authoring.gates.finding import Finding
from course.authoring.gates.studied import Studied


def anatomy(studied: Studied) -> list[Finding]:
    """What the lesson lacks, has too much of, or has in the wrong place."""
    findings = lesson_parts(studied)
    for exercise in studied.exercises:
        findings += exercise_parts(exercise)
    findings += cell_sizes(studied)
    return findings
