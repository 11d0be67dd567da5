"""The reference models on a contest's board: computed from their recipes, kept beside the contest, never typed in."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass

from pydantic import TypeAdapter, ValidationError

from course.competition.contest import STRICT, Contest
from course.competition.recipes import RECIPES
from course.competition.scoring import Scorer, Scores
from course.competition.sealing import seal, unseal
from course.competition.tables import tables
from course.errors import CompetitionError
from course.files import write_atomically

SAME = 0.002  # other processors and library versions fit a model that differs by less
REMEDY = "python3 -m course compete baselines"


@dataclass(frozen=True)
class Reference:
    """A baseline's public score, and its private one sealed."""

    __pydantic_config__ = STRICT

    name: str
    public: float
    sealed: str


@dataclass(frozen=True)
class Stored:
    """The file of a contest's baselines; `contest` is the SHA-256 of the TOML that they were computed for."""

    __pydantic_config__ = STRICT

    contest: str
    references: tuple[Reference, ...]


def references(contest: Contest) -> tuple[Reference, ...]:
    """The stored baselines; CompetitionError where they are missing or belong to another text of the contest."""
    if not contest.baselines:
        return ()
    remedy = f"{REMEDY} {contest.id}"
    try:
        stored = TypeAdapter(Stored).validate_json(contest.baselines_path.read_bytes())
    except (OSError, ValidationError):
        raise CompetitionError(
            "has no baselines that can be read", where=contest.baselines_path.name, next_step=remedy
        ) from None
    if stored.contest != contest.digest:
        what = "was computed for another text of the contest"
        raise CompetitionError(what, where=contest.baselines_path.name, next_step=remedy)
    return stored.references


def private_score(contest: Contest, reference: Reference) -> float:
    """The private score of a baseline; boards show it only once they are closed."""
    return unseal(reference.sealed, _key(contest, reference.name))["private"]


def compute(contest: Contest, key: str | None = None) -> dict[str, Scores]:
    """The scores of every baseline, by running its recipe; takes some seconds.

    With an instructor's `key` the public rows are those that it draws.
    """
    made = tables(contest)
    scorer, target = Scorer.of(contest, made.answers, key), contest.target.column
    return {
        baseline.name: scorer.score(
            RECIPES[baseline.recipe](made.train, made.test, target, [*baseline.columns])
        )
        for baseline in contest.baselines
    }  # fmt: skip


def write(contest: Contest) -> tuple[Reference, ...]:
    """Compute the baselines and store them beside the contest's file."""
    kept = tuple(
        Reference(
            name, round(scores.public, 6), seal({"private": round(scores.private, 6)}, _key(contest, name))
        )
        for name, scores in compute(contest).items()
    )  # fmt: skip
    text = json.dumps(asdict(Stored(contest.digest, kept)), indent=1)
    write_atomically(contest.baselines_path, text + "\n")
    return kept


def differences(contest: Contest) -> list[str]:
    """What in the stored baselines is not what their recipes give, in words."""
    stored, computed = {each.name: each for each in references(contest)}, compute(contest)
    found = [f"{name}: is not stored" for name in computed.keys() - stored.keys()]
    found += [f"{name}: has no recipe any more" for name in stored.keys() - computed.keys()]
    for name in computed.keys() & stored.keys():
        kept = (stored[name].public, private_score(contest, stored[name]))
        new = (computed[name].public, computed[name].private)
        if max(abs(was - now) for was, now in zip(kept, new, strict=True)) > SAME:
            found.append(f"{name}: stored {kept[0]:.4f}, computed {new[0]:.4f} (public)")
    return sorted(found)


def _key(contest: Contest, name: str) -> str:
    return f"{contest.scoring.key}/{contest.id}/{name}"
