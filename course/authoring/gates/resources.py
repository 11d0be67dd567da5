"""Gate: the solved notebook runs on a laptop while a learner waits."""

from __future__ import annotations

from course.authoring.gates.finding import Finding
from course.authoring.gates.studied import Studied

SECONDS = 60
BYTES = 2 * 1024**3


def resources(studied: Studied) -> list[Finding]:
    """Too much time or memory, by the better of two runs, since another program may have slowed one."""
    findings = []
    seconds = min(run.seconds for run in studied.runs)
    if seconds > SECONDS:
        what = f"the solved notebook takes {seconds:.0f} seconds, {SECONDS} is the limit"
        findings.append(Finding(1, what, "take fewer rows, draws or steps"))
    peak = min(run.peak_bytes for run in studied.runs)
    if peak > BYTES:
        what = f"the solved notebook takes {peak / 1024**3:.1f} GiB of memory, {BYTES / 1024**3:.0f} is the limit"
        findings.append(Finding(1, what, "take fewer rows or smaller types, and let go of what is not needed"))
    return findings
