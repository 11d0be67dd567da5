"""Reading a lesson's text: cells with their lines, and errors that point at one."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from course.authoring.text import Cell, read_text
from course.errors import LessonError

TEXT = """\
# %% [markdown]
# # Title
#
# Body.

# %% tags=["teaches:means", "uses:sums"]

x = 1

# %% nbgrader={"grade_id": "a", "solution": true}
### BEGIN SOLUTION
y = 2
### END SOLUTION

# %% nbgrader={"grade_id": "a-check", "grade": true, "points": 2}
check(y)

# %% [markdown] nbgrader={"grade_id": "b", "grade": true, "solution": true, "points": 1}
# Words.
"""


@pytest.fixture
def read(tmp_path):
    def read(text):
        path = tmp_path / "01_foundations" / "01_mornings.py"
        path.parent.mkdir(exist_ok=True)
        path.write_text(text, encoding="utf-8")
        return read_text(path)

    return read


def test_cells_know_kind_source_line_tags_and_metadata(read):
    title, code, answer, check, words = read(TEXT).cells
    assert (title.kind, title.source, title.line) == ("markdown", "# Title\n\nBody.", 1)
    assert (code.kind, code.source, code.line) == ("code", "\nx = 1", 6)
    assert (code.tagged("teaches"), code.tagged("uses"), code.tagged("kind")) == (("means",), ("sums",), ())
    assert (answer.grade_id, check.grade_id, code.grade_id) == ("a", "a-check", None)
    roles = [(cell.is_answer, cell.is_check, cell.is_manual) for cell in (code, answer, check, words)]
    assert roles == [(False, False, False), (True, False, False), (False, True, False), (True, False, True)]


def test_a_line_of_a_cell_s_source_is_found_in_the_text(read):
    lines = TEXT.splitlines()
    for cell in read(TEXT).cells:
        for offset, line in enumerate(cell.source.split("\n")):
            assert line in lines[cell.at(offset) - 1]


@given(st.lists(st.lists(st.sampled_from(["x = 1", "", "# note", "    # indented", "def f(): pass"])), min_size=1))
def test_every_cell_starts_at_its_marker(tmp_path_factory, cells):
    path = tmp_path_factory.getbasetemp() / "lesson.py"
    text = "".join(f"# %%\n{''.join(f'{line}' + chr(10) for line in lines)}\n" for lines in cells)
    path.write_text(text, encoding="utf-8")
    read = read_text(path).cells
    assert len(read) == len(cells)
    assert all(text.splitlines()[cell.line - 1] == "# %%" for cell in read)


@pytest.mark.parametrize(
    ("text", "line", "what"),
    [
        ("", 1, "starts with a cell marker"),
        ("x = 1\n", 1, "starts with a cell marker"),
        ("# ---\n# jupyter:\n# ---\n\n# %%\nx = 1\n", 1, "has no header"),
        ('# %%\nx = """\n# %%\n"""\n', 3, "a cell marker stands inside another cell's text"),
        ('# %%\nx = 1\n\n# %% [markdown]\n"""\n# Title\n"""\n', 4, "a Markdown cell is written in quotes"),
    ],
)
def test_what_is_no_lesson_is_an_error_at_its_line(read, text, line, what):
    with pytest.raises(LessonError, match=what) as caught:
        read(text)
    assert caught.value.where == f"01_foundations/01_mornings.py:{line}"
    assert caught.value.next_step


def test_the_error_of_a_cell_names_its_line(read):
    text = read(TEXT)
    assert text.wrong("is odd", text.cells[1]).where.endswith(":6")
    assert text.wrong("is odd", 9, "look").next_step == "look"


def test_a_cell_can_be_made_by_hand():
    assert Cell("code", "x", line=3).at(0) == 4
