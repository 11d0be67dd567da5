import dataclasses
import json

import pytest

from course.errors import PortfolioError
from course.files import write_atomically
from course.manifest import Lesson
from course.portfolio import Evidence, Measure, ModelCard
from course.portfolio.pieces import Piece, draft_reason, in_order, read_picture, slug
from course.portfolio.profile import Profile

GOOD = " ".join(f"word{number}" for number in range(30))
FIELDS = (field.name for field in dataclasses.fields(ModelCard))
CARD = ModelCard(**dict.fromkeys(FIELDS, "said") | {"limits": "It fails where ..."})
TASK = "Write three sentences: what you asked, what you found, and what this table can not say."
PIECE = Evidence("01_foundations/01_programming", "A title", "A question?", GOOD, (Measure("n", 3),))


@pytest.fixture
def lesson(tmp_path):
    made = Lesson(PIECE.lesson, "t", "s", 60, ("programming",), (), (), (), (), tmp_path)
    starter = f'paragraph = """\n{TASK}\n{GOOD}"""'
    cells = [{"cell_type": "code", "source": starter}, {"cell_type": "code", "source": "%matplotlib inline"}]
    write_atomically(made.release_path, json.dumps({"cells": cells}))
    return made


def test_a_finished_piece_is_no_draft(lesson):
    assert draft_reason(PIECE, lesson) is None


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"paragraph": "Too short."}, "2 words"),
        ({"paragraph": GOOD + " TODO say why"}, "placeholder"),
        ({"paragraph": GOOD + " ..."}, "placeholder"),
        ({"title": "Your title"}, "the title still has a placeholder"),
        ({"measures": ()}, "no measure"),
        ({"card": CARD}, "the model card's limits still has a placeholder"),
        (
            {"paragraph": f"{TASK} {GOOD}"},
            "still the text that the exercise began with",
        ),
    ],
)
def test_a_draft_is_refused_with_the_reason(lesson, changes, words):
    assert words in draft_reason(dataclasses.replace(PIECE, **changes), lesson)


def test_the_order_is_the_profiles_then_what_the_roles_ask_for(manifest):
    pieces = {lesson.id: Piece(lesson, PIECE, None, b"") for lesson in manifest.lessons}
    profile = Profile(first=("01_foundations/04_statistics",), hidden=("02_real_data/02_sql",))
    assert [piece.slug for piece in in_order(pieces, profile, manifest)] == [
        "foundations-statistics",  # named by the profile
        "foundations-programming",  # programming, analytical thinking and data handling: 25
        "foundations-probability",  # 22
        "real-data-visual-analysis",  # 21
    ]


def test_a_model_that_others_can_use_comes_before_other_work(manifest):
    pieces = {lesson.id: Piece(lesson, PIECE, None, b"") for lesson in manifest.lessons}
    served = "02_real_data/02_sql"
    card = dataclasses.replace(PIECE, card=CARD)
    pieces[served] = Piece(manifest.lesson(served), card, None, b"")
    assert in_order(pieces, Profile(), manifest)[0].lesson.id == served


@pytest.mark.parametrize("field", ["first", "hidden"])
def test_a_lesson_that_is_none_is_named(manifest, field):
    with pytest.raises(PortfolioError, match="is not a lesson") as caught:
        in_order({}, Profile(**{field: ("01_foundations/99_magic",)}), manifest)
    assert field in caught.value.what


def test_slugs_read_well():
    assert slug("01_foundations/05_statistical_models") == "foundations-statistical-models"


def test_a_picture_that_was_swapped_is_not_shown(workspace):
    from course.portfolio.evidence import read_all

    portfolio = workspace.portfolio
    evidence = read_all(portfolio)
    first, second, _ = evidence.values()
    (portfolio / "evidence" / first.lesson / "figure.png").write_bytes(read_picture(portfolio, second))
    with pytest.raises(PortfolioError, match="is not the figure"):
        read_picture(portfolio, first)
    (portfolio / "evidence" / first.lesson / "figure.png").unlink()
    with pytest.raises(PortfolioError, match="is missing"):
        read_picture(portfolio, first)
