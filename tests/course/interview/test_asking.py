"""What is asked about an exercise, for every exercise of the course."""

import pytest

from course.authoring.exercise import KINDS
from course.exercises import lesson_exercises
from course.interview import interview_on
from course.interview.asking import OPENINGS
from course.manifest import load_manifest

MANIFEST = load_manifest()
ASKED = [(lesson, each) for lesson in MANIFEST.lessons for each in lesson_exercises(lesson) if each.kind != "retrieve"]


def find(lesson, name):
    return interview_on(
        MANIFEST.lesson(lesson), next(e for e in lesson_exercises(MANIFEST.lesson(lesson)) if e.grade_id == name)
    )


def test_every_kind_of_exercise_has_its_question():
    assert set(OPENINGS) == set(KINDS) - {"retrieve"}


@pytest.mark.parametrize(("lesson", "exercise"), ASKED, ids=lambda each: getattr(each, "id", None) or each.grade_id)
def test_an_exercise_asks_something_and_has_an_outline(lesson, exercise):
    interview = interview_on(lesson, exercise)
    assert "{" not in interview.opening and "Exercise" not in interview.opening
    assert interview.opening.endswith((".", "?"))
    assert interview.outline and all(point == point.strip() != "" for point in interview.outline)
    assert len(interview.outline) >= len(interview.follow_ups)
    assert "**" not in interview.outline[-1] and "](" not in interview.outline[-1]


def test_the_revision_questions_of_the_exercise_follow_without_their_choices():
    interview = find("05_networking/01_git_collaboration", "leak-check")
    assert interview.opening.startswith("You are asked to repair a commit with a password. How do you find")
    assert interview.follow_ups == (
        "You find that a password is in a commit that was pushed an hour ago. What comes first?",
    )
    assert interview.outline[0].startswith("Make a new password, so that the old one opens nothing: Whoever fetched")
    assert interview.outline[1].startswith("The old commit is not gone from your disk at once")


def test_an_answer_without_choices_has_its_explanation():
    interview = find("02_real_data/02_sql", "predict-null-check")
    assert interview.outline[0].startswith("0: ")
    assert len(interview.outline[0]) > len("0: ")
