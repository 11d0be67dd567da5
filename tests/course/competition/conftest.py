"""A small contest on 600 departures of trams, whose data lies beside its TOML file."""

import numpy as np
import pandas as pd
import pytest

from course.competition import baselines
from course.competition.contest import read

TOML = """\
title = "Late trams"
question = "Which trams of the second month will be late?"
why = "The order counts."

[data]
file = "trams.csv"
identity = ["number"]
keep = 0.8
train = "month == 1"
test = "month == 2"

[data.columns]
line = "line"
hour = "hour"

[target]
column = "late"
expression = "minutes > 5"
meaning = "1: more than five minutes late"
kind = "probability"

[scoring]
metric = "auc"
public = 0.4
key = "trams of the town"

[tries]
a_day = 3
in_all = 7

[[baselines]]
name = "one number"
recipe = "constant"

[[baselines]]
name = "means of the line"
recipe = "group-means"
columns = ["line"]

[[baselines]]
name = "logistic regression"
recipe = "logistic"
columns = ["line", "hour"]
"""


@pytest.fixture
def folder(tmp_path):
    """A folder with the contest's file and its data, and no baselines yet."""
    rng = np.random.default_rng(1)
    trams = pd.DataFrame({"number": range(600), "month": [1, 2] * 300, "hour": rng.integers(5, 23, 600)})
    trams["line"] = rng.choice(["A", "B", "C"], 600)
    trams["minutes"] = trams["line"].map({"A": 1, "B": 4, "C": 8}) + rng.normal(0, 4, 600)
    place = tmp_path / "contest"
    place.mkdir()
    trams.to_csv(place / "trams.csv", index=False)
    (place / "late-trams.toml").write_text(TOML, encoding="utf-8")
    return place


@pytest.fixture
def changed(folder):
    """Reads the contest after a change of its text: changed("keep = 0.8", "keep = 1.0")."""

    def read_changed(old, new):
        assert old in TOML
        (folder / "late-trams.toml").write_text(TOML.replace(old, new), encoding="utf-8")
        return read(folder / "late-trams.toml")

    return read_changed


@pytest.fixture
def contest(folder):
    made = read(folder / "late-trams.toml")
    baselines.write(made)
    return made
