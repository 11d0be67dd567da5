import hashlib
import lzma
import os
import pickle
import warnings

import numpy as np
import pandas as pd
import pytest

from course import datasets
from course.datasets import _cards, _wages
from course.errors import DataError


def test_the_table_holds_what_the_card_tells():
    wages = datasets.wages()
    means = wages.groupby("gender")["earnings"].mean().round(2).to_dict()
    assert means == {"female": 16.34, "male": 20.09}
    assert (wages["age"].min(), wages["age"].max()) == (21, 64)
    assert set(wages["region"]) == {"Northeast", "Midwest", "South", "West"}
    assert set(wages["education"]) == set(range(6, 21)) - {7, 15, 17}
    assert (wages["earnings"] < 5.15).sum() == 1642


def test_the_table_can_be_changed_like_any_other():
    wages = datasets.wages()
    wages.loc[0, "gender"] = "not told"
    wages["yearly"] = wages["earnings"] * 2080
    assert wages.loc[0, "gender"] == "not told"
    assert np.isclose(wages.loc[0, "yearly"], 43_000)


@pytest.fixture
def planted(monkeypatch, other_files):
    """Return a function that plants a pickle in the place of the table, with a card that vouches for it."""

    def plant(content: object, *, vouched: bool) -> None:
        card = datasets.card("wages")
        packed = lzma.compress(pickle.dumps(content))
        path = other_files / card.source.file
        path.parent.mkdir(parents=True)
        path.write_bytes(packed)
        sha256 = hashlib.sha256(packed).hexdigest() if vouched else card.source.sha256
        source = _cards.Source(card.source.package, "9.9.9", card.source.file, sha256)
        changed = _cards.Card(**{**vars(card), "source": source})
        monkeypatch.setattr("course.datasets._files.card", lambda name: changed)
        _wages._wages.cache_clear()

    yield plant
    _wages._wages.cache_clear()


class Bomb:
    def __init__(self, path):
        self.path = str(path)

    def __reduce__(self):
        return os.mkdir, (self.path,)


@pytest.mark.parametrize("vouched", [False, True], ids=["other hash", "same hash"])
def test_code_in_a_pickle_never_runs(planted, tmp_path, vouched):
    planted(Bomb(tmp_path / "exploded"), vouched=vouched)
    with pytest.raises(DataError):
        datasets.wages()
    assert not (tmp_path / "exploded").exists()


def test_a_pickle_that_asks_for_more_than_a_table_is_refused_by_name(planted, tmp_path):
    planted(Bomb(tmp_path / "exploded"), vouched=True)
    with pytest.raises(DataError, match="mkdir"):
        datasets.wages()


def test_reading_gives_no_warning(other_files, monkeypatch):
    monkeypatch.undo()
    _wages._wages.cache_clear()
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        assert isinstance(datasets.wages(), pd.DataFrame)
