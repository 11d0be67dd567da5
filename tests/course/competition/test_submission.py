import numpy as np
import pandas as pd
import pytest

from course.competition.submission import as_table, check_frame, parse_submission, read_submission
from course.competition.tables import tables
from course.errors import CompetitionError


@pytest.fixture
def made(contest):
    return tables(contest)


def text_of(table, **how):
    return table.to_csv(index=False, **how)


def refused(contest, made, data):
    with pytest.raises(CompetitionError) as error:
        parse_submission(contest, made.answers, data if isinstance(data, bytes) else data.encode(), where="mine.csv")
    assert "mine.csv" in str(error.value) and "no try was used" in str(error.value) and "Next: " in str(error.value)
    return str(error.value)


def test_a_good_file_gives_its_predictions_in_the_order_of_the_answers(contest, made, tmp_path):
    table = made.example.assign(late=np.linspace(0, 1, len(made.example)))
    path = tmp_path / "mine.csv"
    table.sample(frac=1, random_state=1)[["late", "id"]].to_csv(path, index=False)
    assert read_submission(contest, made.answers, path) == pytest.approx(table["late"].to_numpy())


@pytest.mark.parametrize(
    "change",
    [
        lambda text: "\ufeff" + text,
        lambda text: text.replace("\n", "\r\n"),
        lambda text: text.rstrip("\n"),
        lambda text: text + "\n\n",
        lambda text: text.replace("id,late", " id , late "),
        lambda text: text.replace(",0.", ", 0."),
        lambda text: "\n".join(f'"{a}","{b}"' for a, b in (line.split(",") for line in text.split())),
    ],
    ids=["BOM", "Windows line ends", "no last line end", "empty lines", "spaced names", "spaced numbers", "quoted"],
)
def test_what_programs_write_differently_is_accepted(contest, made, change):
    data = change(text_of(made.example)).encode()
    assert parse_submission(contest, made.answers, data, where="mine.csv") == pytest.approx(made.example["late"])


@pytest.mark.parametrize(
    ("change", "words"),
    [
        (lambda t: t.iloc[:-2], "lacks 2 of the"),
        (lambda t: pd.concat([t, t.head(1)]), "1 id more than once"),
        (lambda t: t.assign(id=t["id"].replace(t["id"].iloc[0], "r0000000000")), "not in test.csv"),
        (lambda t: t.assign(late=[np.nan, *t["late"].iloc[1:]]), "1 row without a prediction"),
        (lambda t: t.assign(late=["late", *t["late"].iloc[1:]]), "1 prediction that is no number, such as 'late'"),
        (lambda t: t.assign(late=[np.inf, *t["late"].iloc[1:]]), "no number, such as 'inf'"),
        (lambda t: t.assign(late=[1.5, *t["late"].iloc[1:]]), "outside 0 to 1, such as 1.5"),
        (lambda t: t.assign(late=[-0.1, *t["late"].iloc[1:]]), "outside 0 to 1"),
        (lambda t: t.rename(columns={"late": "risk"}), "has the columns id, risk"),
        (lambda t: t.assign(more=1), "has the columns id, late, more"),
        (lambda t: t.reset_index(names=""), "has the columns (without a name), id, late"),
        (lambda t: t[["id"]], "has the columns id;"),
        (lambda t: t.iloc[:0], "has no rows"),
    ],
)
def test_a_wrong_table_is_one_error_that_says_what(contest, made, change, words):
    assert words in refused(contest, made, text_of(change(made.example)))


@pytest.mark.parametrize(
    ("data", "words"),
    [
        ("", "is empty"),
        ("\n\n", "is empty"),
        ("id;late\nr1;0,5\n", "separated by semicolons"),
        ("id\tlate\nr1\t0.5\n", "separated by tabs"),
        ("id,late\nr1,0,5\n", "a comma for a decimal point?"),
        ('id,late\n"r1,0.5\n', "is not CSV"),
        (b"PK\x03\x04rest", "is a workbook"),
        (b"\xd0\xcf\x11\xe0rest", "old Excel"),
        (b"PAR1rest", "parquet"),
        ("id,late\nr1,0.5\n".encode("utf-16"), "UTF-16"),
        ("id,late\nré,0.5\n".encode("latin-1"), "not UTF-8"),
    ],
)
def test_a_file_that_is_no_such_table_is_one_error_that_says_what(contest, made, data, words):
    assert words in refused(contest, made, data)


def test_a_file_that_is_not_there_is_one_error(contest, made, tmp_path):
    with pytest.raises(CompetitionError, match=r"can't be read.*"):
        read_submission(contest, made.answers, tmp_path / "mine.csv")


def test_numbers_from_a_notebook_become_a_table(contest, made):
    ids = made.test["id"]
    for given in (np.full(len(ids), 0.2), [0.2] * len(ids), pd.Series(0.2, index=range(50, 50 + len(ids)))):
        table = as_table(contest, ids, given)
        assert check_frame(contest, made.answers, table, where="yours") == pytest.approx(np.full(len(ids), 0.2))
    assert as_table(contest, ids, made.example) is made.example


@pytest.mark.parametrize(
    ("given", "words"),
    [
        (lambda n: np.zeros((n, 2)), "the second is the probability"),
        (lambda n: np.zeros(n - 1), "the test table has"),
        (lambda n: 0.5, "one value"),
    ],
)
def test_predictions_of_another_shape_are_one_error(contest, made, given, words):
    with pytest.raises(CompetitionError) as error:
        as_table(contest, made.test["id"], given(len(made.test)))
    assert words in str(error.value)
