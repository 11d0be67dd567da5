"""A learner's portfolio as it is in real life: three pieces of evidence made of flights and penguins."""

import hashlib
import json
import shutil
import tomllib
from datetime import UTC, datetime
from pathlib import Path

import matplotlib

matplotlib.use("agg")

import matplotlib.pyplot as plt
import numpy as np
import pytest

from autograder.verdict import ExerciseVerdict, Verdict
from course import datasets
from course.files import write_atomically
from course.manifest import Lesson, Manifest, Module, Role, Setup
from course.outcomes import Outcome
from course.paths import MANIFEST
from course.portfolio import Measure, ModelCard, save_evidence
from course.portfolio.build import build_portfolio
from course.portfolio.claims import make_claims
from course.portfolio.evidence import read_all
from course.portfolio.pieces import Piece, in_order, read_picture
from course.portfolio.profile import Profile
from course.portfolio.site import Content, Source
from course.results import LessonResult, Results, keep_result
from course.workspace import Workspace

PROGRAMMING = "01_foundations/01_programming"
STATISTICS = "01_foundations/04_statistics"
VISUAL = "02_real_data/03_visual_analysis"
PASSED = {PROGRAMMING: (9, 11), STATISTICS: (8, 9), VISUAL: (10, 10)}

DATA = Path(__file__).with_name("data")
PROFILE_TEXT = (DATA / "profile.toml").read_text(encoding="utf-8")
PROFILE = tomllib.loads(PROFILE_TEXT)

TAUGHT = {
    PROGRAMMING: ("Programming with real records", ("programming", "analytical-thinking", "data-handling"), 11),
    "01_foundations/03_probability": ("What are the chances?", ("statistics", "mathematics", "programming"), 10),
    STATISTICS: ("How sure can we be?", ("statistics", "programming", "analytical-thinking"), 9),
    "02_real_data/02_sql": ("Five tables, one answer", ("sql", "data-handling"), 12),
    VISUAL: ("From a question to a figure", ("visualisation", "data-handling", "communication"), 10),
}
DATASETS = {PROGRAMMING: ("penguins",), STATISTICS: ("flights",), VISUAL: ("flights",)}


SERVED = tomllib.loads((DATA / "served.toml").read_text(encoding="utf-8"))
SERVED |= {"measures": [Measure(**each) for each in SERVED["measures"]], "card": ModelCard(**SERVED["card"])}


@pytest.fixture(scope="session")
def manifest(tmp_path_factory) -> Manifest:
    """The course's own skills and roles with five lessons, of which three are done."""
    return make_manifest(tmp_path_factory.mktemp("course"))


def make_manifest(root: Path) -> Manifest:
    real = tomllib.loads(MANIFEST.read_text(encoding="utf-8"))
    lessons = [
        Lesson(name, title, title, 60, skills, DATASETS.get(name, ()), (), (), (), root)
        for name, (title, skills, _) in TAUGHT.items()
    ]
    for lesson in lessons:
        write_atomically(lesson.source_path, json.dumps(solved_notebook(TAUGHT[lesson.id][2])))
    return Manifest(
        title=real["course"]["title"],
        release=real["course"]["release"],
        skills=real["skills"],
        roles=tuple(Role(**role) for role in real["roles"]),
        extras=(),
        setup=Setup(),
        preload=(),
        modules=tuple(
            Module(**module, step=step, lessons=tuple(x for x in lessons if x.module_id == module["id"]))
            for step, module in enumerate(real["modules"], start=1)
        ),
        path=MANIFEST,
    )


def solved_notebook(exercises: int) -> dict:
    """A built lesson as far as grading reads it: tasks, answers and checks; the last exercise is the project."""
    cells = []
    for number in range(1, exercises + 1):
        kind = "project" if number == exercises else "write"
        name = f"exercise-{number}"
        cells += [
            _cell("markdown", f"## Exercise {number}: answer a question", tags=["task", f"kind:{kind}"]),
            _cell("code", ANSWER, nbgrader={"grade_id": name, "solution": True, "grade": False}),
            _cell("code", "check", nbgrader={"grade_id": f"{name}-check", "grade": True, "points": 4.0}),
        ]
    return {"cells": cells, "metadata": {}, "nbformat": 4, "nbformat_minor": 5}


ANSWER = """late = flights["arr_delay"] > 30
by_hour = late.groupby(flights["sched_dep_time"] // 100).mean()

by_hour.plot()"""


def _cell(kind: str, source: str, **metadata) -> dict:
    extra = {"outputs": [], "execution_count": None} if kind == "code" else {}
    return {"cell_type": kind, "source": source, "metadata": metadata, **extra}


@pytest.fixture(scope="session")
def figures() -> dict[str, plt.Figure]:
    """Three figures on real data, as a learner draws them."""
    return {PROGRAMMING: _penguins(), STATISTICS: _boston(), VISUAL: _hours()}


def _penguins() -> plt.Figure:
    table = datasets.penguins().dropna(subset=["body_mass_g"])
    figure, axes = plt.subplots(figsize=(6.4, 4), layout="constrained")
    for row, species in enumerate(["Adelie", "Chinstrap", "Gentoo"]):
        mass = table.loc[table["species"] == species, "body_mass_g"].to_numpy()
        height = row + np.random.default_rng(row).uniform(-0.25, 0.25, len(mass))
        axes.scatter(mass, height, s=14, alpha=0.6, color=["#0072b2", "#d55e00", "#009e73"][row])
        axes.plot([np.median(mass)] * 2, [row - 0.36, row + 0.36], color="black", lw=2)
    axes.set(yticks=range(3), yticklabels=["Adelie", "Chinstrap", "Gentoo"], xlabel="body mass (g)")
    axes.set_title("Gentoo penguins weigh a third more; black lines are medians", loc="left", fontsize=11)
    axes.spines[["top", "right"]].set_visible(False)
    return figure


def _boston() -> plt.Figure:
    delays = datasets.flights().query("origin == 'JFK' and dest == 'BOS'")["arr_delay"].dropna()
    figure, axes = plt.subplots(figsize=(6.4, 4), layout="constrained")
    axes.hist(delays, bins=range(-60, 181, 5), color="#9bb7bb")
    for value, name, side in [(delays.median(), "median", "right"), (delays.mean(), "mean", "left")]:
        axes.axvline(value, color="#0b3d44", lw=1.5)
        axes.annotate(f" {name} {value:.1f} min ", (value, 640), ha=side, fontsize=9)
    axes.set(xlabel="arrival delay (minutes)", ylabel="flights in 2023", xlim=(-60, 180), ylim=(0, 690))
    axes.set_title("A few very late flights put the mean right of the middle", loc="left", fontsize=11)
    axes.spines[["top", "right"]].set_visible(False)
    return figure


def _hours() -> plt.Figure:
    flights = datasets.flights().dropna(subset=["arr_delay"])
    late = (flights["arr_delay"] > 30).groupby(flights["sched_dep_time"] // 100).mean() * 100
    figure, axes = plt.subplots(figsize=(6.4, 4), layout="constrained")
    axes.plot(late.index, late, color="#0072b2", lw=2.5, marker="o", ms=5)
    axes.set(xlabel="planned hour of departure", ylabel="arrive more than 30 min late (%)", ylim=(0, 30))
    axes.set_title("The later the flight is planned, the later it comes", loc="left", fontsize=11)
    axes.spines[["top", "right"]].set_visible(False)
    axes.grid(axis="y", color="#e4e8e8")
    return figure


@pytest.fixture(scope="session")
def save_piece(figures):
    """Save the real evidence of one lesson into the workspace that COURSE_WORK names."""
    pieces = tomllib.loads((DATA / "pieces.toml").read_text(encoding="utf-8"))
    for piece in pieces.values():
        piece["measures"] = [Measure(**each) for each in piece["measures"]]
    # as a learner may give one: a dict, its value NumPy's
    last = pieces[STATISTICS]["measures"][-1]
    pieces[STATISTICS]["measures"][-1] = {"name": last.name, "value": np.float64(last.value), "unit": last.unit}

    def save(lesson: str, **changes) -> None:
        given = {"figure": figures[lesson], **pieces[lesson], **changes}
        save_evidence(lesson=lesson, **given)

    return save


def result(lesson: str, passed: int, checked: int, notebook: bytes = b"") -> LessonResult:
    """A stored result: `passed` of `checked` exercises, and one that a person has to grade."""
    exercises = [
        ExerciseVerdict(
            grade_id=f"exercise-{number}-check",
            title=f"Exercise {number}: answer a question",
            kind="project" if number == checked else "write",
            points=4.0,
            earned=4.0 if number <= passed else 1.0,
            outcome=Outcome.PASSED if number <= passed else Outcome.FAILED,
        )
        for number in range(1, checked + 1)
    ]
    words = ExerciseVerdict("words", "Explain in two sentences", "explain", 3.0, None, None, awaits_person=True)
    then = datetime(2026, 11, 20, tzinfo=UTC)
    return LessonResult(lesson, then, hashlib.sha256(notebook).hexdigest(), (*exercises, words))


@pytest.fixture(scope="session")
def finished(tmp_path_factory, save_piece) -> Path:
    """A workspace as its learner left it, drawn once: each test works on a copy."""
    root = tmp_path_factory.mktemp("finished") / "work"
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("COURSE_WORK", str(root))
        for lesson in (PROGRAMMING, STATISTICS, VISUAL):
            save_piece(lesson)
            write_atomically(root / f"{lesson}.ipynb", json.dumps(solved_notebook(TAUGHT[lesson][2])))
    write_atomically(root / "portfolio" / "profile.toml", PROFILE_TEXT)
    return root


@pytest.fixture
def workspace(tmp_path, monkeypatch, finished) -> Workspace:
    """A workspace with a profile, three pieces of evidence and their notebooks."""
    root = tmp_path / "work"
    shutil.copytree(finished, root)
    monkeypatch.setenv("COURSE_WORK", str(root))
    return Workspace(root)


@pytest.fixture
def check(workspace):
    """Grades as `course check` does, without running anything: the results are those of PASSED."""

    def check(lesson: Lesson, notebook: bytes) -> None:
        exercises = result(lesson.id, *PASSED[lesson.id]).exercises
        keep_result(workspace, Verdict(lesson.id, exercises), hashlib.sha256(notebook).hexdigest())

    return check


@pytest.fixture
def portfolio(workspace, manifest, check) -> Path:
    """A built portfolio."""
    build_portfolio(workspace, manifest, check=check)
    return workspace.portfolio


@pytest.fixture
def served(workspace, save_piece) -> dict:
    """The evidence of the visual lesson is that of a deployed model: a card, and a latency that varies."""
    save_piece(VISUAL, **SERVED)
    return SERVED


@pytest.fixture
def grade(finished, save_piece, monkeypatch):
    """What running the notebooks of that portfolio again does: same evidence, same results."""
    return FakeGrade(finished, save_piece, monkeypatch)


class FakeGrade:
    """Stands in for `grade_notebook`: saves the evidence of the lesson in `folder` and returns its verdict.

    `changes` alters the evidence of a lesson, `passed` its results, `silent` names lessons that save nothing.
    """

    def __init__(self, finished, save_piece, monkeypatch):
        self.finished, self.save_piece, self.monkeypatch = finished, save_piece, monkeypatch
        self.changes, self.passed, self.silent, self.ran = {}, dict(PASSED), set(), []

    def __call__(self, notebook: bytes, lesson: Lesson, *, folder: Path) -> Verdict:
        assert list(folder.iterdir()) == []
        self.ran.append(lesson.id)
        if lesson.id in self.silent:
            pass
        elif lesson.id not in self.changes:
            place = f"portfolio/evidence/{lesson.id}"
            shutil.copytree(self.finished / place, folder / place)
        else:
            with self.monkeypatch.context() as patch:
                patch.setenv("COURSE_WORK", str(folder))
                self.save_piece(lesson.id, **self.changes[lesson.id])
        return Verdict(lesson.id, result(lesson.id, *self.passed[lesson.id]).exercises)


@pytest.fixture
def content(workspace, manifest) -> Content:
    """What the site of that workspace is made of."""
    return make_content(workspace.portfolio, manifest, PROFILE)


@pytest.fixture
def served_content(served, workspace, manifest) -> Content:
    """The same with a deployed model among the case studies."""
    return make_content(workspace.portfolio, manifest, PROFILE)


def make_content(portfolio: Path, manifest: Manifest, profile: dict, count: int = 3) -> Content:
    evidence = dict(list(read_all(portfolio).items())[:count])
    notebook = json.dumps(solved_notebook(11)).encode()
    results = Results({lesson: result(lesson, *PASSED[lesson]) for lesson in evidence})
    pieces = {
        lesson: Piece(manifest.lesson(lesson), piece, read_picture(portfolio, piece), notebook, ANSWER)
        for lesson, piece in evidence.items()
    }
    parsed = Profile.model_validate(profile)
    return Content(
        profile=parsed,
        pieces=in_order(pieces, parsed, manifest),
        claims=make_claims(manifest, results, [piece.evidence for piece in in_order(pieces, parsed, manifest)]),
        manifest=manifest,
        notebooks=dict.fromkeys(pieces, notebook),
        sources={name: Source.of(datasets.card(name)) for name in ("flights", "penguins")},
    )
