"""The CV: what of a profile, its case studies and skills fits on one A4 page."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from course.portfolio.claims import SkillClaim
from course.portfolio.pieces import Piece
from course.portfolio.profile import Profile, Station
from course.portfolio.prose import count

# Measured on the printed page with the widest of the fallback fonts (DejaVu Sans).
LINES = 58
LETTERS = 78  # in a line of the wide column
# What goes next once older entries have no points left, down to how many of it.
GIVEN_UP = (
    ("pieces", 2),
    ("education", 2),
    ("experience", 3),
    ("pieces", 1),
    ("education", 1),
    ("experience", 1),
)
MOST_PIECES, USUAL_PIECES, MOST_POINTS, MOST_SKILLS = 5, 3, 3, 10


@dataclass(frozen=True)
class CV:
    """What the page shows; `left_out` says in words what had no room."""

    pieces: tuple[Piece, ...]
    skills: tuple[SkillClaim, ...]
    experience: tuple[Station, ...]
    education: tuple[Station, ...]
    left_out: tuple[str, ...]


def fit(profile: Profile, pieces: Sequence[Piece], skills: Sequence[SkillClaim]) -> CV:
    """The most of this that one A4 page holds.

    Case studies after the third go first, then points of older entries, then the third case study, then older
    entries: what is latest stays longest.
    """
    cv = CV(
        pieces=tuple(pieces[:MOST_PIECES]),
        skills=tuple(sorted(skills, key=lambda claim: -claim.passed)[:MOST_SKILLS]),
        experience=tuple(_shorter(entry, MOST_POINTS) for entry in profile.experience),
        education=tuple(_shorter(entry, MOST_POINTS) for entry in profile.education),
        left_out=(),
    )
    while lines(profile, cv) > LINES:
        smaller = _smaller(cv)
        if smaller is None:
            break
        cv = smaller
    return CV(cv.pieces, cv.skills, cv.experience, cv.education, _left_out(profile, pieces, cv))


def lines(profile: Profile, cv: CV) -> int:
    """How many printed lines the CV takes, estimated on the safe side."""
    head = 4 + (1 if profile.links or profile.location else 0) + _wrapped(" ".join(_labels(profile)), 100)
    about = _wrapped(profile.about) + 1 if profile.about.strip() else 0
    work = sum(3 + _wrapped(piece.evidence.question) + _wrapped(piece.evidence.title) - 1 for piece in cv.pieces)
    skills = 2 + math.ceil(len(cv.skills) / 2) if cv.skills else 0
    stations = sum(_station(entry) for entry in cv.experience + cv.education)
    sections = sum(1 for part in (cv.pieces, cv.experience, cv.education) if part)
    return head + about + work + skills + stations + sections + 2


def _labels(profile: Profile) -> list[str]:
    return [link.label for link in profile.links]


def _station(entry: Station) -> int:
    heading = f"{entry.title}, {entry.place}{entry.when}"
    return 1 + _wrapped(heading) + sum(_wrapped(point, LETTERS - 3) for point in entry.points)


def _wrapped(text: str, width: int = LETTERS) -> int:
    return math.ceil(len(text.strip()) / width)


def _shorter(entry: Station, points: int) -> Station:
    return entry.model_copy(update={"points": entry.points[:points]})


def _smaller(cv: CV) -> CV | None:
    """The same CV with the least important thing gone, or None when only the essentials are left."""
    if len(cv.pieces) > USUAL_PIECES:
        return _with(cv, pieces=cv.pieces[:-1])
    for name, spared in (("education", 0), ("experience", 1)):
        entries = getattr(cv, name)
        for index in range(len(entries) - 1, spared - 1, -1):
            if entries[index].points:
                shorter = _shorter(entries[index], len(entries[index].points) - 1)
                return _with(cv, **{name: (*entries[:index], shorter, *entries[index + 1 :])})
    for name, fewest in GIVEN_UP:
        if len(getattr(cv, name)) > fewest:
            return _with(cv, **{name: getattr(cv, name)[:-1]})
    return None


def _with(cv: CV, **changes) -> CV:
    values = {"pieces": cv.pieces, "skills": cv.skills, "experience": cv.experience, "education": cv.education}
    return CV(**(values | changes), left_out=())


def _left_out(profile: Profile, pieces: Sequence[Piece], cv: CV) -> tuple[str, ...]:
    said = []
    for name in ("experience", "education"):
        given, kept = getattr(profile, name), getattr(cv, name)
        if len(kept) < len(given):
            said.append(f"{len(given) - len(kept)} of {len(given)} entries of {name}")
        points = sum(len(entry.points) for entry in given[: len(kept)])
        shown = sum(len(entry.points) for entry in kept)
        if shown < points:
            said.append(f"{points - shown} of {points} points of {name}")
    if len(cv.pieces) < min(len(pieces), USUAL_PIECES):
        said.append(count(min(len(pieces), USUAL_PIECES) - len(cv.pieces), "more case study", "more case studies"))
    return tuple(said)
