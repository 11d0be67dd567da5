import copy

from nbgrader.nbgraderformat import MetadataValidator

from autograder.deduplicate import DeduplicateIds


def test_a_copied_cell_keeps_its_text_and_loses_its_name(released):
    place = next(at for at, cell in enumerate(released.cells) if cell.id == "count")
    second = copy.deepcopy(released.cells[place])
    second.source = "count = 7"
    released.cells.insert(place, second)
    notebook, _ = DeduplicateIds().preprocess(released, {})
    assert notebook.cells[place].source == "count = 7"
    assert "nbgrader" not in notebook.cells[place].metadata
    assert notebook.cells[place + 1].metadata.nbgrader.grade_id == "count"
    MetadataValidator().validate_nb(notebook)


def test_a_notebook_without_copies_stays_as_it_is(released):
    before = copy.deepcopy(released)
    notebook, _ = DeduplicateIds().preprocess(released, {})
    assert notebook == before
