import pandas as pd

from course.competition.files import write_tables


def test_the_tables_are_written_once_without_an_answer_of_the_test(contest, tmp_path):
    made = write_tables(contest, tmp_path)
    assert {path.name for path in made} == {"train.csv", "test.csv", "sample_submission.csv"} and all(made.values())
    assert "late" not in pd.read_csv(tmp_path / "test.csv").columns
    assert pd.read_csv(tmp_path / "sample_submission.csv")["late"].nunique() == 1
    (tmp_path / "test.csv").write_text("mine", encoding="utf-8")
    assert not any(write_tables(contest, tmp_path).values())
    assert (tmp_path / "test.csv").read_text(encoding="utf-8") == "mine"
