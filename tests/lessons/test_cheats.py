"""No check of the course gives points for an answer that answers nothing."""

from __future__ import annotations

import pytest

from autograder.doctor.examine import gains_of_cheats
from course.authoring.gates import Studied
from course.manifest import load_manifest

MANIFEST = load_manifest()


@pytest.mark.parametrize("lesson", MANIFEST.lessons, ids=lambda lesson: lesson.id)
def test_no_cheat_pays(lesson):
    faults = [gain for gain in gains_of_cheats(Studied(lesson, MANIFEST)) if gain.fault]
    assert faults == []
