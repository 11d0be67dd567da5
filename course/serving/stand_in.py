"""The model that stands in for the learner's own: a plain one of late flights, trained in seconds."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import pandas as pd
    from sklearn.pipeline import Pipeline

TEXT, NUMBERS = ["origin", "carrier"], ["hour", "distance_miles"]
LATE_MINUTES = 15
MOST_ROWS = 60_000  # more of them change the third decimal of a risk and cost seconds


def flight_table() -> pd.DataFrame:
    """Every flight of the year: month, day, what a timetable says of it, and whether it was late or never came."""
    from course import datasets

    table = datasets.flights().rename(columns={"distance": "distance_miles"})
    table["late"] = ((table["arr_delay"] > LATE_MINUTES) | table["arr_delay"].isna()).astype(int)
    return table[["month", "day", *TEXT, *NUMBERS, "late"]]


def train_model(table: pd.DataFrame) -> Pipeline:
    """A logistic regression on origin, carrier, hour and distance; a carrier that it never met is a ValueError.

    Of more than 60,000 rows it takes a sample, the same each time.
    """
    from sklearn.compose import ColumnTransformer
    from sklearn.linear_model import LogisticRegression
    from sklearn.pipeline import make_pipeline
    from sklearn.preprocessing import OneHotEncoder, StandardScaler

    if len(table) > MOST_ROWS:
        # carrier by carrier, so that a small one is not lost
        table = table.groupby("carrier").sample(frac=MOST_ROWS / len(table), random_state=0)
    columns = ColumnTransformer([("text", OneHotEncoder(), TEXT), ("numbers", StandardScaler(), NUMBERS)])
    return make_pipeline(columns, LogisticRegression()).fit(table[TEXT + NUMBERS], table["late"])


def daily_shifts(table: pd.DataFrame, usual: pd.DataFrame, *, requests: int = 300, seed: int = 0) -> pd.Series:
    """How far the hours of each day's requests are from the usual ones: 0 alike, 1 nothing in common.

    A day's requests are a sample of its flights; the shift is half the sum of what the shares of the 24 hours differ.
    """
    import pandas as pd

    day = table.groupby(["month", "day"]).sample(requests, random_state=seed)
    shares = pd.crosstab([day["month"], day["day"]], day["hour"], normalize="index")
    expected = usual["hour"].value_counts(normalize=True)
    both = pd.concat([shares, expected.to_frame("usual").T]).fillna(0)
    return (both.iloc[:-1] - both.loc["usual"]).abs().sum(axis=1).div(2).set_axis(shares.index)
