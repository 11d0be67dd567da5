"""Hints and solutions of a built lesson."""

import ast

import pytest

from course.exercises import lesson_exercises
from course.home.lessons import hints_of, solution_of
from course.manifest import load_manifest

LESSONS = load_manifest().lessons


@pytest.mark.parametrize("lesson", LESSONS, ids=lambda lesson: lesson.id)
def test_every_exercise_has_three_hints_and_a_solution(lesson):
    hints = hints_of(lesson)
    for exercise in lesson_exercises(lesson):
        assert [hint.title[:6] for hint in hints[exercise.grade_id]] == ["Hint 1", "Hint 2", "Hint 3"]
        solution = solution_of(lesson, exercise)
        assert solution.text.strip()
        assert "SOLUTION" not in solution.text
        if solution.is_code:
            assert ast.parse(solution.text).body
            assert "NotImplementedError" not in solution.text


def test_starters_and_broken_code_are_no_part_of_a_solution():
    lesson = LESSONS[0]
    by_name = {exercise.grade_id: solution_of(lesson, exercise).text for exercise in lesson_exercises(lesson)}
    assert "..." not in by_name["warm-up-check"]
    assert "return total / len(rows)" not in by_name["mean-mass-check"]
    assert not solution_of(lesson, next(e for e in lesson_exercises(lesson) if e.by_person)).is_code
