"""A workspace, the first lesson of the course, and checks of it with failures of one's choice."""

from datetime import UTC, datetime

import pytest

from autograder.verdict import ExerciseVerdict
from course.exercises import lesson_exercises
from course.manifest import load_manifest
from course.outcomes import Outcome
from course.results import LessonResult
from course.workspace import Workspace


@pytest.fixture
def workspace(tmp_path):
    return Workspace(tmp_path)


@pytest.fixture(scope="session")
def manifest():
    return load_manifest()


@pytest.fixture(scope="session")
def lesson(manifest):
    return manifest.lessons[0]


@pytest.fixture(scope="session")
def checked(lesson):
    """Return a function that makes a result in which the named checks failed and all others passed."""

    def make(*failed):
        names = [exercise.grade_id for exercise in lesson_exercises(lesson)]
        assert set(failed) <= set(names)
        verdicts = tuple(
            ExerciseVerdict(name, name, "write", 1.0, 0.0, Outcome.FAILED if name in failed else Outcome.PASSED)
            for name in names
        )
        return LessonResult(lesson.id, datetime(2026, 11, 2, tzinfo=UTC), "digest", verdicts)

    return make
