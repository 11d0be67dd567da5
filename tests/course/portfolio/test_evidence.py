import dataclasses
import json
import subprocess
import sys

import matplotlib.pyplot as plt
import numpy as np
import pytest

from course.errors import PortfolioError
from course.portfolio import Measure, ModelCard, save_evidence, saved_evidence
from course.portfolio.evidence import read_all, read_evidence

CARD = ModelCard(
    name="Late flights",
    version="1.0",
    predicts="The chance that a flight arrives late.",
    made_for="Travellers who plan a change of flights.",
    not_for="Airlines that judge their crews.",
    training_data="Flights from New York in 2023.",
    evaluation="On the last three months, which it never saw.",
    limits="Storms are not in the table.",
    harms="A missed connection, when its advice is taken as certain.",
    upkeep="Trained again each month.",
)
LESSON = "01_foundations/01_programming"
WORDS = {"title": "A title", "question": "A question?", "paragraph": "What I found.", "measures": [Measure("n", 3)]}


@pytest.fixture
def root(tmp_path, monkeypatch):
    monkeypatch.setenv("COURSE_WORK", str(tmp_path))
    return tmp_path


@pytest.fixture
def figure():
    drawn, axes = plt.subplots(figsize=(4, 3))
    axes.plot([1, 2, 3])
    yield drawn
    plt.close(drawn)


def test_what_is_saved_is_read_back_as_it_was(root, figure):
    save_evidence(lesson=LESSON, figure=figure, alt="A line from one to three.", **WORDS)
    piece = read_evidence(root / "portfolio", LESSON)
    assert (piece.title, piece.question, piece.paragraph) == ("A title", "A question?", "What I found.")
    assert piece.measures == (Measure("n", 3),)
    assert piece.figure.alt == "A line from one to three."
    assert saved_evidence(LESSON) == piece
    assert read_all(root / "portfolio") == {LESSON: piece}


def test_one_line_without_a_path_of_this_machine_is_printed(root, figure, capsys):
    save_evidence(lesson=LESSON, figure=figure, alt="A line from one to three.", **WORDS)
    assert capsys.readouterr().out == (
        "Saved in portfolio/evidence/01_foundations/01_programming: a figure, 1 measure, 3 words.\n"
    )


def test_the_same_figure_gives_the_same_files(root, figure):
    folder = root / "portfolio" / "evidence" / LESSON
    save_evidence(lesson=LESSON, figure=figure, alt="A line from one to three.", **WORDS)
    first = {path.name: path.read_bytes() for path in folder.iterdir()}
    save_evidence(lesson=LESSON, figure=figure.axes[0], alt="A line from one to three.", **WORDS)
    assert {path.name: path.read_bytes() for path in folder.iterdir()} == first
    assert set(first) == {"evidence.json", "figure.png"}


def test_without_a_figure_an_earlier_one_goes(root, figure):
    save_evidence(lesson=LESSON, figure=figure, alt="A line from one to three.", **WORDS)
    save_evidence(lesson=LESSON, **WORDS)
    assert not (root / "portfolio" / "evidence" / LESSON / "figure.png").exists()
    assert saved_evidence(LESSON).figure is None


@pytest.mark.parametrize(
    ("changes", "named"),
    [
        ({"paragraph": ...}, "paragraph"),
        ({"title": "..."}, "title"),
        ({"measures": [{"name": "n", "value": ...}]}, "measures"),
        ({"figure": ..., "alt": "x"}, "figure"),
        ({"card": ...}, "card"),
        ({"card": dataclasses.replace(CARD, limits=..., harms="...")}, "card.limits, card.harms"),
        ({"title": ..., "card": dataclasses.replace(CARD, upkeep=...)}, "title, card.upkeep"),
    ],
)
def test_a_starter_runs_through_and_saves_nothing(root, capsys, changes, named):
    save_evidence(lesson=LESSON, **(WORDS | changes))
    assert capsys.readouterr().out == f"Not saved yet: {named} still to be written.\n"
    assert saved_evidence(LESSON) is None


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"title": " "}, "title is empty"),
        ({"paragraph": 7}, "must be text, not int"),
        ({"measures": [Measure("n", 1), Measure("n", 2)]}, "two measures are named 'n'"),
        ({"measures": [("n", 1)]}, "is not a measure"),
        ({"card": {"name": "Late flights"}}, "card= must be a ModelCard"),
        ({"lesson": "../../elsewhere"}, "not the id of a lesson"),
        ({"figure": "plot.png", "alt": "a line going up"}, "must be a matplotlib figure"),
    ],
)
def test_a_wrong_field_is_named_and_nothing_is_saved(root, changes, words):
    with pytest.raises(PortfolioError, match=words):
        save_evidence(**({"lesson": LESSON} | WORDS | changes))
    assert not (root / "portfolio").exists()


@pytest.mark.parametrize(
    ("alt", "words"), [(None, "no description"), (" ", "no description"), ("Two bars.", "'Two bars.' says too little")]
)
def test_a_figure_needs_a_description(root, figure, alt, words):
    given = {} if alt is None else {"alt": alt}
    with pytest.raises(PortfolioError, match=words):
        save_evidence(lesson=LESSON, figure=figure, **WORDS, **given)


def test_without_a_workspace_the_line_is_the_same_and_no_file_is_left(tmp_path, capsys):
    code = (
        "import course.workspace as w; w.Workspace.locate = classmethod(lambda cls, start=None: None)\n"
        "from course.portfolio import save_evidence, saved_evidence\n"
        f"save_evidence(lesson={LESSON!r}, title='A title', question='Why?', paragraph='One two three.',"
        " measures=[{'name': 'n', 'value': 3}])\n"
        f"print(saved_evidence({LESSON!r}).title)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, cwd=tmp_path, check=True)
    assert done.stdout == f"Saved in portfolio/evidence/{LESSON}: 1 measure, 3 words.\nA title\n"
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("edit", "words"),
    [
        (lambda data: data.pop("title"), "title"),
        (lambda data: data.update(version=99), "version 99"),
        (lambda data: data.update(lesson="02_real_data/01_cleaning"), "says it belongs to"),
        (lambda data: data.update(stars=5), "stars"),
        (lambda data: data["measures"][0].update(value="many"), "measures"),
        (lambda data: data["card"].update(limits=" "), "the model card's limits is empty"),
        (lambda data: data["card"].pop("harms"), "card.harms"),
    ],
)
def test_a_damaged_file_is_one_error_that_names_file_and_field(root, edit, words):
    save_evidence(lesson=LESSON, card=CARD, **WORDS)
    path = root / "portfolio" / "evidence" / LESSON / "evidence.json"
    data = json.loads(path.read_text(encoding="utf-8"))
    edit(data)
    path.write_text(json.dumps(data), encoding="utf-8")
    with pytest.raises(PortfolioError, match=words) as caught:
        read_evidence(root / "portfolio", LESSON)
    assert caught.value.where == f"evidence/{LESSON}/evidence.json"
    assert caught.value.next_step


def test_a_link_out_of_the_portfolio_is_not_followed(root, tmp_path_factory):
    save_evidence(lesson=LESSON, **WORDS)
    path = root / "portfolio" / "evidence" / LESSON / "evidence.json"
    secret = tmp_path_factory.mktemp("elsewhere") / "evidence.json"
    path.rename(secret)
    try:
        path.symlink_to(secret)
    except OSError:  # Windows without the right to make links: the danger is not there either
        return
    with pytest.raises(PortfolioError, match="leads out"):
        read_evidence(root / "portfolio", LESSON)


def test_evidence_is_frozen(root):
    save_evidence(lesson=LESSON, **WORDS)
    with pytest.raises(dataclasses.FrozenInstanceError):
        saved_evidence(LESSON).title = "another"


def test_the_values_behind_a_curve_are_kept(root):
    save_evidence(lesson=LESSON, series={"public": [0.61, np.float64(0.63)], "validation": [None, 0.65]}, **WORDS)
    kept = read_evidence(root / "portfolio", LESSON).series
    assert [(one.name, one.values) for one in kept] == [("public", (0.61, 0.63)), ("validation", (None, 0.65))]


def test_a_curve_that_is_still_to_be_made_is_named(root, capsys):
    save_evidence(lesson=LESSON, series=..., **WORDS)
    assert "series" in capsys.readouterr().out
    assert saved_evidence(LESSON) is None


def test_a_model_card_and_a_measure_that_varies_are_kept(root, capsys):
    latency = Measure("latency", 12, "ms", "200 requests", varies=True)
    save_evidence(lesson=LESSON, card=CARD, **(WORDS | {"measures": [latency]}))
    assert "a model card, 1 measure, 3 words" in capsys.readouterr().out
    kept = read_evidence(root / "portfolio", LESSON)
    assert kept.card == CARD
    assert kept.measures == (latency,)
    assert kept.version == 2


def test_a_file_of_the_first_version_is_read_as_it_was(root):
    first = {
        "lesson": LESSON,
        "title": "A title",
        "question": "A question?",
        "paragraph": "What I found.",
        "measures": [{"name": "n", "value": 3, "unit": "", "note": ""}],
        "figure": None,
        "series": [],
        "version": 1,
    }
    path = root / "portfolio" / "evidence" / LESSON / "evidence.json"
    path.parent.mkdir(parents=True)
    path.write_text(json.dumps(first), encoding="utf-8")
    kept = read_evidence(root / "portfolio", LESSON)
    assert (kept.card, kept.measures) == (None, (Measure("n", 3),))
