"""Wrong answers, revision questions and author's notes are in no notebook."""

import nbformat

from course.authoring.steps.drop_author_cells import drop_author_cells


def test_keeps_all_cells_but_those_of_authors_in_their_order():
    tags = [[], ["wrong-answer"], ["after"], ["author-note", "after"], ["teaches:means"], ["quiz"]]
    cells = [nbformat.v4.new_code_cell(str(n), metadata={"tags": own}) for n, own in enumerate(tags)]
    kept = drop_author_cells(nbformat.v4.new_notebook(cells=[*cells, nbformat.v4.new_markdown_cell("6")]))
    assert [cell.source for cell in kept.cells] == ["0", "2", "4", "6"]
