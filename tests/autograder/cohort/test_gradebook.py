import sys

import pytest

from autograder.cohort.gradebook import open_gradebook
from autograder.errors import CohortError


def test_it_is_nbgraders(cohort):
    with open_gradebook(cohort.settings()) as gradebook:
        assert [assignment.name for assignment in gradebook.assignments] == ["01_foundations"]


def test_a_server_that_is_not_there_is_one_error_without_the_password(cohort):
    settings = cohort.settings("postgresql+psycopg://grader:secret@127.0.0.1:9/grades")
    with pytest.raises(CohortError, match="gradebook can't be read or written") as caught:
        open_gradebook(settings)
    assert "secret" not in str(caught.value)


@pytest.mark.parametrize("url", ["nonsense", "unheard_of://host/name"])
def test_what_is_no_url_is_one_error(cohort, url):
    with pytest.raises(CohortError):
        open_gradebook(cohort.settings(url))


@pytest.mark.parametrize(
    ("driver", "missing", "words"),
    [
        ("psycopg", "psycopg", "python3 -m course add postgresql"),
        ("asyncpg", "asyncpg", "postgresql://USER@HOST/NAME"),
    ],
)
def test_a_database_whose_package_is_missing_says_what_to_do(cohort, monkeypatch, driver, missing, words):
    monkeypatch.setitem(sys.modules, missing, None)
    with pytest.raises(CohortError, match=f"needs the package {missing}") as caught:
        open_gradebook(cohort.settings(f"postgresql+{driver}://grader:secret@host/name"))
    assert words in caught.value.next_step
    assert "secret" not in str(caught.value)


def test_the_next_step_is_about_the_gradebook_that_was_named(cohort, tmp_path):
    with pytest.raises(CohortError, match="no gradebook yet") as caught:
        open_gradebook(cohort.settings(f"sqlite:///{tmp_path / 'mine.db'}"))
    assert caught.value.next_step == f"nbgrader generate_assignment MODULE --db=sqlite:///{tmp_path / 'mine.db'}"
    assert cohort.settings().for_nbgrader == ""
    assert cohort.settings("postgresql://me:secret@host/x").for_nbgrader == " --db=postgresql://me:***@host/x"
