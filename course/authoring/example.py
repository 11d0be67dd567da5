"""The example portfolio: what somebody's would be who solved every lesson as its author did.

Its evidence comes from the run that makes a lesson's notebooks, so no lesson is run for it. The person in
`profile.toml`, the one file there that is written by hand with its README, is made up.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import UTC, datetime
from pathlib import Path

import nbformat
from nbformat import NotebookNode

from autograder.score import score
from course.authoring.exercise import find_exercises
from course.authoring.pipeline import release, to_text
from course.authoring.samples import make_samples
from course.authoring.text import read_text
from course.errors import PortfolioError
from course.exercises import find_exercises as find_graded
from course.manifest import Lesson, Manifest
from course.portfolio.build import portfolio_files, read_pictures
from course.portfolio.compare import settled
from course.portfolio.evidence import evidence_path, parse_evidence, read_all, read_evidence, to_json
from course.portfolio.profile import load_profile
from course.portfolio.site import assemble
from course.portfolio.snapshot import snapshot_path
from course.results import LessonResult, Results

FOLDER = Path("docs/example_portfolio")
BY_HAND = ("profile.toml", "README.md", ".gitattributes")
NEVER = datetime.fromtimestamp(0, UTC)


def example_folder(root: Path) -> Path | None:
    """Where the example lies in a course, or None in one that has none."""
    return root / FOLDER if (root / FOLDER / "profile.toml").is_file() else None


def example_evidence(lesson: Lesson, solved: NotebookNode, saved: Mapping[str, bytes]) -> dict[Path, bytes]:
    """What the example holds of one lesson: the notebook with every answer, and the evidence that its run saved."""
    folder = example_folder(lesson.root)
    if folder is None:
        return {}
    exercises = find_exercises(read_text(lesson.text_path))
    answered = make_samples(solved, release(solved), exercises, 1)[0].notebook
    made = {snapshot_path(lesson.id): to_text(answered).encode()}
    for name in ("evidence.json", "figure.png"):
        if f"{lesson.id}/{name}" in saved:
            made[evidence_path(lesson.id, name)] = saved[f"{lesson.id}/{name}"]
    if evidence_path(lesson.id) in made:
        made[evidence_path(lesson.id)] = _kept(folder, lesson.id, made[evidence_path(lesson.id)])
    return {folder / name: data for name, data in made.items()}


def _kept(folder: Path, lesson: str, data: bytes) -> bytes:
    """The evidence of a run, with the numbers that stand in `folder` where they differ by machine or moment alone."""
    try:
        stated = read_evidence(folder, lesson)
    except PortfolioError:  # there is none yet, or none that can be read
        return data
    again = parse_evidence(data, lesson)
    return to_json(settled(stated, again, same_figure=stated.figure == again.figure)).encode()


def example_site(manifest: Manifest) -> dict[Path, bytes]:
    """The pages and claims of the example, from the evidence and the solved notebooks that lie in their places."""
    folder = example_folder(manifest.path.parent.parent)
    if folder is None:
        return {}
    lessons = [lesson for lesson in manifest.lessons if (folder / snapshot_path(lesson.id)).is_file()]
    found = [lesson.id for lesson in lessons if (folder / evidence_path(lesson.id)).is_file()]
    evidence = {name: read_evidence(folder, name) for name in found}
    notebooks = {lesson.id: (folder / snapshot_path(lesson.id)).read_bytes() for lesson in lessons}
    results = Results({lesson.id: _result(lesson) for lesson in lessons})
    pictures = read_pictures(folder, evidence)
    content, _ = assemble(manifest, load_profile(folder), results, evidence, pictures, notebooks)
    files, claims = portfolio_files(content)
    return {folder / name: data for name, data in files.items()} | {folder / "claims.json": claims.encode()}


def _result(lesson: Lesson) -> LessonResult:
    """What checking that notebook would find: the solved one ran with every check, and its outputs tell."""
    solved = nbformat.read(lesson.source_path, as_version=4)
    return LessonResult(lesson.id, NEVER, "", score(solved, find_graded(solved.cells), ()))


def example_leftovers(lesson: Lesson, made: Collection[Path]) -> list[Path]:
    """The lesson's files among the example's evidence that its run does not save any more: it made `made`."""
    folder = example_folder(lesson.root)
    if folder is None:
        return []
    found = (folder / evidence_path(lesson.id)).parent.glob("*")
    return sorted(path for path in found if path.is_file() and path not in made)


def example_strays(manifest: Manifest) -> list[Path]:
    """Files in the example's folder that no lesson makes and nobody writes by hand."""
    folder = example_folder(manifest.path.parent.parent)
    if folder is None:
        return []
    ours = {folder / name for name in BY_HAND} | set(example_site(manifest))
    known = {lesson.id for lesson in manifest.lessons}
    for name, piece in read_all(folder).items():
        names = ("evidence.json", "figure.png") if piece.figure else ("evidence.json",)
        ours |= {folder / evidence_path(name, file) for file in names if name in known}
    return sorted(path for path in folder.rglob("*") if path.is_file() and path not in ours)
