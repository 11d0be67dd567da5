"""The models of the baselines, each a function of (training table, test table, target, columns)."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pandas as pd

PSEUDO_ROWS = 50  # a mean of few rows is pulled towards the mean of all, as if so many average rows came with it
RARE = 50
ROUGH_MILES_A_MINUTE = 8.5


def constant(train: pd.DataFrame, test: pd.DataFrame, target: str, columns: list[str]) -> np.ndarray:
    """The mean of the target for every row."""
    return np.full(len(test), train[target].mean())


def group_means(train: pd.DataFrame, test: pd.DataFrame, target: str, columns: list[str]) -> np.ndarray:
    """The mean of the target among the training rows with the same values, small groups pulled to the whole."""
    mean = train[target].mean()
    groups = train.groupby(columns)[target].agg(["sum", "size"])
    means = (groups["sum"] + PSEUDO_ROWS * mean) / (groups["size"] + PSEUDO_ROWS)
    keys = pd.MultiIndex.from_frame(test[columns]) if len(columns) > 1 else pd.Index(test[columns[0]])
    return means.reindex(keys).fillna(mean).to_numpy()


def logistic(train: pd.DataFrame, test: pd.DataFrame, target: str, columns: list[str]) -> np.ndarray:
    """Logistic regression on the columns as categories."""
    from sklearn.linear_model import LogisticRegression
    from sklearn.pipeline import make_pipeline
    from sklearn.preprocessing import OneHotEncoder

    model = make_pipeline(
        OneHotEncoder(handle_unknown="infrequent_if_exist", min_frequency=RARE),
        LogisticRegression(C=0.1, max_iter=500),
    )
    return model.fit(train[columns], train[target]).predict_proba(test[columns])[:, 1]


def blend(train: pd.DataFrame, test: pd.DataFrame, target: str, columns: list[str]) -> np.ndarray:
    """The mean of boosted trees, which see the time that the schedule allows, and of a logistic regression with pairs.

    `columns` are those of a flight's schedule. The trees are shallow and few: deeper ones learn the training months.
    """
    from sklearn.ensemble import HistGradientBoostingClassifier

    features = ["weekday", "hour", "carrier", "origin", "dest", "distance", "slack"]
    early, late = (_with_slack(table) for table in (train, test))
    for name in ("carrier", "origin", "dest"):
        early[name] = early[name].astype("category")
        known = early[name].cat.categories
        late[name] = pd.Categorical(late[name].where(late[name].isin(known)), categories=known)
    trees = HistGradientBoostingClassifier(
        categorical_features="from_dtype", max_iter=150, learning_rate=0.05, max_leaf_nodes=15,
        min_samples_leaf=200, l2_regularization=10, random_state=0,
    ).fit(early[features], early[target])  # fmt: skip
    pairs = ["carrier_hour", "origin_hour", "carrier_dest"]
    singles = ["carrier", "origin", "dest", "hour", "weekday"]
    lines = logistic(_with_pairs(train), _with_pairs(test), target, [*singles, *pairs])
    return (trees.predict_proba(late[features])[:, 1] + lines) / 2


def _with_slack(table: pd.DataFrame) -> pd.DataFrame:
    """The table with the minutes that the schedule allows beyond a rough time of flight."""
    start, end = (table[name] // 100 * 60 + table[name] % 100 for name in ("sched_dep_time", "sched_arr_time"))
    return table.assign(slack=(end - start) % 1440 - table["distance"] / ROUGH_MILES_A_MINUTE)


def _with_pairs(table: pd.DataFrame) -> pd.DataFrame:
    hour = table["hour"].astype(str)
    return table.assign(
        carrier_hour=table["carrier"] + hour,
        origin_hour=table["origin"] + hour,
        carrier_dest=table["carrier"] + table["dest"],
    )


Recipe = Callable[[pd.DataFrame, pd.DataFrame, str, list[str]], np.ndarray]
RECIPES: dict[str, Recipe] = {
    "constant": constant,
    "group-means": group_means,
    "logistic": logistic,
    "blend": blend,
}
