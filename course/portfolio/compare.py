"""Comparing what a portfolio states with what its notebooks did when they ran again."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable, Mapping

from course.errors import PortfolioError
from course.outcomes import Outcome
from course.portfolio.card import ModelCard
from course.portfolio.claims import Claims, ExerciseClaim, LessonClaim, MeasureClaim, RoleClaim, SkillClaim
from course.portfolio.evidence import Evidence
from course.portfolio.figure import Likeness, likeness
from course.portfolio.findings import Finding, Standing, finding
from course.portfolio.measure import Measure
from course.portfolio.prose import count, show_number

CLAIMS = "claims.json"
TOLERANCE = 1e-6  # relative; a sum may be added up in another order on another computer


def same_number(first: float, second: float) -> bool:
    return abs(first - second) <= TOLERANCE * max(abs(first), abs(second))


def compare_results(stated: Claims, again: Claims) -> Iterable[Finding]:
    """One finding a lesson, one more for each exercise that differs, one for what a person grades."""
    found = {claim.lesson: claim for claim in again.lessons}
    for claim in stated.lessons:
        where = f"{CLAIMS}, {claim.lesson}"
        says = f"{claim.passed} of {count(claim.checked, 'exercise')} passed"
        if claim.lesson not in found:
            yield finding(where, says, "no notebook in notebooks/ shows it")
            continue
        other = found[claim.lesson]
        differing = tuple(_exercises(where, claim, other))
        same = (claim.passed, claim.checked, claim.title) == (other.passed, other.checked, other.title)
        why = "" if same else f"run again: {other.passed} of {other.checked}, {other.title}"
        yield finding(where, says, why or ("the exercises below differ" if differing else ""))
        yield from differing
        waiting = sum(exercise.awaits_person for exercise in claim.exercises)
        if waiting:
            yield Finding(where, f"{count(waiting, 'answer')} in words", Standing.OPEN, "a person grades it")


def _exercises(where: str, stated: LessonClaim, again: LessonClaim) -> Iterable[Finding]:
    found = {exercise.grade_id: exercise for exercise in again.exercises}
    for exercise in stated.exercises:
        other = found.pop(exercise.grade_id, None)
        if other is None:
            yield finding(where, f"{exercise.title}: {_points(exercise)}", "the lesson has no such exercise")
        elif not _same_exercise(exercise, other):
            yield finding(where, f"{exercise.title}: {_points(exercise)}", f"run again: {_points(other)}")
    for other in found.values():
        yield finding(where, f"{other.title}: left out", f"run again: {_points(other)}")


def _same_exercise(stated: ExerciseClaim, again: ExerciseClaim) -> bool:
    if dataclasses.replace(stated, earned=None) != dataclasses.replace(again, earned=None):
        return False
    if stated.earned is None or again.earned is None:
        return stated.earned is again.earned
    return same_number(stated.earned, again.earned)


def _points(exercise: ExerciseClaim) -> str:
    if exercise.awaits_person or exercise.earned is None:
        return f"{exercise.points:g} points, graded by a person"
    return f"{exercise.earned:.4g} of {exercise.points:g} points, {exercise.outcome or Outcome.NOT_ATTEMPTED}"


def compare_claimed_measures(stated: Claims, pieces: Iterable[Evidence]) -> Iterable[Finding]:
    """Findings on the measures that claims.json repeats: silent where they are those of the evidence."""
    pieces = tuple(pieces)
    order = tuple(piece.lesson for piece in pieces)
    if stated.case_studies != order:
        yield finding(CLAIMS, f"case studies: {', '.join(stated.case_studies)}", f"run again: {', '.join(order)}")
    found = {(piece.lesson, m.name): m for piece in pieces for m in piece.measures}
    for claim in stated.measures:
        where, says = f"{CLAIMS}, {claim.lesson}", f"{claim.name}: {_value(claim)}"
        other = found.pop((claim.lesson, claim.name), None)
        if other is None:
            yield finding(where, says, "no notebook gives this measure")
        elif not _same_measure(claim, other) or claim.varies != other.varies:
            # one that varies is on the pages as the evidence states it, so it was measured once, not twice
            source = f"evidence/{claim.lesson} says" if other.varies else "run again"
            yield finding(where, says, f"{source}: {_value(other)}{_kind(claim, other)}")
    for (lesson, name), _ in found.items():
        yield finding(f"{CLAIMS}, {lesson}", f"{name}: left out", "the notebook gives this measure")


def compare_evidence(stated: Evidence, again: Evidence | None) -> Iterable[Finding]:
    """One finding for the words and one for each measure of a piece of evidence."""
    where = f"evidence/{stated.lesson}/evidence.json"
    if again is None:
        yield finding(where, stated.title, "its notebook saved no evidence when it ran again")
        return
    fields = ("title", "question", "paragraph")
    different = [name for name in fields if getattr(stated, name) != getattr(again, name)]
    yield finding(where, "title, question and paragraph", _changed(different))
    found = {measure.name: measure for measure in again.measures}
    for measure in stated.measures:
        yield _measure_again(where, measure, found.pop(measure.name, None))
    for name in found:
        yield finding(where, f"{name}: left out", "the notebook gives this measure")
    if stated.card or again.card:
        yield finding(where, f"the model card: {_card_name(stated.card)}", _card_differs(stated.card, again.card))
    if stated.series or again.series:
        same = _same_series(stated, again)
        says = f"the values behind the curve: {', '.join(one.name for one in stated.series) or 'none'}"
        yield finding(where, says, "" if same else "run again, they are others")


def _measure_again(where: str, stated: Measure, again: Measure | None) -> Finding:
    says = f"{stated.name}: {_value(stated)}"
    if again is None:
        return finding(where, says, "the notebook gives no such measure")
    if stated.varies and again.varies and stated.unit == again.unit:
        if same_number(stated.value, again.value) and stated.note == again.note:
            return finding(where, says)
        note = "" if stated.note == again.note else f" ({again.note or 'without a note'})"
        why = f"measured again here: {_value(again)}{note}; it depends on the machine and the moment"
        return Finding(where, says, Standing.OPEN, why)
    if not _same_measure(stated, again) or stated.varies != again.varies:
        return finding(where, says, f"run again: {_value(again)}{_kind(stated, again)}")
    return finding(where, says, "" if stated.note == again.note else f"run again, its note is: {again.note or 'none'}")


def _kind(stated: Measure | MeasureClaim, again: Measure) -> str:
    """What to add where only one side says that the measure varies."""
    if stated.varies == again.varies:
        return ""
    return ", as one that varies" if again.varies else ", as one that does not vary"


def _card_name(card: ModelCard | None) -> str:
    return f"{card.name}, version {card.version}" if card else "left out"


def _card_differs(stated: ModelCard | None, again: ModelCard | None) -> str:
    if stated is None or again is None:
        return "the notebook gives one" if again else "the notebook gives none"
    return _changed([field for field, text in stated.texts.items() if again.texts[field] != text])


def _same_series(stated: Evidence, again: Evidence) -> bool:
    rows, other = ([(one.name, len(one.values)) for one in piece.series] for piece in (stated, again))
    if rows != other or stated.step != again.step:
        return False
    pairs = (zip(one.values, two.values, strict=True) for one, two in zip(stated.series, again.series, strict=True))
    return all(_same_value(first, second) for row in pairs for first, second in row)


def _same_value(first: float | None, second: float | None) -> bool:
    return first is second if first is None or second is None else same_number(first, second)


def compare_figure(
    stated: Evidence, picture: bytes | PortfolioError | None, again: Evidence | None, drawn: bytes | None
) -> Iterable[Finding]:
    """The finding on a figure; `picture` is its bytes, None without one, or why it can't be read."""
    where, says = f"evidence/{stated.lesson}/figure.png", "the figure and its description"
    if stated.figure is None and drawn is None:
        return
    if isinstance(picture, PortfolioError):
        yield finding(where, says, picture.what)
    elif picture is None or drawn is None or again is None or again.figure is None or stated.figure is None:
        yield finding(where, says, "the notebook draws no figure" if drawn is None else "the notebook draws a figure")
    elif stated.figure.alt != again.figure.alt:
        yield finding(where, says, f"run again, its description is: {again.figure.alt}")
    else:
        yield _likeness(where, says, likeness(picture, drawn))


def _likeness(where: str, says: str, alike: Likeness) -> Finding:
    if alike is Likeness.ALIKE:
        why = "drawn again it looks alike, but is not the same file: other fonts, or small changes by hand"
        return Finding(where, says, Standing.OPEN, why)
    return finding(where, says, "" if alike is Likeness.SAME else "run again, the picture is another")


def compare_skills(stated: Claims, again: Claims, titles: Mapping[str, str]) -> Iterable[Finding]:
    """One finding a skill and one a role."""
    skills = {claim.skill: claim for claim in again.skills}
    for claim in stated.skills:
        says = f"{claim.title}: {claim.passed} of {count(claim.checked, 'exercise')}"
        other = skills.pop(claim.skill, None)
        yield finding(f"{CLAIMS}, skills", says, _skill_differs(claim, other))
    for claim in skills.values():
        yield finding(f"{CLAIMS}, skills", f"{claim.title}: left out", "the notebooks show it")
    roles = {claim.role: claim for claim in again.roles}
    for claim in stated.roles:
        says = f"{claim.title}: {claim.shown} of {count(claim.asked, 'skill')} shown"
        yield finding(f"{CLAIMS}, roles", says, _role_differs(claim, roles.pop(claim.role, None), titles))
    for claim in roles.values():
        yield finding(f"{CLAIMS}, roles", f"{claim.title}: left out", "the course has this role")


def _skill_differs(stated: SkillClaim, again: SkillClaim | None) -> str:
    if again is None:
        return "no exercise passed when the notebooks ran again"
    if stated == again:
        return ""
    if (stated.passed, stated.checked) != (again.passed, again.checked):
        return f"run again: {again.passed} of {again.checked}"
    return f"run again: share {again.share:g}, in {', '.join(again.lessons)}, titled {again.title}"


def _role_differs(stated: RoleClaim, again: RoleClaim | None, titles: Mapping[str, str]) -> str:
    if again is None:
        return "the course has no such role"
    if stated == again:
        return ""
    if (stated.shown, stated.asked) != (again.shown, again.asked):
        return f"run again: {again.shown} of {again.asked}"
    strongest = ", ".join(titles.get(skill, skill) for skill in again.strongest)
    return f"run again: fit {again.fraction:g}, strongest {strongest or 'none'}, titled {again.title}"


def _same_measure(stated: Measure | MeasureClaim, again: Measure) -> bool:
    return stated.unit == again.unit and same_number(stated.value, again.value)


def _value(measure: Measure | MeasureClaim) -> str:
    """A value short enough to read, and exact where two values would look the same."""
    shown = show_number(measure.value)
    exact = repr(measure.value)
    number = shown if len(exact) <= len(shown) + 2 else exact
    return f"{number} {measure.unit}".strip()


def _changed(fields: list[str]) -> str:
    if not fields:
        return ""
    return f"the notebook has other words for: {', '.join(fields)}"


def settled(stated: Evidence, again: Evidence, *, same_figure: bool) -> Evidence:
    """The evidence that the pages should show: as stated where it holds, as run again where it does not.

    Numbers that agree but for rounding, those that vary, and a figure that other fonts drew, must not make
    pages differ.
    """
    own = {measure.name: measure for measure in stated.measures}
    measures = tuple(own[m.name] if m.name in own and _stands(own[m.name], m) else m for m in again.measures)
    figure = stated.figure if same_figure and stated.figure and again.figure else again.figure
    if figure is not None and again.figure is not None:
        figure = dataclasses.replace(figure, alt=again.figure.alt)
    series = stated.series if _same_series(stated, again) else again.series
    return dataclasses.replace(again, measures=measures, figure=figure, series=series)


def _stands(stated: Measure, again: Measure) -> bool:
    """Whether pages go on showing a measure as it is stated: it was not found to be another."""
    if stated.varies and again.varies:
        return stated.unit == again.unit
    return _same_measure(stated, again) and (stated.note, stated.varies) == (again.note, again.varies)
