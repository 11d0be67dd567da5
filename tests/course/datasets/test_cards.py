import pandas as pd
import pytest

from course import datasets
from course.errors import DataError

PICTURES = ["digits", "emoji", "small_digits"]
MODELS = ["sentence_model", "word_vectors"]  # their own tests hold them to their cards
TABLES = [name for name in datasets.names() if name not in PICTURES + MODELS]


def test_there_is_a_card_for_every_data_set_and_a_loader_for_every_card():
    assert datasets.names() == (
        "airlines",
        "airports",
        "digits",
        "emoji",
        "flights",
        "job_tasks",
        "penguins",
        "penguins_raw",
        "planes",
        "sentence_model",
        "small_digits",
        "speeches",
        "text_messages",
        "wages",
        "weather",
        "word_vectors",
    )
    assert all(callable(getattr(datasets, name)) for name in datasets.names())


@pytest.mark.parametrize("name", TABLES)
def test_a_table_is_what_its_card_says(name):
    card, table = datasets.card(name), getattr(datasets, name)()
    assert len(table) == card.rows
    assert list(table.columns) == [column.name for column in card.columns]
    assert {c: str(t) for c, t in table.dtypes.items()} == {c.name: c.dtype for c in card.columns}
    assert table.isna().sum().to_dict() == {c.name: c.missing for c in card.columns}


@pytest.mark.parametrize("name", PICTURES)
def test_pictures_are_what_their_card_says(name):
    card, pictures = datasets.card(name), getattr(datasets, name)()
    assert pictures._fields == tuple(column.name for column in card.columns)
    for column, array in zip(card.columns, pictures, strict=True):
        assert array.shape == column.shape
        assert len(array) == card.rows
        assert str(array.dtype) == column.dtype
        assert pd.isna(array).sum() == column.missing


@pytest.mark.parametrize("name", datasets.names())
def test_a_card_leaves_nothing_blank(name):
    card = datasets.card(name)
    texts = [card.title, card.summary, card.row_is, card.origin, card.citation]
    texts += [card.licence.name, card.licence.read_in]
    texts += [text for c in card.columns for text in (c.name, c.dtype, c.unit, c.meaning)]
    lists = [card.leaves_out, card.known_faults, card.harms]
    assert all(lists)
    assert all(text.strip() for text in [*texts, *(item for items in lists for item in items)])


@pytest.mark.parametrize("name", ["iris", "Penguins", "../cards/wages", "", "wages.toml"])
def test_an_unknown_name_is_refused_with_the_names_that_exist(name):
    with pytest.raises(DataError) as failure:
        datasets.card(name)
    assert "small_digits" in failure.value.next_step


def test_a_card_with_a_field_too_few_or_too_many_names_its_file(monkeypatch, tmp_path):
    text = 'title = "Made up"\nleaves_out = []\nknown_faults = []\nharms = []\ncolumns = []\n'
    text += '[source]\npackage = "p"\n[licence]\nname = "CC0"\nread_in = "it"\n'
    (tmp_path / "made_up.toml").write_text(text, encoding="utf-8")
    monkeypatch.setattr("course.datasets._cards._FOLDER", tmp_path)
    monkeypatch.setattr("course.datasets._cards.names", lambda: ("made_up",))
    with pytest.raises(DataError, match="fields of a data card") as failure:
        datasets.card("made_up")
    assert failure.value.where.endswith("made_up.toml")


def test_the_card_of_wages_says_why_its_pickle_may_be_read():
    assert "pickle" in datasets.card("wages").reading
    assert "SHA-256" in datasets.card("wages").reading
