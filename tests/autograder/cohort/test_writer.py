"""What ends up in nbgrader's tables, in SQLite and in PostgreSQL."""

import json
from datetime import datetime, timedelta

import pytest
from nbgrader.api import Gradebook

from autograder.cohort.collect import handed_in
from autograder.cohort.journal import Journal
from autograder.cohort.writer import Writer
from autograder.errors import CohortError

MODULE = "01_foundations"


@pytest.fixture(params=["sqlite", "postgresql"])
def db_url(request, cohort, generate_assignment):
    """Two databases with the course's assignment in them."""
    if request.param == "sqlite":
        return cohort.settings().db_url
    url = request.getfixturevalue("postgresql_database")
    generate_assignment(cohort.folder, url, force=True)
    return url


def set_due(settings, when):
    with Gradebook(settings.db_url, settings.coursedir.course_id) as gradebook:
        gradebook.find_assignment(MODULE).duedate = when
        gradebook.db.commit()


def test_both_databases_hold_the_same(cohort, grade, rows, db_url):
    cohort.hand_in("ada", count="RIGHT", late_share="HALF", limit_words="So.", time="2026-10-31 12:00:00.25 UTC")
    cohort.hand_in("bob", stem="02_more_delays", count="HALF")
    settings = cohort.settings(db_url)
    assert grade(settings=settings).graded == 2
    found = rows(settings)
    assert found["ada", "01_delays"] == {
        "time": datetime(2026, 10, 31, 12, 0, 0, 250000),
        "penalty": None,
        "score": (3, 10, 3, 0),
        "person": True,
        "failed": True,
        "grades": {
            "count-check": (1, None, False, False, "code"),
            "late-share-check": (2, None, False, True, "code"),
            "longest-check": (0, None, False, True, "code"),
            "limit-words": (None, None, True, False, "markdown"),
        },
        "comments": {
            "count": (None, None),
            "late-share": (None, None),
            "longest": ("No response.", None),
            "limit-words": (None, None),
        },
    }
    assert found["bob", "02_more_delays"]["score"][0] == 0.5
    assert (grade(settings=settings).graded, rows(settings)) == (0, found)


def test_an_entry_written_twice_is_there_once(cohort, grade, rows, db_url):
    cohort.hand_in("ada", count="RIGHT", time="2026-10-31 12:00:00 UTC")
    settings = cohort.settings(db_url)
    grade(settings=settings)
    before = rows(settings)
    journal = Journal(cohort.folder)
    (entry,) = journal.entries(MODULE).entries.values()
    (hand_in,) = handed_in(settings, cohort.module).found
    with Writer(settings, MODULE) as writer:
        for _ in range(2):
            writer.write(entry, journal.notebook(entry), hand_in)
    assert rows(settings) == before


def test_nothing_is_written_by_half(cohort, grade, rows, db_url, monkeypatch):
    cohort.hand_in("ada", count="RIGHT", time="2026-10-31 12:00:00 UTC")
    settings = cohort.settings(db_url)

    def fails(*_):
        raise KeyboardInterrupt

    with monkeypatch.context() as patched, pytest.raises(KeyboardInterrupt):
        patched.setattr(Writer, "_set_time", fails)
        grade(settings=settings)
    row = rows(settings)["ada", "01_delays"]
    assert {score for score, *_ in row["grades"].values()} == {None}
    report = grade(settings=settings)
    assert (report.graded, report.kept) == (0, 1)
    assert rows(settings)["ada", "01_delays"]["score"][0] == 1


@pytest.fixture
def a_point_an_hour(cohort):
    config = cohort.folder / "nbgrader_config.py"
    config.write_text(
        config.read_text(encoding="utf-8")
        + """
from nbgrader.plugins import LateSubmissionPlugin


class APointAnHour(LateSubmissionPlugin):
    def late_submission_penalty(self, student_id, score, total_seconds_late):
        return total_seconds_late / 3600


c.AssignLatePenalties.plugin_class = APointAnHour
""",
        encoding="utf-8",
    )


def test_a_late_submission_is_charged_by_nbgraders_plugin(cohort, grade, rows, a_point_an_hour):
    cohort.hand_in("ada", count="RIGHT", late_share="RIGHT", time="2026-11-01 02:00:00 UTC")
    cohort.hand_in("bob", count="RIGHT", time="2026-11-01 09:00:00 UTC")
    cohort.hand_in("cyd", count="RIGHT", time="2026-10-31 09:00:00 UTC")
    cohort.hand_in("dan", count="RIGHT")
    settings = cohort.settings()
    set_due(settings, datetime(2026, 11, 1))
    grade(settings=settings)
    found = rows(settings)
    penalties = {learner: found[learner, "01_delays"]["penalty"] for learner in ("ada", "bob", "cyd", "dan")}
    assert penalties == {"ada": 2, "bob": 1, "cyd": None, "dan": None}  # never more than was earned

    cohort.hand_in("ada", count="RIGHT", late_share="RIGHT", time="2026-10-31 02:00:00 UTC")
    report = grade(settings=settings)
    assert (report.graded, report.kept) == (0, 4)
    assert rows(settings)["ada", "01_delays"]["penalty"] is None


def test_a_penalty_follows_the_due_date_and_the_points_though_nothing_is_graded_again(
    cohort, grade, rows, db_url, a_point_an_hour
):
    cohort.hand_in("ada", count="RIGHT", limit_words="So.", time="2026-11-01 03:00:00 UTC")
    settings = cohort.settings(db_url)
    grade(settings=settings)

    def again():
        assert grade(settings=settings).graded == 0
        return rows(settings)["ada", "01_delays"]

    assert again()["penalty"] is None
    set_due(settings, datetime(2026, 11, 1))
    assert again()["penalty"] == 1  # all that she has
    with Gradebook(settings.db_url, settings.coursedir.course_id) as gradebook:
        grade_of_words = gradebook.find_grade("limit-words", "01_delays", MODULE, "ada")
        grade_of_words.manual_score, grade_of_words.extra_credit, grade_of_words.needs_manual_grade = 1, 0.5, False
        gradebook.db.commit()
    found = again()
    assert (found["penalty"], found["score"][0]) == (2.5, 2.5)
    assert found["grades"]["limit-words"][2] is False  # nobody is asked to look again
    with Gradebook(settings.db_url, settings.coursedir.course_id) as gradebook:
        gradebook.find_submission(MODULE, "ada").extension = timedelta(hours=2)
        gradebook.db.commit()
    assert again()["penalty"] == 1
    set_due(settings, None)
    assert not again()["penalty"]


def test_a_time_that_is_none_is_told_and_costs_nothing(cohort, grade, rows):
    cohort.hand_in("ada", count="RIGHT", time="yesterday, I think")
    report = grade()
    assert [str(refusal) for refusal in report.notes] == [
        "ada: timestamp.txt holds no time; taken as handed in without one; it is kept as timestamp.txt.damaged-1"
    ]
    assert rows(cohort.settings())["ada", "01_delays"]["time"] is None
    assert not (cohort.folder / "autograded" / "ada" / MODULE / "timestamp.txt").exists()


def test_formgrader_takes_the_submission_for_graded(cohort, grade):
    from nbgrader.apps.api import NbGraderAPI

    cohort.hand_in("ada", count="RIGHT", limit_words="So.", time="2026-10-31 12:00:00 UTC")
    cohort.hand_in("bob", count="HALF", time="2026-10-31 13:00:00 +0100")
    cohort.hand_in("cyd", count="RIGHT", time="in the evening")  # nbgrader would list nobody for it
    settings = cohort.settings()
    grade(settings=settings)
    api = NbGraderAPI(settings.coursedir)
    found = {each["student"]: each for each in api.get_submissions(MODULE)}
    assert {name: (each["autograded"], each["score"]) for name, each in found.items()} == {
        "ada": (True, 1),
        "bob": (True, 0.5),
        "cyd": (True, 1),
    }
    assert found["ada"]["needs_manual_grade"]
    listed = api.get_notebook_submissions(MODULE, "01_delays")
    assert sorted(each["student"] for each in listed) == ["ada", "bob", "cyd"]


def test_an_exercise_of_a_later_release_gets_its_row(cohort, grade, rows):
    cohort.hand_in("ada", count="RIGHT")
    settings = cohort.settings()
    grade(settings=settings)
    with Gradebook(settings.db_url, settings.coursedir.course_id) as gradebook:
        gradebook.db.delete(gradebook.find_grade("count-check", "01_delays", MODULE, "ada"))
        gradebook.db.delete(gradebook.find_comment("count", "01_delays", MODULE, "ada"))
        gradebook.db.commit()
    grade(settings=settings)
    assert rows(settings)["ada", "01_delays"]["grades"]["count-check"][0] == 1


def test_the_graded_notebook_is_cut_as_nbgrader_cuts_it(cohort, grade):
    config = cohort.folder / "nbgrader_config.py"
    config.write_text(config.read_text(encoding="utf-8") + "c.LimitOutput.max_lines = 3\n", encoding="utf-8")
    cohort.hand_in("ada", count="RIGHT")
    settings = cohort.settings()
    grade(settings=settings)
    journal = Journal(cohort.folder)
    (entry,) = journal.entries(MODULE).entries.values()
    notebook = json.loads(journal.notebook(entry))
    cell = next(cell for cell in notebook["cells"] if cell["cell_type"] == "code")
    cell["outputs"] = [{"output_type": "stream", "name": "stdout", "text": "line\n" * 10}]
    (hand_in,) = handed_in(settings, cohort.module).found
    with Writer(settings, MODULE) as writer:
        writer.write(entry, json.dumps(notebook), hand_in)
    text = (cohort.folder / "autograded" / "ada" / MODULE / "01_delays.ipynb").read_text(encoding="utf-8")
    assert "Output truncated" in text


def test_a_locked_database_is_one_error_and_loses_nothing(cohort, grade, rows, monkeypatch):
    import sqlite3

    cohort.hand_in("ada", count="RIGHT")
    settings = cohort.settings(f"sqlite:///{cohort.folder / 'gradebook.db'}?timeout=0.1")
    other = sqlite3.connect(cohort.folder / "gradebook.db")
    other.execute("BEGIN IMMEDIATE")
    with pytest.raises(CohortError, match="database is locked"):
        grade(settings=settings)
    other.close()
    report = grade(settings=settings)
    assert report.graded + report.kept == 1
    assert rows(settings)["ada", "01_delays"]["score"][0] == 1
