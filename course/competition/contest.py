"""A contest as its TOML file describes it: data, split, metric, tries and baselines."""

from __future__ import annotations

import hashlib
import re
import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from pydantic import TypeAdapter, ValidationError

from course.competition.metrics import METRICS, Kind
from course.errors import CompetitionError

FOLDER = Path(__file__).resolve().parent / "contests"
NAME = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
STRICT = {"extra": "forbid"}


@dataclass(frozen=True)
class Data:
    """Where the rows come from and what a competitor sees of them.

    `loader` names a function of course.datasets, `file` a CSV or parquet beside the contest's TOML; one of the two.
    `identity` are the columns that tell a row from all others. `keep` is the share of rows that take part. `train`,
    `test` and the values of `columns` are expressions of pandas' `DataFrame.eval`.
    """

    __pydantic_config__ = STRICT

    identity: tuple[str, ...]
    train: str
    test: str
    columns: dict[str, str]
    loader: str | None = None
    file: str | None = None
    keep: float = 1.0


@dataclass(frozen=True)
class Target:
    __pydantic_config__ = STRICT

    column: str
    expression: str
    meaning: str
    kind: Kind


@dataclass(frozen=True)
class Scoring:
    """`public` is the share of test rows behind the public score; `key` decides which rows these are."""

    __pydantic_config__ = STRICT

    metric: str
    public: float
    key: str


@dataclass(frozen=True)
class Tries:
    """How many submissions count in a day (by UTC) and in all; after the last of all the contest closes itself."""

    __pydantic_config__ = STRICT

    a_day: int
    in_all: int


@dataclass(frozen=True)
class Baseline:
    __pydantic_config__ = STRICT

    name: str
    recipe: Literal["constant", "group-means", "logistic", "blend"]
    columns: tuple[str, ...] = ()


@dataclass(frozen=True)
class Contest:
    __pydantic_config__ = STRICT

    title: str
    question: str
    why: str
    data: Data
    target: Target
    scoring: Scoring
    tries: Tries
    baselines: tuple[Baseline, ...] = ()
    id: str = ""
    path: Path = Path()

    @property
    def digest(self) -> str:
        """The SHA-256 of the contest's file: what stored scores were computed for."""
        return hashlib.sha256(self.path.read_bytes().replace(b"\r\n", b"\n")).hexdigest()

    @property
    def baselines_path(self) -> Path:
        return self.path.with_suffix(".baselines.json")


def names() -> tuple[str, ...]:
    """The ids of the contests that come with the course."""
    return tuple(sorted(path.stem for path in FOLDER.glob("*.toml")))


def find(name: str | Path) -> Contest:
    """The contest of that id, or the one that a TOML file of your own describes; CompetitionError names the rest."""
    text = str(name)
    if text in names():
        return read(FOLDER / f"{text}.toml")
    if text.endswith(".toml") and Path(text).is_file():
        return read(Path(text).resolve())
    raise CompetitionError(
        f"there is no contest {text!r}; there are: {', '.join(names())}",
        next_step="python3 -m course compete list, or give the path of a contest's .toml file",
    )


def read(path: Path) -> Contest:
    """The contest that a TOML file describes; CompetitionError names the field that is wrong."""
    try:
        fields = tomllib.loads(path.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise CompetitionError(f"is not TOML: {error}", where=path.name, next_step="correct that line") from None
    if {"id", "path"} & fields.keys():
        raise _wrong(path, "id and path are not written in the file: its name is the contest's id")
    try:
        contest = TypeAdapter(Contest).validate_python(fields | {"id": path.stem, "path": path})
    except ValidationError as error:
        first = error.errors()[0]
        raise _wrong(path, f"{'.'.join(str(part) for part in first['loc'])}: {first['msg']}") from None
    for wrong in _faults(contest):
        raise _wrong(path, wrong)
    return contest


def _faults(contest: Contest):
    """What a schema can't say about a contest, in words."""
    data, scoring = contest.data, contest.scoring
    if not NAME.fullmatch(contest.id):
        yield f"the file's name {contest.id!r} must be small letters, digits and hyphens"
    if (data.loader is None) == (data.file is None):
        yield "data: give either loader or file"
    if not data.identity or not data.columns:
        yield "data: identity and columns name at least one column each"
    if scoring.metric not in METRICS:
        yield f"scoring.metric: {scoring.metric!r} is none of {', '.join(METRICS)}"
    elif contest.target.kind not in METRICS[scoring.metric].kinds:
        yield f"scoring.metric: {scoring.metric} does not score a {contest.target.kind}"
    if not 0 < scoring.public < 1 or not 0 < data.keep <= 1:
        yield "scoring.public lies between 0 and 1, data.keep above 0 and up to 1"
    if len(scoring.key) < 8:
        yield "scoring.key: has fewer than 8 letters"
    if not 1 <= contest.tries.a_day <= contest.tries.in_all:
        yield "tries: a_day is at least 1 and at most in_all"
    if {"id", contest.target.column} & data.columns.keys() or contest.target.column == "id":
        yield f"data.columns: 'id' and {contest.target.column!r} are taken"
    if len({baseline.name for baseline in contest.baselines}) < len(contest.baselines):
        yield "baselines: two have the same name"
    for baseline in contest.baselines:
        if missing := set(baseline.columns) - data.columns.keys():
            yield f"baselines: {baseline.name!r} uses {sorted(missing)[0]!r}, which is none of data.columns"


def _wrong(path: Path, what: str) -> CompetitionError:
    return CompetitionError(what, where=path.name, next_step="correct the contest's file")
