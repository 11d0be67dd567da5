"""Case studies: a learner's evidence that is ready to be shown, in the order of the profile."""

from __future__ import annotations

import ast
import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from course.errors import PortfolioError
from course.manifest import Lesson, Manifest
from course.portfolio.evidence import Evidence, evidence_path, read_own_file
from course.portfolio.figure import digest, size
from course.portfolio.profile import Profile
from course.portfolio.prose import count

FEWEST_WORDS = 20
PLACEHOLDER = re.compile(r"\bTODO\b|^\W*[Yy]our (title|question|paragraph|words)\b|(^|\s)(\.\.\.|…)$")
LARGEST_PICTURE = 20_000_000  # bytes


@dataclass(frozen=True)
class Piece:
    """One case study: its lesson, what was found, its figure as PNG bytes and the notebook that made it."""

    lesson: Lesson
    evidence: Evidence
    picture: bytes | None
    notebook: bytes
    code: str = ""

    @property
    def slug(self) -> str:
        return slug(self.lesson.id)


@dataclass(frozen=True)
class Refused:
    """A piece of evidence that the site does not show, and why."""

    lesson: str
    reason: str
    next_step: str


def slug(lesson_id: str) -> str:
    """The name of a lesson in addresses: "foundations-programming" for "01_foundations/01_programming"."""
    return re.sub(r"(^|/)\d\d_", r"\1", lesson_id).replace("/", "-").replace("_", "-")


def read_picture(portfolio: Path, evidence: Evidence) -> bytes | None:
    """The bytes of the figure, None without one; PortfolioError when it is gone or not the one saved."""
    if evidence.figure is None:
        return None
    again = f"run the mini-project of {evidence.lesson} again: it draws the figure"
    where = evidence_path(evidence.lesson, "figure.png")
    png = read_own_file(portfolio, where, LARGEST_PICTURE, again)
    if digest(png) != evidence.figure.sha256 or size(png) != (evidence.figure.width, evidence.figure.height):
        raise PortfolioError("is not the figure that the notebook saved", where=where, next_step=again)
    return png


def draft_reason(evidence: Evidence, lesson: Lesson) -> str | None:
    """Why a piece is still a draft, or None when it is ready."""
    if _plain(evidence.paragraph) in released_words(lesson):
        return "the paragraph is still the text that the exercise began with"
    for name in ("paragraph", "title", "question"):
        if PLACEHOLDER.search(getattr(evidence, name)):
            return f"the {name} still has a placeholder in it"
    for field, text in evidence.card.texts.items() if evidence.card else ():
        if PLACEHOLDER.search(text):
            return f"the model card's {field} still has a placeholder in it"
    words = len(evidence.paragraph.split())
    if words < FEWEST_WORDS:
        return f"the paragraph has {count(words, 'word')}; a reader needs at least {FEWEST_WORDS}"
    if not evidence.measures:
        return "it has no measure: a case study needs at least one number"
    return None


def released_words(lesson: Lesson) -> set[str]:
    """Every text in the code cells of the lesson's released notebook: what a learner was given, not wrote."""
    if not lesson.release_path.is_file():
        return set()
    cells = json.loads(lesson.release_path.read_text(encoding="utf-8"))["cells"]
    texts = set()
    for cell in cells:
        if cell["cell_type"] != "code":
            continue
        try:
            tree = ast.parse("".join(cell["source"]))
        except SyntaxError:
            continue
        texts |= {_plain(n.value) for n in ast.walk(tree) if isinstance(n, ast.Constant) and isinstance(n.value, str)}
    return texts


def in_order(pieces: Mapping[str, Piece], profile: Profile, manifest: Manifest) -> tuple[Piece, ...]:
    """The pieces to show: those that the profile puts first, then a model with its card before all else.

    What follows goes by how much the roles ask for the skills of its lesson, the latest first among equals.
    """
    known = {lesson.id for lesson in manifest.lessons}
    for field in ("first", "hidden"):
        for name in getattr(profile, field):
            if name not in known:
                raise PortfolioError(
                    f"`{field}` names {name!r}, which is not a lesson",
                    where="profile.toml",
                    next_step=f"write ids such as {manifest.lessons[0].id!r}",
                )
    rest = [pieces[lesson.id] for lesson in reversed(manifest.lessons) if lesson.id in pieces]
    rest.sort(key=lambda piece: (piece.evidence.card is None, -_asked_for(piece.lesson, manifest)))
    names = dict.fromkeys([*profile.first, *(piece.lesson.id for piece in rest)])
    return tuple(pieces[name] for name in names if name in pieces and name not in profile.hidden)


def _asked_for(lesson: Lesson, manifest: Manifest) -> float:
    """How much the roles of the course draw on the skills of a lesson."""
    return sum(role.weights.get(skill, 0) for role in manifest.roles for skill in lesson.skills)


def _plain(text: str) -> str:
    return " ".join(text.split())
