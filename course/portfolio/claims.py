"""Claims: all that a portfolio states about results, skills and roles, kept in `claims.json`.

The same function makes them from a learner's stored results (when the site is built) and from notebooks run
again (when it is verified), so a difference between the two is a claim that does not hold.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from pathlib import Path

from course.errors import PortfolioError
from course.manifest import Lesson, Manifest
from course.outcomes import Outcome
from course.portfolio.evidence import Evidence, read_own_file
from course.progress import Results, RoleFit, SkillLevel, role_fits, skill_levels
from course.verdict import ExerciseVerdict

VERSION = 2  # 2 says of each measure whether it varies; in version 1 none does
READABLE = {1, VERSION}
LARGEST_FILE = 20_000_000  # bytes


@dataclass(frozen=True)
class ExerciseClaim:
    """The result of one exercise; `earned` is None while a person has to grade it."""

    grade_id: str
    title: str
    kind: str
    points: float
    earned: float | None
    outcome: Outcome | None
    awaits_person: bool


@dataclass(frozen=True)
class LessonClaim:
    """The results of one lesson. Exercises that a person grades are counted apart: they claim nothing."""

    lesson: str
    title: str
    exercises: tuple[ExerciseClaim, ...]

    @property
    def checked(self) -> int:
        return sum(not exercise.awaits_person for exercise in self.exercises)

    @property
    def passed(self) -> int:
        return sum(e.outcome is Outcome.PASSED and not e.awaits_person for e in self.exercises)


@dataclass(frozen=True)
class MeasureClaim:
    """One number of a case study; one that `varies` is another on another machine, and is stated as such."""

    lesson: str
    name: str
    value: int | float
    unit: str
    varies: bool = False


@dataclass(frozen=True)
class SkillClaim:
    """What was done in one skill: exercises passed and checked, in which lessons.

    `share` is the part of the points that all lessons of the course offer in this skill, 0 to 1.
    """

    skill: str
    title: str
    passed: int
    checked: int
    lessons: tuple[str, ...]
    share: float


@dataclass(frozen=True)
class RoleClaim:
    """How far the skills shown go towards one role; `strongest` and `missing` are skill ids, best first."""

    role: str
    title: str
    fraction: float
    shown: int
    asked: int
    strongest: tuple[str, ...]
    missing: tuple[str, ...]


@dataclass(frozen=True)
class Claims:
    """Everything that a site states and that running its notebooks again can prove or refute.

    `files` holds the SHA-256 of every file that the build made, by its path inside the portfolio;
    `release` and `design` tell which edition of the course made the pages.
    """

    case_studies: tuple[str, ...] = ()
    lessons: tuple[LessonClaim, ...] = ()
    measures: tuple[MeasureClaim, ...] = ()
    skills: tuple[SkillClaim, ...] = ()
    roles: tuple[RoleClaim, ...] = ()
    release: str = ""
    design: str = ""
    files: dict[str, str] = field(default_factory=dict)
    version: int = VERSION


def lesson_claim(lesson: Lesson, exercises: Iterable[ExerciseVerdict]) -> LessonClaim:
    """The claim for one lesson, from the exercises of a verdict or of a stored result."""
    return LessonClaim(
        lesson.id,
        lesson.title,
        tuple(
            ExerciseClaim(
                grade_id=exercise.grade_id,
                title=exercise.title,
                kind=exercise.kind,
                points=exercise.points,
                earned=exercise.earned,
                outcome=None if exercise.outcome is None else Outcome(exercise.outcome),
                awaits_person=exercise.awaits_person,
            )
            for exercise in exercises
        ),
    )


def make_claims(manifest: Manifest, results: Results, evidence: Sequence[Evidence]) -> Claims:
    """The claims that these results support, and the evidence in the order in which it is shown."""
    lessons = tuple(
        lesson_claim(lesson, results.lessons[lesson.id].exercises)
        for lesson in manifest.lessons
        if lesson.id in results.lessons
    )
    levels = skill_levels(manifest, results)
    skills = tuple(
        claim
        for skill, title in manifest.skills.items()
        if (claim := _skill(manifest, skill, title, lessons, levels)) is not None
    )
    shown = {claim.skill for claim in skills}
    return Claims(
        case_studies=tuple(piece.lesson for piece in evidence),
        lessons=lessons,
        measures=tuple(
            MeasureClaim(piece.lesson, measure.name, measure.value, measure.unit, measure.varies)
            for piece in evidence
            for measure in piece.measures
        ),
        skills=skills,
        roles=tuple(_role(fit, shown) for fit in role_fits(manifest, levels)),
    )


def _skill(
    manifest: Manifest, skill: str, title: str, lessons: tuple[LessonClaim, ...], levels: Mapping[str, SkillLevel]
) -> SkillClaim | None:
    trains = {lesson.id for lesson in manifest.lessons if skill in lesson.skills}
    done = [claim for claim in lessons if claim.lesson in trains and claim.passed]
    if not done:
        return None
    return SkillClaim(
        skill=skill,
        title=title,
        passed=sum(claim.passed for claim in done),
        checked=sum(claim.checked for claim in done),
        lessons=tuple(claim.lesson for claim in done),
        share=round(levels[skill].fraction, 6),
    )


def _role(fit: RoleFit, shown: set[str]) -> RoleClaim:
    asked = fit.role.weights
    missing = sorted((skill for skill in asked if skill not in shown), key=lambda skill: -asked[skill])
    return RoleClaim(
        role=fit.role.id,
        title=fit.role.title,
        fraction=round(fit.fraction, 6),
        shown=sum(skill in shown for skill in asked),
        asked=len(asked),
        strongest=tuple(skill for skill in fit.strongest if skill in shown),
        missing=tuple(missing),
    )


def to_json(claims: Claims) -> str:
    return json.dumps(asdict(claims), ensure_ascii=False, indent=1, allow_nan=False) + "\n"


def read_claims(portfolio: Path) -> Claims:
    """The claims of a built portfolio; PortfolioError when there are none or they can't be read."""
    from pydantic import TypeAdapter, ValidationError

    build = "python3 -m course portfolio build"
    data = read_own_file(portfolio, "claims.json", LARGEST_FILE, build)
    try:
        claims = TypeAdapter(Claims).validate_json(data)
    except ValidationError as error:
        first = error.errors()[0]
        place = ".".join(str(part) for part in first["loc"]) or "the file"
        raise PortfolioError(f"{place}: {first['msg']}", where="claims.json", next_step=build) from None
    if claims.version not in READABLE:
        raise PortfolioError(f"has version {claims.version}, not {VERSION}", where="claims.json", next_step=build)
    return claims
