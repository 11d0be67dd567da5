"""Grades as a table: nbgrader's figures, and nothing that a spreadsheet would run."""

import csv
import os

import pytest
from nbgrader.api import Gradebook
from nbgrader.plugins import CsvExportPlugin

from autograder.cohort.export import export
from autograder.errors import CohortError


@pytest.fixture
def graded(cohort, grade):
    cohort.hand_in("ada", count="RIGHT", late_share="HALF", time="2026-10-31 12:00:00 UTC")
    cohort.hand_in("bob", count="RIGHT")
    grade()
    return cohort.settings()


def read(path):
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_the_figures_are_nbgraders(graded, tmp_path):
    export(graded, tmp_path / "ours.csv")
    with Gradebook(graded.db_url, graded.coursedir.course_id) as gradebook:
        CsvExportPlugin(to=str(tmp_path / "stock.csv")).export(gradebook)
    assert read(tmp_path / "ours.csv") == read(tmp_path / "stock.csv")
    assert [row["score"] for row in read(tmp_path / "ours.csv")] == ["3.0", "1.0"]


def test_only_some(graded, tmp_path):
    export(graded, tmp_path / "grades.csv", learners=["bob"], modules=["01_foundations"])
    assert [row["student_id"] for row in read(tmp_path / "grades.csv")] == ["bob"]
    export(graded, tmp_path / "grades.csv", modules=["02_real_data"])
    assert read(tmp_path / "grades.csv") == []


def test_who_or_what_is_not_there_is_an_error_and_no_empty_table(graded, tmp_path):
    target = tmp_path / "grades.csv"
    for only, words in (({"learners": ["bob", "zed"]}, "does not know zed"), ({"modules": ["99"]}, "no module '99'")):
        with pytest.raises(CohortError, match=words) as caught:
            export(graded, target, **only)
        assert caught.value.next_step
        assert not target.exists()


def test_a_target_that_is_no_file_is_one_error(graded, tmp_path):
    with pytest.raises(CohortError, match="can't be written") as caught:
        export(graded, tmp_path)
    assert caught.value.where == str(tmp_path)


def test_a_name_is_no_formula_and_breaks_no_row(graded, tmp_path):
    names = {"first_name": '=HYPERLINK("http://x","y")', "last_name": 'O"Neil, Ada\nB.', "email": " @SUM(1)"}
    with Gradebook(graded.db_url, graded.coursedir.course_id) as gradebook:
        gradebook.update_or_create_student("ada", **names)
    export(graded, tmp_path / "grades.csv")
    (row,) = [row for row in read(tmp_path / "grades.csv") if row["student_id"] == "ada"]
    assert row["first_name"] == '\'=HYPERLINK("http://x","y")'
    assert row["last_name"] == 'O"Neil, Ada\nB.'
    assert row["email"] == "' @SUM(1)"
    assert len(read(tmp_path / "grades.csv")) == 2


def test_another_exporter_of_nbgraders_kind(graded, tmp_path):
    export(graded, tmp_path / "grades.csv", exporter="nbgrader.plugins:CsvExportPlugin")
    assert [row["score"] for row in read(tmp_path / "grades.csv")] == ["3.0", "1.0"]
    for name, words in (("nowhere.Exporter", "no exporter"), ("os.path", "not an exporter")):
        with pytest.raises(CohortError, match=words):
            export(graded, tmp_path / "grades.csv", exporter=name)


def test_an_export_that_fails_leaves_the_earlier_table(graded, tmp_path, monkeypatch):
    (tmp_path / "grades.csv").write_text("earlier")
    monkeypatch.setattr(Gradebook, "students", property(lambda _: os.nothing))
    with pytest.raises(AttributeError):
        export(graded, tmp_path / "grades.csv")
    assert (tmp_path / "grades.csv").read_text() == "earlier"
