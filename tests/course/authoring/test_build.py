"""Building a course: what is made, made again, left alone, and told to be stale."""

import json

import pytest

from course.authoring import build as building
from course.errors import BuildError


def quiet(_):
    pass


def contents(manifest):
    root = manifest.path.parent.parent
    files = [path for path in root.rglob("*") if path.is_file() and ".build" not in path.parts]
    return {path.relative_to(root).as_posix(): path.read_bytes() for path in files}


@pytest.fixture
def built(small_course):
    building.build(small_course, small_course.lessons, jobs=2, say=quiet)
    return small_course


def test_makes_notebooks_readmes_and_the_data_page(built):
    made = contents(built)
    assert {"01_foundations/01_counting.ipynb", "course/source/01_foundations/01_counting.ipynb"} < set(made)
    assert {f"{module.id}/README.md" for module in built.modules} < set(made)
    assert b"Counting" in made["01_foundations/README.md"]
    assert b"penguins" in made["course/datasets/CARDS.md"]


def test_the_solved_notebook_has_outputs_and_the_learner_s_has_none(built):
    lesson = built.lessons[0]
    solved = json.loads(lesson.source_path.read_text(encoding="utf-8"))
    released = json.loads(lesson.release_path.read_text(encoding="utf-8"))
    reports = [cell["outputs"] for cell in solved["cells"] if cell["metadata"].get("nbgrader", {}).get("locked")]
    assert len(reports) == 3
    assert all(outputs[0]["output_type"] == "execute_result" for outputs in reports)
    assert not any(cell.get("outputs") for cell in released["cells"])


def test_twice_is_byte_identical(built):
    first = contents(built)
    (built.path.parent / ".build" / "made.json").unlink()
    building.build(built, built.lessons, jobs=1, say=quiet)
    assert contents(built) == first


def test_what_did_not_change_is_not_run(built):
    ran = []
    again = building.build(built, built.lessons, jobs=1, say=ran.append)
    assert (ran, again.written, again.fresh) == ([], (), ("01_foundations/01_counting",))
    text = built.lessons[0].text_path
    text.write_text(text.read_text(encoding="utf-8").replace("double(21)", "double(4)"), encoding="utf-8")
    changed = building.build(built, built.lessons, jobs=1, say=ran.append)
    assert len(ran) == 1
    assert "course/source/01_foundations/01_counting.ipynb" in changed.written


def test_a_file_edited_by_hand_is_made_again(built):
    path = built.lessons[0].release_path
    before = path.read_bytes()
    path.write_text("{}")
    building.build(built, built.lessons, jobs=1, say=quiet)
    assert path.read_bytes() == before


def test_check_holds_after_a_build_and_writes_nothing(built):
    before = contents(built)
    building.check(built, built.lessons, jobs=1, say=quiet)
    assert contents(built) == before


@pytest.mark.parametrize(
    "name",
    ["01_foundations/01_counting.ipynb", "course/source/01_foundations/01_counting.ipynb", "02_real_data/README.md"],
)
def test_check_names_the_file_that_is_stale_and_the_command(built, name):
    path = built.path.parent.parent / name
    path.write_bytes(path.read_bytes().replace(b"step", b"stop").replace(b"number", b"nomber"))
    path.write_bytes(path.read_bytes() + b" ") if path.suffix == ".md" else None
    with pytest.raises(BuildError) as caught:
        building.check(built, built.lessons, jobs=1, say=quiet)
    assert name in str(caught.value)
    assert "python3 -m course build" in str(caught.value)


def test_check_names_a_notebook_that_no_lesson_makes(built):
    stray = built.path.parent.parent / "02_real_data" / "01_old.ipynb"
    stray.parent.mkdir(exist_ok=True)
    stray.write_text("{}")
    with pytest.raises(BuildError, match=r"02_real_data/01_old.ipynb: no lesson of the manifest makes it"):
        building.check(built, built.lessons, jobs=1, say=quiet)


def test_a_build_deletes_nothing_that_it_did_not_make(built):
    notes = built.path.parent.parent / "01_foundations" / "my notes.txt"
    notes.write_text("mine")
    building.build(built, built.lessons, jobs=1, say=quiet)
    assert notes.read_text() == "mine"


def test_a_cell_that_raises_is_named_and_nothing_is_written(small_course):
    text = small_course.lessons[0].text_path
    text.write_text(text.read_text(encoding="utf-8").replace("double(21)", "doubble(21)"), encoding="utf-8")
    before = contents(small_course)
    with pytest.raises(Exception, match="doubble"):
        building.build(small_course, small_course.lessons, jobs=1, say=quiet)
    assert contents(small_course) == before
