"""Revision questions: read from a lesson's text, and answers judged as a person would."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from course.authoring.text import read_text
from course.errors import LessonError
from course.manifest import load_manifest
from course.questions import find_questions, lesson_questions

CHOICES = """\
# id: late
# exercise: late-share
#
# What happens to the *median* when
# the last flight is later still?
#
# - [ ] It rises :: That is the mean.
# - [x] Nothing :: The middle flight is still
#   the middle flight.
"""


@pytest.fixture
def find(tmp_path):
    def find(*cells):
        path = tmp_path / "lesson.py"
        marked = "\n".join(f'# %% [markdown] tags=["quiz"]\n{cell}' for cell in cells)
        path.write_text(f"# %% [markdown]\n# # A lesson\n\n{marked}", encoding="utf-8")
        return find_questions(read_text(path), "01_foundations/01_delays")

    return find


@pytest.fixture
def asked(find):
    """A question with that answer."""
    return lambda answer: find(f"# id: late\n#\n# How late?\n#\n# answer: {answer}\n# why: It is so.\n")[0]


def test_a_question_with_choices_is_read_whole(find):
    (question,) = find(CHOICES)
    assert question.id == "01_foundations/01_delays#late"
    assert question.exercise == "late-share"
    assert question.text == "What happens to the *median* when\nthe last flight is later still?"
    assert [(choice.text, choice.right) for choice in question.choices] == [("It rises", False), ("Nothing", True)]
    assert question.choices[1].why == "The middle flight is still the middle flight."
    assert question.solution == "Nothing"
    assert question.is_right(frozenset({1}))
    assert not question.is_right(frozenset({0}))
    assert not question.is_right(frozenset({0, 1}))
    assert not question.is_right(frozenset())


def test_a_number_is_right_within_its_tolerance_however_it_is_typed(asked):
    question = asked("1250 within 10")
    for typed in ("1250", " 1,250 ", "1 250", "1_250", "1245.5", "1.26e3"):
        assert question.is_right(typed), typed
    for typed in ("1261", "1239", "12.50", "", "many", "nan", "inf", "1250 min"):
        assert not question.is_right(typed), typed
    assert asked("0.05").is_right(".05")
    assert asked("-3").is_right("-3")
    assert asked("12").is_right("12%")


def test_a_text_is_right_without_regard_to_case_and_blanks(asked):
    question = asked("GROUP BY | group by clause")
    for typed in ("GROUP BY", "group  by ", "Group By Clause"):
        assert question.is_right(typed), typed
    assert not question.is_right("order by")
    assert question.solution == "GROUP BY"


@given(value=st.floats(-1e9, 1e9), within=st.floats(0, 1e6))
def test_the_answer_itself_is_always_right(value, within, tmp_path_factory):
    path = tmp_path_factory.mktemp("lesson") / "lesson.py"
    text = f"# id: late\n#\n# How late?\n#\n# answer: {value:.6f} within {within:.6f}\n# why: It is so.\n"
    path.write_text(f'# %% [markdown] tags=["quiz"]\n{text}', encoding="utf-8")
    (question,) = find_questions(read_text(path), "01_foundations/01_delays")
    assert question.is_right(f"{value:.6f}")
    assert not question.is_right(f"{value + within + 1:.6f}")


@pytest.mark.parametrize(
    ("cell", "says"),
    [
        (CHOICES.replace("# id: late\n", ""), "has no id"),
        (CHOICES.replace("id: late", "id: Late Flights"), "has no id"),
        (CHOICES.replace("- [x]", "- [ ]"), "has no right choice"),
        (CHOICES.replace("- [ ]", "- [x]"), "has no wrong choice"),
        (CHOICES.replace(" :: That is the mean.", ""), "is not written as"),
        (CHOICES + "# answer: 3\n", "neither choices nor an answer, or both"),
        ("# id: late\n#\n# How late?\n", "neither choices nor an answer, or both"),
        ("# id: late\n#\n# How late?\n#\n# answer: 3\n", "does not say why"),
        ("# id: late\n#\n# answer: 3\n# why: It is so.\n", "asks nothing"),
        ("# id: late\n#\n# How late?\n#\n# - [x] Very :: It is so.\n", "fewer than two choices"),
    ],
)
def test_a_malformed_question_is_named_at_its_line(find, cell, says):
    with pytest.raises(LessonError, match=says) as caught:
        find(cell)
    assert caught.value.where.endswith(":4")
    assert "docs/author.md" in caught.value.next_step


def test_a_name_is_used_once(find):
    with pytest.raises(LessonError, match="is that of line 4 too"):
        find(CHOICES, CHOICES)


def test_every_lesson_has_questions_whose_own_answer_is_right():
    for lesson in load_manifest().lessons:
        for question in lesson_questions(lesson):
            answer = question.right if question.choices else question.solution
            assert question.is_right(answer), question.id
