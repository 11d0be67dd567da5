"""What a learner has seen after reading a cell."""

import pytest

from course.authoring.gates._shown import shown_by
from course.authoring.gates._syntax import Part
from course.authoring.text import Cell


def shown(source, kind="code", **given):
    return {str(part) for part in shown_by(Cell(kind, source, line=1, **given))}


@pytest.mark.parametrize(
    ("piece", "parts"),
    [
        ("len(rows)", {"len", "rows"}),
        (".append(…)", {".append"}),
        ("append", {".append", "append", "append="}),
        ("key=", {"key="}),
        ("for row in rows:", {"for", "in"}),
        ("for name, row in rows:", {"for", "a, b = c"}),
        ("with open(path) as file:", {"with", "as", "open"}),
        ("except ValueError:", {"try", "ValueError"}),
        ("elif", {"elif"}),
        ("else:", {"else"}),
        ("[x for x in rows if x]", {"[a for b in c]", "[a for b in c if d]"}),
        ("rows[-1]", {"a[-1]", "a[b]"}),
        ("rows[2:]", {"a[b:c]"}),
        ("is not None", {"is not", "None"}),
        ("not in", {"not in"}),
        ('f"{mass:.1f} kg"', {'f"{a}"', 'f"{a:.1f}"'}),
        (":.1f", {'f"{a:.1f}"'}),
        ("+=", {"+="}),
        ("//", {"//"}),
        ("return", {"return"}),
        ("lambda x: x", {"lambda"}),
        ("import statistics", {"import", "statistics"}),
        ("@cache", {"@decorator"}),
        ("a if b else c", {"a if b else c"}),
        ("first, last = rows", {"a, b = c", "="}),
    ],
)
def test_code_in_a_sentence_is_seen_even_as_a_fragment(piece, parts):
    assert parts <= shown(f"We write `{piece}` here.", kind="markdown")


def test_words_in_quotes_and_outside_backticks_are_not_code():
    found = shown('Use sorted, or `print("max")`.', kind="markdown")
    assert "print" in found
    assert not {"sorted", "max"} & found


def test_a_given_cell_shows_its_code_and_what_it_defines():
    source = "class Bird:\n    def weigh(self, scale=1):\n        return scale\n"
    assert {"class", "def", ".weigh", "scale=", "Bird", "def f(a=b)"} <= shown(source)


def test_an_answer_shows_its_starter_and_not_its_solution():
    source = "def f(rows):\n    ### BEGIN SOLUTION\n    return max(rows)\n    ### END SOLUTION"
    found = shown(source, nbgrader={"grade_id": "f", "solution": True})
    assert "def" in found
    assert not {"max", "return"} & found


@pytest.mark.parametrize(
    "given",
    [
        {"tags": ("hints",)},
        {"tags": ("wrong-answer",)},
        {"tags": ("author-note",)},
        {"nbgrader": {"grade_id": "a", "grade": True, "points": 1}},
    ],
)
def test_hints_wrong_answers_notes_and_checks_show_nothing(given):
    assert shown("max(rows)", **given) == set()


def test_a_model_answer_shows_nothing():
    manual = {"grade_id": "a", "grade": True, "solution": True, "points": 1}
    assert shown("Use `max`.", kind="markdown", nbgrader=manual) == set()


def test_a_cell_with_a_magic_or_in_another_language_shows_what_can_be_read():
    assert "max" in shown("%matplotlib inline\nmax(rows)")
    assert Part("name", "median") in shown_by(Cell("code", "x <- median(mass) ~ y {", line=1))
