import copy
import json

import nbformat
import pytest
from nbgrader.utils import compute_checksum

from autograder.rebuild import rebuild
from course.errors import BuildError, NotebookError


def texts(rebuilt):
    return {cell.id: cell.source for cell in rebuilt.notebook.cells}


def order(rebuilt):
    return [cell.id for cell in rebuilt.notebook.cells]


def at(notebook, cell_id):
    return next(position for position, cell in enumerate(notebook.cells) if cell.id == cell_id)


def cell(notebook, cell_id):
    return notebook.cells[at(notebook, cell_id)]


def submit(notebook, solved, released):
    return rebuild(json.dumps(notebook).encode(), solved, released)


@pytest.fixture
def handed_in(released):
    return copy.deepcopy(released)


def test_the_released_notebook_is_all_starters(handed_in, solved, released):
    rebuilt = submit(handed_in, solved, released)
    assert rebuilt.repairs == ()
    assert rebuilt.untouched == {"count", "late-share", "longest", "limit-words"}
    assert texts(rebuilt)["late-share"] == cell(released, "late-share").source


def test_answers_are_the_learners_and_checks_the_courses(handed_in, solved, released):
    cell(handed_in, "count").source = "count = 8"
    rebuilt = submit(handed_in, solved, released)
    assert texts(rebuilt)["count"] == "count = 8"
    assert "HIDDEN" in texts(rebuilt)["late-share-check"]
    assert rebuilt.untouched == {"late-share", "longest", "limit-words"}
    assert rebuilt.repairs == ()


def test_no_solution_is_left_in_the_notebook(handed_in, solved, released):
    rebuilt = submit(handed_in, solved, released)
    assert not any("BEGIN SOLUTION" in text for text in texts(rebuilt).values())
    assert "absorbs" not in texts(rebuilt)["limit-words"]


def test_nothing_but_text_is_taken_over(handed_in, solved, released):
    for each in handed_in.cells:
        each.metadata["tags"] = ["skip-execution", "raises-exception"]
        each.metadata["trusted"] = True
        if each.cell_type == "code":
            each.outputs = [nbformat.v4.new_output("stream", text="4.0")]
    handed_in.metadata = {"kernelspec": {"name": "bash"}, "extra": 1}
    rebuilt = submit(handed_in, solved, released)
    assert rebuilt.notebook.metadata == solved.metadata
    for mine, theirs in zip(rebuilt.notebook.cells, solved.cells, strict=True):
        assert mine.metadata.get("tags") == theirs.metadata.get("tags")
        assert "trusted" not in mine.metadata
        assert mine.get("outputs", []) == []
    nbformat.validate(rebuilt.notebook)
    assert rebuilt.repairs == (
        "it asks for the kernel 'bash'; it runs on the course's own Python",
        "tags that change how cells run were left out: raises-exception, skip-execution",
    )


def test_tags_that_the_course_gave_are_no_repair(handed_in, solved, released):
    for notebook in (handed_in, released, solved):
        notebook.cells[1].metadata["tags"] = ["raises-exception", "task"]
    handed_in.cells[2].metadata["tags"] = ["my own"]
    assert submit(handed_in, solved, released).repairs == ()


@pytest.mark.parametrize("name", ["late-share", "limit-words"])
def test_an_answer_whose_grade_id_was_changed_is_the_answer(handed_in, solved, released, name):
    answer = cell(handed_in, name)
    answer.source, answer.metadata.nbgrader.grade_id = "mine", "my-answer"
    rebuilt = submit(handed_in, solved, released)
    assert texts(rebuilt)[name] == "mine"
    assert name not in rebuilt.untouched
    assert order(rebuilt) == [each.id for each in solved.cells]
    assert rebuilt.repairs == (f"{name}: its grade_id had been changed to 'my-answer'; put back",)


def test_a_check_whose_grade_id_was_changed_runs_once_as_it_was(handed_in, solved, released):
    check = cell(handed_in, "count-check")
    check.source, check.metadata.nbgrader.grade_id = "1.0", "my-check"
    rebuilt = submit(handed_in, solved, released)
    assert order(rebuilt) == [each.id for each in solved.cells]
    assert texts(rebuilt)["count-check"] == cell(solved, "count-check").source
    assert len(rebuilt.repairs) == 2  # edited, and renamed


def test_an_answers_checksum_is_the_starters(handed_in, solved, released):
    cell(handed_in, "limit-words").source = "Because."
    rebuilt = submit(handed_in, solved, released)
    words = cell(rebuilt.notebook, "limit-words")
    assert words.metadata.nbgrader.checksum == compute_checksum(cell(released, "limit-words"))
    assert words.metadata.nbgrader.checksum != compute_checksum(words)


@pytest.mark.parametrize(
    ("key", "value", "words"),
    [("points", 400, "points"), ("grade", False, "grade flag"), ("solution", True, "solution")],
)
def test_changed_metadata_is_put_back_and_told(handed_in, solved, released, key, value, words):
    cell(handed_in, "late-share-check").metadata.nbgrader[key] = value
    rebuilt = submit(handed_in, solved, released)
    assert cell(rebuilt.notebook, "late-share-check").metadata.nbgrader.points == 4
    assert any("late-share-check" in repair and words in repair for repair in rebuilt.repairs)


def test_a_changed_cell_type_is_put_back_and_told(handed_in, solved, released):
    answer = cell(handed_in, "count")
    answer.cell_type, answer.source = "markdown", "count = 8"
    rebuilt = submit(handed_in, solved, released)
    assert cell(rebuilt.notebook, "count").cell_type == "code"
    assert texts(rebuilt)["count"] == "count = 8"
    assert any("cell type" in repair for repair in rebuilt.repairs)


def test_an_edited_check_is_put_back_and_told(handed_in, solved, released):
    cell(handed_in, "count-check").source = "1.0"
    rebuilt = submit(handed_in, solved, released)
    assert texts(rebuilt)["count-check"] == cell(solved, "count-check").source
    assert any("count-check" in repair and "edited" in repair for repair in rebuilt.repairs)


def test_missing_cells_come_back(handed_in, solved, released):
    handed_in.cells = [each for each in handed_in.cells if each.id not in ("count", "count-check")][3:]
    rebuilt = submit(handed_in, solved, released)
    assert order(rebuilt) == [each.id for each in solved.cells]
    assert texts(rebuilt)["count"] == cell(released, "count").source
    assert any("count:" in repair and "missing" in repair for repair in rebuilt.repairs)
    assert any("count-check" in repair and "missing" in repair for repair in rebuilt.repairs)


def test_of_a_doubled_answer_the_one_that_is_not_the_starter_counts(handed_in, solved, released):
    second = copy.deepcopy(cell(handed_in, "count"))
    second.id, second.source = "copy", "count = 8"
    handed_in.cells.append(second)
    rebuilt = submit(handed_in, solved, released)
    assert texts(rebuilt)["count"] == "count = 8"
    assert any("2 cells claim" in repair for repair in rebuilt.repairs)


def test_of_two_answers_the_last_before_the_check_counts_and_the_others_run_in_place(handed_in, solved, released):
    place = at(handed_in, "count")
    for number, where in ((1, place), (2, place + 1), (3, len(handed_in.cells) + 2)):
        new = nbformat.v4.new_code_cell(
            f"count = {number}", id=f"copy-{number}", metadata=handed_in.cells[place].metadata
        )
        handed_in.cells.insert(where, new)
    handed_in.cells = [each for each in handed_in.cells if each.id != "count"]
    rebuilt = submit(handed_in, solved, released)
    sources = [each.source for each in rebuilt.notebook.cells if each.source.startswith("count = ")]
    assert sources == ["count = 1", "count = 2", "count = 3"]
    assert texts(rebuilt)["count"] == "count = 2"


def test_a_doubled_check_runs_once(handed_in, solved, released):
    second = copy.deepcopy(cell(handed_in, "count-check"))
    second.id = "copy"
    handed_in.cells.append(second)
    rebuilt = submit(handed_in, solved, released)
    assert order(rebuilt) == [each.id for each in solved.cells]
    assert any("2 times" in repair for repair in rebuilt.repairs)


def test_a_helper_in_a_cell_of_its_own_is_carried_in_place(handed_in, solved, released):
    for name, where in (("before", at(handed_in, "late-share")), ("between", at(handed_in, "late-share-check") + 1)):
        handed_in.cells.insert(where, nbformat.v4.new_code_cell(f"{name} = 1", id=name))
    rebuilt = submit(handed_in, solved, released)
    around = [each.source for each in rebuilt.notebook.cells]
    starter = cell(released, "late-share").source
    place = around.index(starter)
    assert around[place - 1 : place + 2] == ["before = 1", starter, "between = 1"]
    assert "HIDDEN" in around[place + 2]
    assert rebuilt.repairs == ()


def test_an_answer_in_a_new_cell_stands_behind_the_starter_that_was_put_back(handed_in, solved, released):
    place = at(handed_in, "count")
    handed_in.cells[place] = nbformat.v4.new_code_cell("count = 8", id="mine")
    rebuilt = submit(handed_in, solved, released)
    place = at(rebuilt.notebook, "count")
    assert [each.source for each in rebuilt.notebook.cells[place : place + 2]] == [
        cell(released, "count").source,
        "count = 8",
    ]
    assert rebuilt.notebook.cells[place + 2].id == "count-check"


def test_own_words_are_carried_and_raw_cells_are_not(handed_in, solved, released):
    handed_in.cells.append(nbformat.v4.new_markdown_cell("My note."))
    handed_in.cells.append(nbformat.v4.new_raw_cell("raw"))
    rebuilt = submit(handed_in, solved, released)
    assert [each.source for each in rebuilt.notebook.cells if each.metadata.get("course", {}).get("own")] == [
        "My note."
    ]


def test_an_edited_given_cell_runs_as_given_and_then_what_was_added(handed_in, solved, released):
    given = handed_in.cells[1]
    given.source = "import math\n" + given.source.replace("47", "4700")
    rebuilt = submit(handed_in, solved, released)
    place = at(rebuilt.notebook, given.id)
    assert rebuilt.notebook.cells[place].source == solved.cells[1].source
    assert rebuilt.notebook.cells[place + 1].source == "import math\ndelays = [-12, 0, 3, 16, 4700, 121, 15, 8]"
    assert any("given cell" in repair for repair in rebuilt.repairs)


def test_a_given_cell_with_a_comment_more_is_no_repair(handed_in, solved, released):
    handed_in.cells[1].source += "\n# eight of them"
    assert submit(handed_in, solved, released).repairs == ()


def test_another_order_is_put_back_and_told(handed_in, solved, released):
    cell(handed_in, "count").source = "count = 8"
    handed_in.cells.append(handed_in.cells.pop(at(handed_in, "count")))
    rebuilt = submit(handed_in, solved, released)
    assert order(rebuilt) == [each.id for each in solved.cells]
    assert texts(rebuilt)["count"] == "count = 8"
    assert any("order" in repair for repair in rebuilt.repairs)


def test_an_answer_without_metadata_is_known_by_its_cell_id(handed_in, solved, released):
    answer = cell(handed_in, "count")
    answer.source, answer.metadata = "count = 8", {}
    rebuilt = submit(handed_in, solved, released)
    assert texts(rebuilt)["count"] == "count = 8"
    assert any("metadata was gone" in repair for repair in rebuilt.repairs)


def test_a_notebook_without_cell_ids_is_rebuilt_alike(handed_in, solved, released):
    cell(handed_in, "count").source = "count = 8"
    for each in handed_in.cells:
        del each["id"]
    handed_in.nbformat_minor = 4
    rebuilt = submit(handed_in, solved, released)
    assert order(rebuilt) == [each.id for each in solved.cells]
    assert texts(rebuilt)["count"] == "count = 8"
    assert rebuilt.repairs == ()


def test_a_foreign_check_is_left_out(handed_in, solved, released):
    foreign = copy.deepcopy(cell(handed_in, "count-check"))
    foreign.id, foreign.metadata.nbgrader.grade_id = "x", "old-check"
    handed_in.cells.append(foreign)
    rebuilt = submit(handed_in, solved, released)
    assert order(rebuilt) == [each.id for each in solved.cells]
    assert any("old-check" in repair for repair in rebuilt.repairs)


def test_windows_line_ends_do_not_make_a_starter_an_answer(handed_in, solved, released):
    for each in handed_in.cells:
        each.source = each.source.replace("\n", "\r\n")
    rebuilt = submit(handed_in, solved, released)
    assert rebuilt.untouched == {"count", "late-share", "longest", "limit-words"}
    assert len(rebuilt.repairs) == 1


def test_rebuilding_leaves_its_ingredients_alone(handed_in, solved, released):
    before = copy.deepcopy((solved, released))
    cell(handed_in, "count").source = "count = 8"
    rebuilt = submit(handed_in, solved, released)
    rebuilt.notebook.cells[0].metadata["changed"] = True
    assert (solved, released) == before


def test_a_file_that_is_no_notebook_is_one_error(solved, released):
    with pytest.raises(NotebookError):
        rebuild(b"no", solved, released)


def test_notebooks_of_two_lessons_are_refused(handed_in, solved, released):
    released.cells.pop()
    with pytest.raises(BuildError, match="do not belong together"):
        submit(handed_in, solved, released)
