import numpy as np
import pandas as pd
import pytest

from course.competition.contest import find
from course.competition.tables import public_rows, tables
from course.errors import CompetitionError


def test_train_and_test_hold_what_the_contest_says(contest):
    made = tables(contest)
    assert list(made.train.columns) == ["id", "line", "hour", "late"]
    assert list(made.test.columns) == ["id", "line", "hour"]
    assert list(made.example.columns) == ["id", "late"]
    assert made.answers["id"].tolist() == made.test["id"].tolist() == made.example["id"].tolist()
    assert not set(made.train["id"]) & set(made.test["id"])
    assert made.test["id"].is_unique and made.train["id"].is_unique
    assert 0.7 < len(made.train) / 300 < 0.9


def test_what_a_caller_changes_stays_with_them(contest):
    mine = tables(contest).train
    mine.loc[:, "late"] = 7
    assert set(tables(contest).train["late"]) == {0, 1}


def test_nothing_depends_on_where_a_row_stands(contest, folder):
    before = tables(contest)
    trams = pd.read_csv(folder / "trams.csv").sample(frac=1, random_state=3)
    trams.to_csv(folder / "trams.csv", index=False)
    path = folder / "late-trams.toml"
    path.write_text(path.read_text(encoding="utf-8") + "# read again\n", encoding="utf-8")
    after = tables(find(path))
    pd.testing.assert_frame_equal(after.answers, before.answers)
    assert set(after.train["id"]) == set(before.train["id"])


def test_another_key_draws_other_rows(contest, changed):
    ids = tables(contest).test["id"]
    own, others = public_rows(contest, ids), public_rows(contest, ids, "the instructor's own key")
    assert (own != others).any()
    assert 0.25 < own.mean() < 0.55 and 0.25 < others.mean() < 0.55
    assert np.array_equal(own, public_rows(contest, ids))
    renamed = tables(changed("trams of the town", "trams of the city"))
    assert not set(renamed.test["id"]) & set(ids)


def test_no_id_is_taken_for_a_number_by_a_spreadsheet(contest):
    assert tables(contest).test["id"].str.startswith("r").all()


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ('identity = ["number"]', 'identity = ["hour"]', "two rows have the same values"),
        ('identity = ["number"]', 'identity = ["nothing"]', "'nothing'"),
        ('test = "month == 2"', 'test = "month >= 1"', "both in train and in test"),
        ('test = "month == 2"', 'test = "month == 9"', "leave some rows"),
        ('hour = "hour"', 'hour = "houre"', "data.columns.hour"),
        ('expression = "minutes > 5"', 'expression = "minutes"', "true or false"),
        ('expression = "minutes > 5"', 'expression = "minutes >"', "target.expression"),
        ('file = "trams.csv"', 'file = "boats.csv"', "boats.csv"),
        ('file = "trams.csv"', 'loader = "card"', "no table of the course"),
    ],
)
def test_data_that_do_not_fit_are_one_error(changed, old, new, words):
    with pytest.raises(CompetitionError) as error:
        tables(changed(old, new))
    assert words in str(error.value)


def test_the_flights_of_autumn_are_held_out_and_their_labels_are_in_no_table():
    made = tables(find("flight-delays"))
    assert set(made.train["month"]) == set(range(1, 10))
    assert set(made.test["month"]) == {10, 11, 12}
    assert "late" not in made.test.columns
    assert made.example["late"].nunique() == 1


def test_practice_gives_no_month_of_the_contest_away():
    made = tables(find("summer-delays"))
    assert set(made.train["month"]) | set(made.test["month"]) == set(range(1, 10))
