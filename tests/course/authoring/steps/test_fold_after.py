"""What may tell the answer is closed until it is wanted."""

import nbformat

from course.authoring.steps.fold_after import fold_after

new = nbformat.v4


def test_an_after_cell_is_a_closed_element_with_its_markdown():
    cell = new.new_markdown_cell("**Worth knowing.** Use `Counter`.\n\n```python\nx\n```", metadata={"tags": ["after"]})
    (folded,) = fold_after(new.new_notebook(cells=[cell])).cells
    assert folded.source.startswith("<details>\n<summary>Worth knowing, once it passes</summary>\n\nUse `Counter`.")
    assert folded.source.endswith("```\n\n</details>")
    assert folded.metadata.tags == ["after"]


def test_other_cells_stay_as_they_are():
    cell = new.new_markdown_cell("**Worth knowing.** In the open.")
    assert fold_after(new.new_notebook(cells=[cell])).cells[0].source == "**Worth knowing.** In the open."
