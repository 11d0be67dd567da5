"""Every lesson of the manifest passes every gate, none exempt."""

from __future__ import annotations

from functools import lru_cache

import pytest

from course.authoring.gates import GATES, Gate, Studied, examine
from course.manifest import load_manifest

MANIFEST = load_manifest()


@lru_cache(maxsize=2)  # lesson by lesson: a lesson's runs are used by all its gates, then let go
def studied(lesson_id: str) -> Studied:
    return Studied(MANIFEST.lesson(lesson_id), MANIFEST)


# One group a lesson: under `--dist loadgroup` (or loadfile) its gates share one worker, and so its runs.
CASES = [
    pytest.param(lesson.id, gate, id=f"{lesson.id}-{gate.__name__}", marks=pytest.mark.xdist_group(lesson.id))
    for lesson in MANIFEST.lessons
    for gate in GATES
]


@pytest.mark.parametrize(("lesson_id", "gate"), CASES)
def test_gate_holds(lesson_id: str, gate: Gate):
    findings = examine(gate, studied(lesson_id))
    assert not findings, f"course/lessons/{lesson_id}.py\n" + "\n".join(map(str, findings))
