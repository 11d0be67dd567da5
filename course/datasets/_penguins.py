"""Penguins measured near Palmer Station, Antarctica, 2007-2009: tidy, raw, and as plain text."""

from __future__ import annotations

import atexit
import csv
import functools
import io
import os
import shutil
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from course.datasets._files import read_source

if TYPE_CHECKING:
    import pandas as pd


def penguins() -> pd.DataFrame:
    """Return the tidy table of penguins: 344 rows, one per bird and season, 8 columns.

    species, island, sex (str; sex is missing for 11 birds); bill_length_mm, bill_depth_mm,
    flipper_length_mm (float64, millimetres), body_mass_g (float64, grams; two birds were never measured);
    year (int64, the calendar year of the egg date).
    """
    return _tidy().copy()


def penguins_raw() -> pd.DataFrame:
    """Return the penguin records under their original column names: 344 rows, 17 columns.

    Lengths in millimetres, mass in grams and isotope ratios in parts per thousand are float64;
    "Sample Number" is int64; "Date Egg" is datetime64, without a time of day; all else is str.
    The text NA of the file is a missing value here. `penguin_rows()` keeps every field as text.
    """
    return _raw().copy()


def penguin_rows() -> list[dict[str, str]]:
    """Return the raw penguin records as text: 344 dicts of column name to field, exactly as in the file.

    Numbers are text ("39.1"), and a value that was not recorded is the text "NA".
    """
    return list(csv.DictReader(io.StringIO(_raw_text(), newline="")))


def penguins_csv() -> Path:
    """Return the path of the raw penguin file: UTF-8 text, comma-separated, a header line, then 344 lines.

    It is a private copy, made afresh on every call and removed when Python ends: open it, change it,
    spoil it; the original is safe.
    """
    path = _private_folder(os.getpid()) / "penguins-raw.csv"
    path.parent.mkdir(exist_ok=True)
    path.write_bytes(read_source("penguins_raw"))
    return path


@functools.cache
def _tidy() -> pd.DataFrame:
    file = io.BytesIO(read_source("penguins"))
    import pandas as pd

    return pd.read_csv(file, encoding="utf-8")


@functools.cache
def _raw() -> pd.DataFrame:
    file = io.BytesIO(read_source("penguins_raw"))
    import pandas as pd

    return pd.read_csv(file, encoding="utf-8", parse_dates=["Date Egg"])


def _raw_text() -> str:
    return read_source("penguins_raw").decode("utf-8")


@functools.cache
def _private_folder(process: int) -> Path:
    """Return this process's folder for copies; a forked child gets its own, and removes only its own."""
    folder = Path(tempfile.mkdtemp(prefix="course-data-"))

    def remove() -> None:
        if os.getpid() == process:
            shutil.rmtree(folder, ignore_errors=True)

    atexit.register(remove)
    return folder
