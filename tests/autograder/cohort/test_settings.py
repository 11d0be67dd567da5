"""nbgrader's settings of a course, wherever the command is typed."""

import pytest

from autograder.cohort.settings import load_settings
from autograder.errors import CohortError
from course.paths import PACKAGE, ROOT


def test_this_course_is_the_default(tmp_path, monkeypatch):
    for here in (ROOT, PACKAGE, tmp_path):
        monkeypatch.chdir(here)
        settings = load_settings()
        assert (settings.root, settings.submitted) == (PACKAGE, PACKAGE / "submitted")
        assert settings.db_url == f"sqlite:///{PACKAGE / 'gradebook.db'}"


def test_another_course_is_not_mixed_with_the_one_around(cohort, monkeypatch):
    monkeypatch.chdir(ROOT)
    settings = cohort.settings()
    assert settings.root == cohort.folder
    assert settings.autograded == cohort.folder / "autograded"
    assert [lesson.stem for lesson in settings.module("01_foundations").lessons] == ["01_delays", "02_more_delays"]


def test_settings_in_the_file_and_on_the_command_line_count(cohort):
    config = cohort.folder / "nbgrader_config.py"
    config.write_text("c.CourseDirectory.db_url = 'sqlite:///a.db'\nc.CourseDirectory.submitted_directory = 'in'\n")
    assert cohort.settings().db_url == "sqlite:///a.db"
    assert cohort.settings().submitted == cohort.folder / "in"
    assert cohort.settings("sqlite:///b.db").db_url == "sqlite:///b.db"


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("c.CourseDirectory.root = ", "settings can't be read"),
        ("c.CourseDirectory.directory_structure = '{nbgrader_step}/{assignment_id}/{student_id}'", "nbgrader's own"),
    ],
)
def test_settings_that_can_not_be_used_are_one_error(cohort, text, words):
    (cohort.folder / "nbgrader_config.py").write_text(text)
    with pytest.raises(CohortError, match=words):
        cohort.settings()


def test_a_folder_without_a_course_and_a_module_that_there_is_not(cohort, tmp_path):
    with pytest.raises(CohortError, match="holds no course"):
        load_settings(tmp_path)
    with pytest.raises(CohortError, match="no module '09_none'") as caught:
        cohort.settings().module("09_none")
    assert "01_foundations" in caught.value.next_step
