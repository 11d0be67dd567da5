import re

import pandas as pd
import pytest
from click import Abort
from click.testing import CliRunner

from course.commands.compete import command
from course.errors import CourseError


@pytest.fixture
def compete(tmp_path, monkeypatch):
    """Runs `compete …` in a work folder of its own; returns its exit code and words."""
    (tmp_path / "work" / ".course").mkdir(parents=True)
    monkeypatch.setenv("COURSE_WORK", str(tmp_path / "work"))
    monkeypatch.chdir(tmp_path)

    def run(*arguments, answers=None):
        result = CliRunner().invoke(command, list(arguments), standalone_mode=False, input=answers)
        if isinstance(result.exception, CourseError):
            return 2, str(result.exception)
        if result.exception:
            raise result.exception
        return result.return_value or 0, result.output

    return run


def test_a_contest_from_its_tables_to_its_end(compete, tmp_path):
    folder = tmp_path / "work" / "competition" / "summer-delays"
    code, words = compete("data", "summer-delays")
    assert code == 0 and words.count("Made") == 3 and "late:" in words and "AUC" in words
    code, words = compete("submit", "summer-delays", str(folder / "sample_submission.csv"), "--note", "one number")
    assert code == 0 and "try 1: public 0.5000 (19 left today)" in words and "--validation" in words
    hours = pd.read_csv(folder / "train.csv").groupby("hour")["late"].mean()
    test = pd.read_csv(folder / "test.csv")
    test.assign(late=test["hour"].map(hours))[["id", "late"]].to_csv(tmp_path / "mine.csv", index=False)
    assert compete("submit", "summer-delays", "mine.csv", "--validation", "0.65", "--note", "hours")[0] == 0
    code, words = compete("board", "summer-delays")
    assert "you, try 2" in words and "validation 0.6500" in words and "hours" in words
    assert "private 0." not in words and "18 tries left today" in words
    code, words = compete("close", "summer-delays", "--pick", "1", "--yes")
    assert code == 0 and "you, try 1" in words and len(re.findall(r"private 0\.\d{4}", words)) == 7
    assert "you have used 2 tries; it is closed, and try 1 counts" in compete("list")[1]


def test_closing_says_first_which_try_counts(compete, tmp_path):
    compete("data", "summer-delays", "--to", "tables")
    compete("submit", "summer-delays", str(tmp_path / "tables" / "sample_submission.csv"))
    code, words = compete("close", "summer-delays", "--pick", "9")
    assert code == 2 and "there is no try 9" in words  # before it asks
    with pytest.raises(Abort):
        compete("close", "summer-delays")
    assert "Closed" not in compete("board", "summer-delays")[1]
    code, words = compete("close", "summer-delays", answers="y\n")
    assert code == 0 and "Try 1, the best in public" in words and "Closed: try 1 counts" in words
    assert compete("close", "summer-delays")[0] == 2


def test_a_wrong_file_is_one_error_and_uses_no_try(compete, tmp_path):
    (tmp_path / "mine.csv").write_text("id;late\n", encoding="utf-8")
    code, words = compete("submit", "summer-delays", "mine.csv")
    assert code == 2 and "semicolons" in words and "no try was used" in words
    assert "No try yet" in compete("board", "summer-delays")[1]


def test_without_a_work_folder_it_says_how_to_make_one(compete, monkeypatch):
    monkeypatch.setattr("course.workspace.Workspace.locate", classmethod(lambda cls, start=None: None))
    code, words = compete("board", "summer-delays")
    assert code == 2 and "python3 -m course start" in words


def test_a_class_is_scored_into_pages(compete, tmp_path):
    compete("data", "summer-delays", "--to", "tables")
    handed_in = tmp_path / "handed-in"
    handed_in.mkdir()
    (handed_in / "ada.csv").write_bytes((tmp_path / "tables" / "sample_submission.csv").read_bytes())
    (handed_in / "bob.csv").write_text("", encoding="utf-8")
    code, words = compete("class", "summer-delays", "handed-in", "--to", "out")
    assert code == 1 and "bob.csv: is empty" in words and "1 learner on the board" in words
    assert "ada" in (tmp_path / "out" / "board.html").read_text(encoding="utf-8")


def test_a_key_is_never_replaced(compete, tmp_path):
    assert compete("key", "secret.key")[0] == 0
    before = (tmp_path / "secret.key").read_text(encoding="utf-8")
    code, words = compete("key", "secret.key")
    assert code == 2 and "is there already" in words
    assert (tmp_path / "secret.key").read_text(encoding="utf-8") == before
