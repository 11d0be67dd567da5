"""Submissions: a table of ids and predictions, read from a file or taken from a notebook, and all that can be wrong."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import numpy as np
import pandas as pd

from course.competition.contest import Contest
from course.competition.metrics import Kind
from course.competition.tables import ID
from course.errors import CompetitionError
from course.terminal import count

LARGEST = 50_000_000  # bytes
SHOWN = 3  # ids named in a message
SIGNATURES = {
    b"PK\x03\x04": "is a workbook or an archive, not a CSV file",
    b"\xd0\xcf\x11\xe0": "is an old Excel workbook, not a CSV file",
    b"PAR1": "is a parquet file, not a CSV file",
    b"\x1f\x8b": "is compressed",
}


def read_submission(contest: Contest, answers: pd.DataFrame, path: Path) -> np.ndarray:
    """The predictions in a submission's CSV file, in the order of `answers`; CompetitionError says what is wrong."""
    try:
        if path.stat().st_size > LARGEST:
            raise _refused(contest, path.name, f"is larger than {LARGEST // 1_000_000} MB")
        data = path.read_bytes()
    except OSError as error:
        raise CompetitionError(
            f"can't be read: {error.strerror}", where=path, next_step="check the file's name and folder"
        ) from None
    return parse_submission(contest, answers, data, where=path.name)


def parse_submission(contest: Contest, answers: pd.DataFrame, data: bytes, *, where: str) -> np.ndarray:
    """The predictions in the bytes of a CSV file, in the order of `answers`."""
    for signature, what in SIGNATURES.items():
        if data.startswith(signature):
            raise _refused(contest, where, what, "save the table as CSV (comma separated, UTF-8)")
    if data.startswith((b"\xff\xfe", b"\xfe\xff")) or b"\0" in data:
        raise _refused(contest, where, "is not UTF-8 text (UTF-16?)", "save the table as CSV UTF-8")
    try:
        text = data.decode("utf-8-sig")  # spreadsheets put a byte-order mark first; it does no harm
    except UnicodeDecodeError:
        raise _refused(contest, where, "is not UTF-8 text", "save the table as CSV UTF-8") from None
    return check_frame(contest, answers, _rows(contest, text, where), where=where)


def check_frame(contest: Contest, answers: pd.DataFrame, table: pd.DataFrame, *, where: str) -> np.ndarray:
    """The predictions of a table with the two columns of a submission, in the order of `answers`."""
    target = contest.target.column
    if sorted(map(str, table.columns)) != sorted([ID, target]):
        named = ", ".join(str(column) or "(without a name)" for column in table.columns) or "(none)"
        what = f"has the columns {named}; a submission has {ID} and {target}"
        raise _refused(contest, where, what, _how(contest))
    if table.empty:
        raise _refused(contest, where, "has no rows")
    given = table[ID].astype(str).str.strip()
    _same_rows(contest, given, answers[ID], where)
    numbers = pd.to_numeric(table[target].map(_stripped), errors="coerce")
    _allowed(contest, given, table[target], numbers.to_numpy(float), where)
    return pd.Series(numbers.to_numpy(float), index=given.to_numpy()).loc[answers[ID]].to_numpy()


def as_table(contest: Contest, test_ids: pd.Series, predictions: object) -> pd.DataFrame:
    """Predictions from a notebook as a submission's table: a frame as it is, numbers one for each row of the test."""
    if isinstance(predictions, pd.DataFrame):
        return predictions
    values = np.asarray(predictions)
    if values.ndim == 2 and values.shape[1] == 2:
        what = "has two columns, as predict_proba gives them; the second is the probability of a yes"
        raise CompetitionError(what, where="your predictions", next_step="take [:, 1] of it")
    if values.ndim != 1 or len(values) != len(test_ids):
        shape = " by ".join(f"{side:,}" for side in values.shape) or "one value"
        what = f"are {shape}; the test table has {len(test_ids):,} rows"
        raise CompetitionError(what, where="your predictions", next_step="predict each row of the test table once")
    return pd.DataFrame({ID: test_ids.to_numpy(), contest.target.column: values})


def _rows(contest: Contest, text: str, where: str) -> pd.DataFrame:
    header = next((line for line in text.splitlines() if line.strip()), "")
    for sign, name in ((";", "semicolons"), ("\t", "tabs"), ("|", "bars")):
        if sign in header and "," not in header:
            what = f"is separated by {name}, as some spreadsheets save it"
            raise _refused(contest, where, what, "save it with commas, and a point in numbers: 0.25, not 0,25")
    try:
        rows = [row for row in csv.reader(io.StringIO(text, newline=""), strict=True) if any(map(str.strip, row))]
    except csv.Error as error:
        raise _refused(contest, where, f"is not CSV: {error}") from None
    if not rows:
        raise _refused(contest, where, "is empty")
    names = [name.strip() for name in rows[0]]
    for number, row in enumerate(rows[1:], start=2):
        if len(row) != len(names):
            hint = " (a comma for a decimal point?)" if len(row) == len(names) + 1 else ""
            what = f"has {len(row)} fields in row {number}, and {len(names)} names in its header{hint}"
            raise _refused(contest, where, what, _how(contest))
    return pd.DataFrame(rows[1:], columns=names)


def _same_rows(contest: Contest, given: pd.Series, wanted: pd.Series, where: str) -> None:
    """Each id of the test table once, in any order."""
    doubled = given[given.duplicated()].unique()
    foreign = given[~given.isin(wanted)].unique()
    missing = wanted[~wanted.isin(given)]
    test = f"the {len(wanted):,} rows of test.csv"
    if len(foreign):
        what = f"has {count(len(foreign), 'id')} not in test.csv: {_some(foreign)}"
        raise _refused(contest, where, what, f"predict {test}, not those of the training table")
    if len(doubled):
        raise _refused(contest, where, f"has {count(len(doubled), 'id')} more than once: {_some(doubled)}")
    if len(missing):
        raise _refused(contest, where, f"lacks {len(missing):,} of {test}: {_some(missing)}")


def _allowed(contest: Contest, ids: pd.Series, raw: pd.Series, numbers: np.ndarray, where: str) -> None:
    """Every prediction is a number that can be meant."""
    text = [str(value).strip() for value in raw]
    empty = np.array([not value or value.lower() in ("nan", "na", "none", "<na>") for value in text])
    if empty.any():
        what = f"has {count(int(empty.sum()), 'row')} without a prediction: {_some(ids[empty])}"
        raise _refused(contest, where, what, "fill what your model leaves open, by a baseline for instance")
    strange = ~np.isfinite(numbers)
    if strange.any():
        words = count(int(strange.sum()), "prediction that is", "predictions that are")
        what = f"has {words} no number, such as {text[int(strange.argmax())][:40]!r}"
        raise _refused(contest, where, what, "write numbers with a point: 0.25")
    if contest.target.kind is Kind.PROBABILITY and ((numbers < 0) | (numbers > 1)).any():
        outside = (numbers < 0) | (numbers > 1)
        what = f"has {count(int(outside.sum()), 'prediction')} outside 0 to 1, such as {text[int(outside.argmax())]}"
        raise _refused(contest, where, what, "predict probabilities, not per cents, scores or minutes")


def _stripped(value: object) -> object:
    return value.strip() if isinstance(value, str) else value


def _some(ids) -> str:
    shown = [str(value)[:40] for value in list(ids)[:SHOWN]]
    return ", ".join(shown) + (", …" if len(ids) > SHOWN else "")


def _how(contest: Contest) -> str:
    return f'write it with table.to_csv("submission.csv", index=False), columns {ID} and {contest.target.column}'


def _refused(contest: Contest, where: str, what: str, next_step: str | None = None) -> CompetitionError:
    next_step = next_step or f"compare it with sample_submission.csv (python3 -m course compete data {contest.id})"
    return CompetitionError(f"{what}; no try was used", where=where, next_step=next_step)
