"""Flights that left New York's three airports in 2023, with the weather, planes, airports and airlines."""

from __future__ import annotations

import functools
import io
from typing import TYPE_CHECKING

from course.datasets._files import read_source
from course.errors import DataError

if TYPE_CHECKING:
    import pandas as pd
    import pyarrow as pa

FLIGHT_FIELDS = (
    "month",
    "day",
    "carrier",
    "flight",
    "origin",
    "dest",
    "sched_dep_time",
    "dep_delay",
    "arr_delay",
    "distance",
    "air_time",
)


def flights() -> pd.DataFrame:
    """Return all 435,352 flights that were scheduled out of JFK, LGA and EWR in 2023, 19 columns.

    Clock times (dep_time, sched_dep_time, arr_time, sched_arr_time) are local, written HHMM (517 is 5:17,
    midnight is 2400); delays and air_time are minutes, early is negative; distance is miles.
    Whole numbers are int64; those that can be missing (dep_time, dep_delay, arr_time, arr_delay, air_time)
    are float64 with NaN: a cancelled flight has no departure. carrier, tailnum, origin and dest are str.
    time_hour is the scheduled hour on New York's clocks, a datetime64 without a time zone: the file tags
    it UTC by mistake, and that tag is dropped here. weather() is in true UTC; see there before a join.
    """
    return _table("flights").copy()


def weather() -> pd.DataFrame:
    """Return the hourly weather at JFK, LGA and EWR, 2023-01-01 to 2023-12-30: 26,207 rows, 15 columns.

    temp and dewp in degrees Fahrenheit, humid in per cent, wind_dir in degrees, wind_speed and wind_gust
    in miles an hour, precip in inches, pressure in millibars, visib in miles, all float64; origin is str.
    wind_gust holds no gusts: the data card says what it is.
    year, month, day, hour (int64) and time_hour (datetime64 with time zone UTC) are **UTC**, four or five
    hours ahead of New York, whereas flights() holds local time. Before a join:
    `weather["time_hour"].dt.tz_convert("America/New_York").dt.tz_localize(None)`.
    """
    return _table("weather").copy()


def planes() -> pd.DataFrame:
    """Return 4,840 planes by tail number, 9 columns.

    tailnum, type, manufacturer, model and engine are str; year of manufacture is float64 (89 are missing);
    engines, seats and speed are int64. speed is 0 in every row: it was never recorded.
    """
    return _table("planes").copy()


def airports() -> pd.DataFrame:
    """Return 1,255 airports by FAA code, 8 columns.

    faa, name, dst and tzone are str; lat and lon (degrees), alt (feet) and tz (hours from UTC in winter)
    are float64. tz and dst are missing for 48 airports, tzone for 119.
    """
    return _table("airports").copy()


def airlines() -> pd.DataFrame:
    """Return the names of the 14 airlines by carrier code: columns carrier and name, both str."""
    return _table("airlines").copy()


def flight_rows(n: int = 1000, *, seed: int = 0) -> list[dict[str, int | str | None]]:
    """Return a random sample of `n` of the flights of 2023, in the order of the year, as plain dicts.

    Fields: month, day, carrier, flight, origin, dest, sched_dep_time (HHMM), dep_delay, arr_delay,
    air_time (minutes), distance (miles); int or str, and None where nothing was recorded.
    The same `n` and `seed` give the same flights on every machine; another `seed` draws other flights;
    with one seed, a smaller sample is part of a larger one. Raises DataError unless 1 <= n <= 435,352.
    """
    table = _sampled_columns()
    import numpy as np
    import pyarrow as pa

    if not 1 <= n <= len(table):
        raise DataError(
            f"a sample of {n} flights cannot be drawn from {len(table):,}",
            where="datasets.flight_rows",
            next_step=f"ask for 1 to {len(table):,} flights",
        )
    # RandomState, not default_rng: NumPy promises that its numbers never change between releases.
    drawn = np.random.RandomState(seed).permutation(len(table))[:n]
    return table.take(pa.array(np.sort(drawn))).to_pylist()


@functools.cache
def _sampled_columns() -> pa.Table:
    content = read_source("flights")
    import pyarrow as pa
    import pyarrow.parquet as pq

    # without threads, which a warm process must not have when it forks
    file = pq.ParquetFile(pa.BufferReader(content), pre_buffer=False)
    return file.read(columns=list(FLIGHT_FIELDS), use_threads=False)


@functools.cache
def _table(name: str) -> pd.DataFrame:
    file = io.BytesIO(read_source(name))
    import pandas as pd

    table = pd.read_parquet(file)
    if name == "flights":  # the tag says UTC, but the hours are New York's; in weather the tag is right
        table["time_hour"] = table["time_hour"].dt.tz_localize(None)
    return table
