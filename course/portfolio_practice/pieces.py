"""Pieces of evidence as plain dicts: those of the solved lessons, and the learner's own, ready to be pasted."""

from __future__ import annotations

from course.manifest import load_manifest
from course.workspace import Workspace

# One measure of each solved lesson's mini-project: lesson, title, measure, value, unit.
SOLVED = (
    ("01_foundations/01_programming", "Gentoo penguins have the longest flippers, by 20 mm",
     "median gentoo above median chinstrap", 20, "mm"),
    ("01_foundations/04_statistics", "Median pay: 1.02 dollars more in the Northeast than the South",
     "difference of medians", 1.02, "dollars an hour"),
    ("02_real_data/02_sql", "Flights to Puerto Rico are late without rain",
     "JFK to Rafael Hernández, mean delay when dry", 24.9, "min"),
    ("02_real_data/06_competition", "Three columns predict late flights as well as seven, and the date misleads",
     "private AUC of the chosen try", 0.6665, ""),
    ("03_specialization/02_pytorch", "With dropout, validation stays level while training goes on",
     "test accuracy", 0.59, ""),
    ("03_specialization/05_natural_language", "Repair tasks are the hardest to find",
     "accuracy on new occupations", 73.8, "%"),
    ("05_networking/01_git_collaboration", "The report can tell late flights from flights that never came",
     "files changed", 2, ""),
)  # fmt: skip
KEYS = ("lesson", "title", "measure", "value", "unit")


def pieces() -> list[dict]:
    """One piece of evidence for each solved lesson: an example, not yours. A fresh list on every call."""
    manifest = load_manifest()
    return [
        dict(zip(KEYS, row, strict=True)) | {"skills": list(manifest.lesson(row[0]).skills)}
        for row in SOLVED
    ]  # fmt: skip


def role_weights(role: str) -> dict[str, int]:
    """How much a role draws on each skill, by the course's manifest: 3 daily, 2 weekly, 1 now and then."""
    roles = {each.id: each for each in load_manifest().roles}
    return dict(roles[role].weights)


def own_pieces(*, but: str = "") -> None:
    """Print the evidence in the learner's portfolio as a list that can be pasted, leaving out the lesson `but`."""
    from course.portfolio.evidence import read_all

    workspace = Workspace.around()
    evidence = {} if workspace is None else read_all(workspace.portfolio)
    skills = {lesson.id: list(lesson.skills) for lesson in load_manifest().lessons}
    found = [
        (lesson, piece.title, piece.measures[0].name, piece.measures[0].value, piece.measures[0].unit)
        for lesson, piece in evidence.items()
        if lesson != but and lesson in skills and piece.measures
    ]
    if not found:
        print("No evidence of yours yet: below, the example's pieces stand in for it.")
        return
    print("Yours, to copy from here:\n\nmine = [")
    for row in found:
        whole = dict(zip(KEYS, row, strict=True)) | {"skills": skills[row[0]]}
        first, *more = [f"{name!r}: {value!r}" for name, value in whole.items()]
        print(f"    {{{first},")
        print("".join(f"     {line},\n" for line in more)[:-2] + "},")
    print("]")
