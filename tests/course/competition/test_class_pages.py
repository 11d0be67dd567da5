import csv
import io

import pytest

from course.competition.class_pages import as_csv, as_html, write_pages
from course.competition.classroom import ClassBoard, Placed, Refusal
from course.competition.scoring import Scores


@pytest.fixture
def board(contest):
    placed = (
        Placed("ada", Scores(0.7, 0.5), "ada/a.csv", 2),
        Placed("one number", Scores(0.6, 0.55)),
        Placed("=HYPERLINK(1)", Scores(0.5, 0.6), "<b>.csv", 1),
    )
    return ClassBoard(contest, placed, (Refusal("@bob.csv", "is empty"),))


def rows(text):
    return list(csv.DictReader(io.StringIO(text)))


def test_the_private_scores_are_on_no_page_before_the_end(board):
    table = rows(as_csv(board, private=False))
    assert [row["name"] for row in table] == ["ada", "one number", "'=HYPERLINK(1)"]
    assert "private" not in table[0]
    assert "Private" not in as_html(board, private=False) and "0.5500" not in as_html(board, private=False)


def test_at_the_end_the_private_score_ranks(board):
    assert [row["name"] for row in rows(as_csv(board, private=True))] == ["'=HYPERLINK(1)", "one number", "ada"]
    page = as_html(board, private=True)
    assert page.index("HYPERLINK") < page.index("one number</th>") < page.index("ada</th>")


def test_names_are_text_on_the_page_and_nothing_is_loaded(board):
    board = ClassBoard(board.contest, (Placed("<script>x</script>", Scores(1, 1), "f", 1),), ())
    page = as_html(board, private=False)
    assert "<script>" not in page and "&lt;script&gt;" in page
    assert "http" not in page


def test_three_files_are_written(board, tmp_path):
    written = write_pages(board, tmp_path / "board", private=False)
    assert sorted(path.name for path in written) == ["board.csv", "board.html", "refused.csv"]
    assert rows((tmp_path / "board" / "refused.csv").read_text(encoding="utf-8")) == [
        {"file": "'@bob.csv", "why": "is empty"}
    ]
