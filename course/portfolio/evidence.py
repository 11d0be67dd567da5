"""Evidence: what a learner's mini-project found, saved where the portfolio picks it up."""

from __future__ import annotations

import json
import os
import re
import tempfile
from dataclasses import asdict, dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from course.errors import PortfolioError
from course.files import write_atomically
from course.portfolio.card import ModelCard, as_card
from course.portfolio.figure import Figure, to_png
from course.portfolio.measure import Measure, as_measures
from course.portfolio.series import Series, as_series, step_of
from course.portfolio.words import is_open, kept_text

if TYPE_CHECKING:
    from pydantic import TypeAdapter

VERSION = 2  # 2 added model cards and measures that vary; a file of version 1 has neither
READABLE = {1, VERSION}
EVIDENCE = "COURSE_EVIDENCE"  # where a build without a workspace has its evidence saved
LESSON_ID = re.compile(r"[0-9]{2}_[a-z0-9_]+/[0-9]{2}_[a-z0-9_]+")
LARGEST_FILE = 5_000_000  # bytes; evidence is a page of text


@dataclass(frozen=True)
class Evidence:
    """One finished piece of work, as `evidence.json` holds it; `measures` are in the learner's order."""

    __pydantic_config__ = {"extra": "forbid"}  # noqa: RUF012

    lesson: str
    title: str
    question: str
    paragraph: str
    measures: tuple[Measure, ...]
    figure: Figure | None = None
    series: tuple[Series, ...] = ()
    step: str = "step"
    card: ModelCard | None = None
    version: int = VERSION


def save_evidence(
    *,
    lesson: str,
    title: str,
    question: str,
    measures: list[Measure | dict[str, Any]],
    paragraph: str,
    figure: Any = None,
    alt: str = "",
    series: Any = None,
    card: ModelCard | None = None,
) -> None:
    """Save one piece of evidence into the learner's portfolio and print where it went.

    `figure` is a matplotlib figure or axes, or None; with one, `alt` says in words what it shows.
    `paragraph` may hold Markdown. `series`, a table or a dict of lists of numbers, are the values behind a curve.
    `card` is the model card of a model that others will use.
    A field that is still `...` is named, and nothing is saved: a starter runs through. Raises
    PortfolioError for a field that is empty or of the wrong type.
    """
    given = {"title": title, "question": question, "measures": measures, "paragraph": paragraph}
    if figure is not None:
        given |= {"figure": figure, "alt": alt}
    if series is not None:
        given |= {"series": series}
    waiting = [name for name, value in given.items() if _unfinished(value)] + _waiting(card)
    if waiting:
        print(f"Not saved yet: {', '.join(waiting)} still to be written.")
        return
    picture = None if figure is None else to_png(figure)
    evidence = Evidence(
        lesson=_lesson(lesson),
        title=kept_text(title, "the title", limit=120, needed=True),
        question=kept_text(question, "the question", limit=300, needed=True),
        paragraph=kept_text(paragraph, "the paragraph", limit=20_000, needed=True, lines=True),
        measures=as_measures(measures),
        figure=None if picture is None else Figure.of(picture, kept_text(alt, "alt", limit=600)),
        series=as_series(series),
        step=step_of(series),
        card=as_card(card),
    )
    _write(_portfolio() / "evidence" / lesson, evidence, picture)
    print(_receipt(evidence))


def saved_evidence(lesson: str) -> Evidence | None:
    """The evidence that this workspace holds for `lesson`, or None when nothing is saved yet."""
    portfolio = _portfolio()
    found = (portfolio / evidence_path(_lesson(lesson))).is_file()
    return read_evidence(portfolio, lesson) if found else None


def evidence_path(lesson: str, name: str = "evidence.json") -> str:
    """Where a file of the evidence of `lesson` lies inside a portfolio."""
    return f"evidence/{lesson}/{name}"


@cache
def evidence_schema() -> TypeAdapter[Evidence]:
    """The schema of an evidence file; made when it is first asked for, since that takes a fifth of a second."""
    from pydantic import TypeAdapter

    return TypeAdapter(Evidence)


def read_evidence(portfolio: Path, lesson: str) -> Evidence:
    """The evidence of `lesson`; PortfolioError names the file and the field when it is not as saved."""
    data = read_own_file(portfolio, evidence_path(lesson), LARGEST_FILE, _again(lesson))
    return parse_evidence(data, lesson)


def parse_evidence(data: bytes, lesson: str) -> Evidence:
    """The evidence of `lesson` in the bytes of its file; PortfolioError as `read_evidence` raises it."""
    from pydantic import ValidationError

    where, next_step = evidence_path(lesson), _again(lesson)
    try:
        evidence = evidence_schema().validate_json(data)
    except ValidationError as error:
        first = error.errors()[0]
        field = ".".join(str(part) for part in first["loc"]) or "the file"
        raise PortfolioError(f"{field}: {first['msg']}", where=where, next_step=next_step) from None
    except PortfolioError as error:
        raise PortfolioError(error.what, where=where, next_step=next_step) from None
    if evidence.version not in READABLE:
        raise PortfolioError(f"has version {evidence.version}, not {VERSION}", where=where, next_step=next_step)
    if evidence.lesson != lesson:
        raise PortfolioError(f"says it belongs to {evidence.lesson}", where=where, next_step=next_step)
    return evidence


def _again(lesson: str) -> str:
    return f"run the mini-project of {lesson} again: it writes this file"


def read_all(portfolio: Path) -> dict[str, Evidence]:
    """Every piece of evidence in a portfolio by lesson id, in the order of the ids."""
    paths = sorted((portfolio / "evidence").glob("*/*/evidence.json"))
    lessons = ["/".join(path.parts[-3:-1]) for path in paths]
    return {lesson: read_evidence(portfolio, lesson) for lesson in lessons}


def read_own_file(portfolio: Path, name: str, limit: int, next_step: str) -> bytes:
    """The bytes of a file of the portfolio, named by its path inside it.

    A portfolio may come from a stranger, and a notebook that runs may leave anything behind: a link that leads
    out of the folder and a file above `limit` bytes are PortfolioErrors.
    """
    path = portfolio / name
    if not path.is_file():
        raise PortfolioError("is missing", where=name, next_step=next_step)
    if not path.resolve().is_relative_to(portfolio.resolve()):
        raise PortfolioError("is a link that leads out of the portfolio", where=name, next_step=next_step)
    try:
        if path.stat().st_size > limit:
            raise PortfolioError(f"is larger than {limit // 1_000_000} MB", where=name, next_step=next_step)
        return path.read_bytes()
    except OSError as error:
        raise PortfolioError(f"can't be read: {error.strerror}", where=name, next_step=next_step) from None


def to_json(evidence: Evidence) -> str:
    """The text of an evidence file."""
    return json.dumps(asdict(evidence), ensure_ascii=False, indent=1, allow_nan=False) + "\n"


def _write(folder: Path, evidence: Evidence, picture: bytes | None) -> None:
    # The picture goes first: whoever reads evidence.json finds the figure that it names.
    if picture is not None:
        write_atomically(folder / "figure.png", picture)
    write_atomically(folder / "evidence.json", to_json(evidence))
    if picture is None:
        (folder / "figure.png").unlink(missing_ok=True)


def _receipt(evidence: Evidence) -> str:
    parts = ["a figure"] if evidence.figure else []
    parts += ["a model card"] if evidence.card else []
    count, words = len(evidence.measures), len(evidence.paragraph.split())
    parts += [f"{count} measure{'' if count == 1 else 's'}", f"{words} word{'' if words == 1 else 's'}"]
    return f"Saved in portfolio/evidence/{evidence.lesson}: {', '.join(parts)}."


def _portfolio() -> Path:
    from course.workspace import Workspace

    workspace = Workspace.around()
    if workspace is not None:
        return workspace.portfolio
    return Path(os.environ.get(EVIDENCE) or Path(_nowhere().name) / "portfolio")


@cache
def _nowhere() -> tempfile.TemporaryDirectory:
    """A folder that lives as long as this process: a build or a test has no workspace."""
    return tempfile.TemporaryDirectory(prefix="evidence-")


def _unfinished(value: Any) -> bool:
    if isinstance(value, list | tuple):
        return any(_unfinished(item) for item in value)
    if isinstance(value, dict):
        return any(_unfinished(item) for item in value.values())
    return is_open(value)


def _waiting(card: Any) -> list[str]:
    if isinstance(card, ModelCard):
        return [f"card.{field}" for field in card.waiting]
    return ["card"] if is_open(card) else []


def _lesson(lesson: str) -> str:
    if not isinstance(lesson, str) or not LESSON_ID.fullmatch(lesson):
        raise PortfolioError(f"{lesson!r} is not the id of a lesson", next_step="give back the lesson= of the task")
    return lesson
