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


def test_a_database_whose_package_is_missing_says_what_to_install(cohort):
    with pytest.raises(CohortError, match="needs the package asyncpg") as caught:
        open_gradebook(cohort.settings("postgresql+asyncpg://grader:secret@host/name"))
    assert "pip install" in caught.value.next_step
    assert "secret" not in str(caught.value)
