"""Hints become folded elements that are read only when wanted."""

import nbformat
import pytest

from course.authoring.steps.fold_hints import fold_hints
from course.errors import LessonError


def folded(source):
    cells = [nbformat.v4.new_code_cell(source, metadata={"tags": ["hints"]}), nbformat.v4.new_code_cell("x = 1")]
    return fold_hints(nbformat.v4.new_notebook(cells=cells)).cells


def test_each_tier_is_an_element_with_a_summary():
    hints, code = folded("# 1. Look at `mean`.\n# 2. Then\n#    divide.\n# 3. Return it.")
    assert (hints.cell_type, code.cell_type) == ("markdown", "code")
    assert hints.metadata.tags == ["hints"]
    pieces = hints.source.split("<details>\n")[1:]
    assert [piece.splitlines()[0] for piece in pieces] == [
        "<summary>Hint 1: where to look</summary>",
        "<summary>Hint 2: the next step</summary>",
        "<summary>Hint 3: almost the code</summary>",
    ]
    assert "\n\nThen divide.\n\n</details>" in hints.source


def test_a_cell_with_another_number_of_tiers_is_an_error_that_shows_it():
    with pytest.raises(LessonError, match="a hints cell has 2 tiers") as caught:
        folded("# 1. Look.\n# 2. Divide.")
    assert caught.value.where == "# 1. Look."
