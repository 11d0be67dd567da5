"""A new lesson's skeleton is a lesson from its first line."""

import pytest

from course.authoring.exercise import find_exercises
from course.authoring.gates import GATES, Studied
from course.authoring.new import new_lesson
from course.authoring.text import read_text
from course.errors import LessonError, ManifestError
from course.manifest import load_manifest


def test_takes_the_next_number_and_its_place_in_the_manifest(small_course):
    path = new_lesson("01_foundations/weighing", small_course)
    assert path.name == "02_weighing.py"
    new_lesson("03_specialization/01_nets", load_manifest(small_course.path))
    new_lesson("02_real_data/01_tables", load_manifest(small_course.path))
    assert [lesson.id for lesson in load_manifest(small_course.path).lessons] == [
        "01_foundations/01_counting",
        "01_foundations/02_weighing",
        "02_real_data/01_tables",
        "03_specialization/01_nets",
    ]


def test_the_skeleton_has_each_part_of_an_exercise(small_course):
    exercises = find_exercises(read_text(small_course.lessons[0].text_path))
    assert [exercise.kind for exercise in exercises] == ["retrieve", "write", "explain", "project"]
    assert all(len(exercise.hints) == 3 and exercise.after for exercise in exercises)


def test_the_skeleton_passes_every_gate_but_the_one_that_asks_for_a_whole_lesson(small_course):
    studied = Studied(small_course.lessons[0], small_course)
    failing = {gate.__name__: [str(f) for f in gate(studied)] for gate in GATES if gate(studied)}
    assert set(failing) == {"anatomy"}
    assert any("TODO" in finding for finding in failing["anatomy"])
    assert any("exercises" in finding for finding in failing["anatomy"])


def test_a_lesson_that_is_there_is_never_overwritten(small_course):
    path = small_course.lessons[0].text_path
    path.write_text("# %%\nmine = 1\n")
    with pytest.raises(LessonError, match="in the manifest already"):
        new_lesson("01_foundations/01_counting", small_course)
    assert path.read_text() == "# %%\nmine = 1\n"


def test_a_file_in_the_way_is_kept_and_the_manifest_is_too(small_course):
    path = small_course.path.parent / "lessons" / "02_real_data" / "01_tables.py"
    path.parent.mkdir()
    path.write_text("notes")
    before = small_course.path.read_text()
    with pytest.raises((LessonError, ManifestError)):
        new_lesson("02_real_data/01_tables", small_course)
    assert path.read_text() == "notes"
    assert small_course.path.read_text() == before


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("99_nowhere/a", "no module '99_nowhere'"),
        ("01_foundations/Big Data", "not a lesson's name"),
        ("counting", "no module"),
    ],
)
def test_a_name_that_cannot_be(small_course, name, words):
    before = small_course.path.read_text()
    with pytest.raises(LessonError, match=words):
        new_lesson(name, small_course)
    assert small_course.path.read_text() == before


def test_the_same_name_twice_is_refused_whatever_its_number(small_course):
    with pytest.raises(LessonError, match="01_foundations/01_counting: is in the manifest already"):
        new_lesson("01_foundations/counting", small_course)


def test_the_skeleton_keeps_to_the_length_of_a_line(small_course):
    assert max(map(len, small_course.lessons[0].text_path.read_text(encoding="utf-8").splitlines())) <= 120
