"""Finding the exercises of a lesson's text, and refusing units that are not whole."""

import pytest

from course.authoring.exercise import find_exercises, split_hints
from course.authoring.text import read_text
from course.errors import LessonError

TASK = '# %% [markdown] tags=["task", "kind:write"]\n# ## Exercise 3: add them up\n\n'
ANSWER = '# %% nbgrader={"grade_id": "sum", "solution": true}\n### BEGIN SOLUTION\nx = 3\n### END SOLUTION\n\n'
GIVEN = "# %%\nprint(x)\n\n"
CHECK = '# %% nbgrader={"grade_id": "sum-check", "grade": true, "points": 2}\ncheck(x)\n\n'
WRONG = '# %% tags=["wrong-answer"]\n# message: "too small" "add"\nx = 2\n\n'
HINTS = '# %% tags=["hints"]\n# 1. First,\n#    on two lines.\n# 2. Second.\n# 3. Third.\n\n'
AFTER = '# %% [markdown] tags=["after"]\n# Worth knowing.\n\n'
WORDS = '# %% [markdown] nbgrader={"grade_id": "words", "grade": true, "solution": true, "points": 3}\n# Words.\n\n'
SECTION = "# %% [markdown]\n# ## Next\n\n"
WHOLE = TASK + ANSWER + CHECK + WRONG + HINTS + AFTER


@pytest.fixture
def find(tmp_path):
    def find(text):
        path = tmp_path / "01_foundations" / "01_mornings.py"
        path.parent.mkdir(exist_ok=True)
        path.write_text(text, encoding="utf-8")
        return find_exercises(read_text(path))

    return find


def test_an_exercise_has_all_its_parts(find):
    (exercise,) = find(SECTION + WHOLE + SECTION)
    assert (exercise.id, exercise.title, exercise.number, exercise.kind) == ("sum", "add them up", 3, "write")
    assert exercise.points == 2
    assert exercise.check.grade_id == "sum-check"
    assert exercise.after.source == "Worth knowing."
    assert exercise.hints == ("First, on two lines.", "Second.", "Third.")
    assert exercise.hints_cell.tags == ("hints",)
    (wrong,) = exercise.wrong_answers
    assert (wrong.source, wrong.words) == ("x = 2", ("too small", "add"))


def test_two_exercises_are_two_units(find):
    second = WHOLE.replace("sum", "more").replace("Exercise 3", "Mini-project")
    first, last = find(WHOLE + second)
    assert (first.id, last.id) == ("sum", "more")
    assert (last.number, last.title) == (None, "add them up")


def test_given_cells_are_told_by_their_place(find):
    (exercise,) = find(TASK + GIVEN + ANSWER + GIVEN.replace("x", "y") + CHECK + HINTS)
    assert [cell.source for cell in exercise.given] == ["print(x)", "print(y)"]
    assert [cell.source for cell in exercise.given_before_check] == ["print(y)"]


def test_what_follows_the_last_part_belongs_to_the_next_section(find):
    (exercise,) = find(WHOLE + GIVEN)
    assert exercise.given == ()


def test_a_person_may_grade_all_of_it_or_some(find):
    (alone,) = find(TASK + WORDS + HINTS)
    assert (alone.answer, alone.manual, alone.check, alone.points) == (alone.manual[0], alone.manual, None, 3)
    (both,) = find(TASK + WORDS + ANSWER + CHECK)
    assert (both.id, [cell.grade_id for cell in both.manual], both.points) == ("sum", ["words"], 5)


@pytest.mark.parametrize(
    ("text", "line", "what"),
    [
        (TASK + HINTS, 1, "the exercise has no answer cell"),
        (TASK + ANSWER + CHECK + CHECK.replace("sum-", "other-"), 12, "an exercise has one check cell"),
        (TASK + ANSWER + ANSWER.replace("sum", "other") + CHECK, 9, "an exercise has one answer cell"),
        (SECTION + ANSWER, 4, "'sum' stands outside an exercise"),
        (SECTION + HINTS, 4, "a hints cell stands outside an exercise"),
        (WHOLE + SECTION + WRONG, 28, "a wrong-answer cell stands outside an exercise"),
        (
            TASK + ANSWER + CHECK + WRONG.replace("message", "words"),
            12,
            "a wrong answer names what its message contains",
        ),
        (WHOLE + WHOLE, 28, "the grade_id 'sum' is that of line 4 too"),
        (TASK + ANSWER.replace("### END SOLUTION\n", ""), 4, "a region has no end, or no beginning"),
        (TASK + ANSWER.replace("### BEGIN SOLUTION\n", ""), 4, "a region has no end, or no beginning"),
        (TASK + ANSWER.replace("END SOLUTION", "END HIDDEN TESTS"), 4, "a region has no end, or no beginning"),
        (TASK + ANSWER.replace('"grade_id": "sum", ', ""), 4, "a graded cell has no grade_id"),
        (TASK + ANSWER + CHECK.replace(', "points": 2', ""), 9, "'sum-check' is worth no points"),
    ],
)
def test_a_unit_that_is_not_whole_is_an_error_at_its_line(find, text, line, what):
    with pytest.raises(LessonError, match=what) as caught:
        find(text)
    assert caught.value.where.endswith(f":{line}")
    assert caught.value.next_step


def test_tiers_are_split_at_their_numbers_and_not_inside_a_line():
    assert split_hints("# 1. See 2. and 3. of the list.\n# 2. Next.") == ("See 2. and 3. of the list.", "Next.")
    assert split_hints("# nothing here") == ()


def test_an_unknown_tag_is_named_with_the_known_ones(find):
    with pytest.raises(LessonError, match=r"unknown tag 'taks'") as caught:
        find(WHOLE.replace('"task"', '"taks"'))
    assert "task, wrong-answer" in caught.value.next_step


@pytest.mark.parametrize("part", [ANSWER, CHECK, WRONG])
def test_a_cell_that_is_not_python_is_named_at_its_line(find, part):
    with pytest.raises(LessonError, match="is not Python") as caught:
        find(WHOLE.replace(part, part.replace("x", "x)", 1)))
    line = int(caught.value.where.rsplit(":", 1)[1])
    assert "x)" in WHOLE.replace(part, part.replace("x", "x)", 1)).splitlines()[line - 1]
