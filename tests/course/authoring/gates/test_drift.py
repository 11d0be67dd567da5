"""Code whose result depends on when and where it runs."""

import pytest

from course.authoring.gates._drift import drifting
from course.authoring.text import Cell


def said(source):
    return [finding.what for finding in drifting(Cell("code", source, line=4))]


@pytest.mark.parametrize(
    ("source", "what"),
    [
        ("np.random.default_rng()", "draws at random without a seed: np.random.default_rng()"),
        ("np.random.normal(0, 1)", "draws from NumPy's shared generator: np.random.normal"),
        ("np.random.seed(3)", "draws from NumPy's shared generator: np.random.seed"),
        ("random.choice([1, 2])", "draws from Python's shared generator: random.choice"),
        ("random.Random()", "draws from Python's shared generator: random.Random"),
        ("time.time()", "reads the clock with time.time"),
        ("datetime.datetime.now()", "reads the clock with datetime.datetime.now"),
        ("date.today()", "reads the clock with date.today"),
        ("pd.Timestamp.now('UTC')", "reads the clock with pd.Timestamp.now"),
        ("uuid.uuid4()", "draws at random in a way that has no seed: uuid.uuid4"),
        ("import requests", "imports requests, and lessons run without a network"),
        ("import urllib.request as web", "imports urllib.request, and lessons run without a network"),
        ("from urllib import request", "imports urllib.request, and lessons run without a network"),
        ("from socket import create_connection", "imports socket, and lessons run without a network"),
    ],
)
def test_names_what_drifts(source, what):
    assert said(source) == [f"the code {what}"]


@pytest.mark.parametrize(
    "source",
    [
        "np.random.default_rng(7)",
        "rng.normal(0, 1)",
        "random.Random(7).choice([1, 2])",
        "time.perf_counter()",
        "datetime.date(2023, 1, 1)",
        "from urllib.parse import quote",
        "knows.now()",
        "%matplotlib inline",
    ],
)
def test_lets_the_rest_pass(source):
    assert said(source) == []


def test_points_at_the_line():
    (finding,) = drifting(Cell("code", "x = 1\n\ny = time.time()", line=4))
    assert finding.line == 7


def test_text_is_not_code():
    assert drifting(Cell("markdown", "import requests", line=1)) == []
