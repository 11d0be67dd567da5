"""A contest's tables: what competitors train on, what they predict, and the answers that scoring needs.

Which rows take part, what they are called and which of them are public is drawn by a keyed hash of what a row is, not
by where it stands: the order of a file tells nothing, and every machine draws the same.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import numpy as np
import pandas as pd

from course import datasets
from course.competition.contest import Contest, read
from course.competition.metrics import Kind
from course.errors import CompetitionError

ID = "id"
ID_LETTERS = 10  # 40 bits, for some ten thousand rows
LARGEST = float(2**64)


@dataclass(frozen=True)
class Tables:
    """`answers` has the columns id and target, in the order of `test`; `example` is a submission of one number."""

    train: pd.DataFrame
    test: pd.DataFrame
    answers: pd.DataFrame
    example: pd.DataFrame


def tables(contest: Contest) -> Tables:
    """The tables of a contest, made anew from its data; fresh copies on every call."""
    made = _made(contest.path, contest.digest)
    return Tables(*(frame.copy() for frame in (made.train, made.test, made.answers, made.example)))


def public_rows(contest: Contest, ids: Iterable[str], key: str | None = None) -> np.ndarray:
    """Which rows of the test table are behind the public score, as True and False; `key` in place of the contest's."""
    drawn = _fractions(ids, key or contest.scoring.key, "public")
    return drawn < contest.scoring.public


@lru_cache(maxsize=4)
def _made(path: Path, digest: str) -> Tables:
    contest = read(path)
    raw = _raw(contest)
    if missing := [name for name in contest.data.identity if name not in raw.columns]:
        raise _wrong(contest, f"data.identity names {missing[0]!r}, which the data does not have")
    train, test = (_evaluate(contest, raw, f"data.{part}", getattr(contest.data, part)).to_numpy(bool)
                   for part in ("train", "test"))  # fmt: skip
    if (train & test).any():
        raise _wrong(contest, f"{int((train & test).sum()):,} rows are both in train and in test")
    taking_part = train | test
    raw, test = raw[taking_part], test[taking_part]
    names = _identities(raw, contest)
    kept = _fractions(names, contest.scoring.key, "keep") < contest.data.keep
    names = [name for name, keeps in zip(names, kept, strict=True) if keeps]
    return _split(contest, raw[kept], test[kept], names)


def _split(contest: Contest, raw: pd.DataFrame, test: np.ndarray, names: list[str]) -> Tables:
    columns = {
        name: _evaluate(contest, raw, f"data.columns.{name}", text) for name, text in contest.data.columns.items()
    }
    whole = pd.DataFrame(columns).reset_index(drop=True)
    whole.insert(0, ID, _ids(names, contest))
    target = contest.target.column
    whole[target] = _target(contest, raw)
    train, held_out = whole[~test].reset_index(drop=True), whole[test].sort_values(ID, ignore_index=True)
    if train.empty or held_out.empty:
        raise _wrong(contest, "data.train and data.test must each leave some rows")
    example = held_out[[ID]].assign(**{target: round(float(train[target].mean()), 4)})
    return Tables(train, held_out.drop(columns=target), held_out[[ID, target]], example)


def _raw(contest: Contest) -> pd.DataFrame:
    data = contest.data
    if data.loader is not None:
        if data.loader not in datasets.names() or not callable(getattr(datasets, data.loader, None)):
            raise _wrong(contest, f"data.loader: {data.loader!r} is no table of the course")
        return getattr(datasets, data.loader)()
    path = contest.path.parent / data.file
    try:
        return pd.read_parquet(path) if path.suffix == ".parquet" else pd.read_csv(path)
    except (OSError, ValueError) as error:
        raise _wrong(contest, f"data.file: {data.file} can't be read: {error}") from None


def _evaluate(contest: Contest, raw: pd.DataFrame, field: str, expression: str) -> pd.Series:
    try:
        return pd.Series(raw.eval(expression, engine="python"), index=raw.index)
    except Exception as error:  # whatever the expression of a contest's author runs into
        raise _wrong(contest, f"{field} = {expression!r}: {type(error).__name__}: {error}") from None


def _target(contest: Contest, raw: pd.DataFrame) -> np.ndarray:
    values = _evaluate(contest, raw, "target.expression", contest.target.expression)
    if values.isna().any():
        raise _wrong(contest, f"target.expression leaves {int(values.isna().sum()):,} rows without a value")
    if contest.target.kind is Kind.NUMBER:
        return values.to_numpy(float)
    if not values.isin([0, 1]).all():
        raise _wrong(contest, "target.expression must be true or false where target.kind is a probability")
    return values.to_numpy(int)


def _identities(raw: pd.DataFrame, contest: Contest) -> list[str]:
    """A text for each row that tells it from all others."""
    columns = [raw[name].astype(str).to_list() for name in contest.data.identity]
    names = ["\x1f".join(parts) for parts in zip(*columns, strict=True)]
    if len(set(names)) < len(names):
        raise _wrong(contest, "data.identity: two rows have the same values in all of these columns")
    return names


def _ids(names: list[str], contest: Contest) -> list[str]:
    # a letter first: a spreadsheet would take 12345e10 for a number
    ids = [f"r{digest.hex()[:ID_LETTERS]}" for digest in _digests(names, contest.scoring.key, "id")]
    if len(set(ids)) < len(ids):
        raise _wrong(contest, "scoring.key gives two rows the same id; change a letter of it")
    return ids


def _fractions(names: Iterable[str], key: str, purpose: str) -> np.ndarray:
    """A number from 0 up to 1 for each name, as good as random to whoever does not have the key."""
    return np.array([int.from_bytes(digest, "big") / LARGEST for digest in _digests(names, key, purpose)])


def _digests(names: Iterable[str], key: str, purpose: str) -> Iterator[bytes]:
    secret = hashlib.sha256(key.encode()).digest()
    begun = hashlib.blake2b(key=secret, person=purpose.encode(), digest_size=8)
    for name in names:  # some hundred thousand: the key goes in once
        one = begun.copy()
        one.update(name.encode())
        yield one.digest()


def _wrong(contest: Contest, what: str) -> CompetitionError:
    return CompetitionError(what, where=contest.path.name, next_step="correct the contest's file")
