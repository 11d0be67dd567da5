import pytest

from course.errors import BuildError
from course.exercises import Exercise, find_exercises, lesson_exercises
from course.manifest import Lesson


def test_the_exercises_of_a_built_lesson(graded_course):
    found = lesson_exercises(graded_course.lessons[0])
    assert found == (
        Exercise("count-check", "Warm-up: count the flights", "retrieve", 1.0, False, ("count",)),
        Exercise(
            "late-share-check", "Exercise 1: find the share of late flights", "write", 4.0, False, ("late-share",)
        ),
        Exercise("longest-check", "Exercise 2: repair the longest delay", "debug", 2.0, False, ("longest",)),
        Exercise("limit-words", "Exercise 3: explain the limit", "explain", 3.0, True, ("limit-words",)),
    )


def test_a_task_may_have_a_check_and_words():
    def graded(name, **flags):
        return {"metadata": {"nbgrader": {"grade_id": name} | flags}, "source": ""}

    task = {"metadata": {"tags": ["task", "kind:project"]}, "source": ["## Mini-project: map it\n", "Do."]}
    cells = [
        task,
        graded("map", solution=True),
        graded("map-check", grade=True, points=2),
        graded("map-words", grade=True, solution=True, points=3),
    ]
    check, words = find_exercises(cells)
    assert (check.title, check.kind, check.answers, check.by_person) == (
        "Mini-project: map it",
        "project",
        ("map",),
        False,
    )
    assert (words.title, words.answers, words.by_person) == ("Mini-project: map it", ("map-words",), True)


def test_a_lesson_that_is_not_built_is_named(tmp_path):
    lesson = Lesson("01_a/01_b", "B", "b", 10, (), (), (), (), (), tmp_path)
    with pytest.raises(BuildError, match="not built") as caught:
        lesson_exercises(lesson)
    assert caught.value.where == "01_a/01_b"
    assert "course build" in caught.value.next_step
