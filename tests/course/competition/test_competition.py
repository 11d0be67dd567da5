import numpy as np
import pytest

from course import competition
from course.errors import CompetitionError


@pytest.fixture
def board(contest):
    return competition.practice_board(contest.path, tries=4)


def test_a_notebook_gets_tables_without_answers(contest):
    train, test, example = competition.load_tables(contest.path)
    assert "late" in train.columns and "late" not in test.columns
    assert list(example["id"]) == list(test["id"])


def test_practice_is_the_same_in_every_run(contest):
    first, second = (competition.practice_board(contest.path) for _ in range(2))
    _, _, example = competition.load_tables(contest.path)
    assert repr(first.submit(example)) == repr(second.submit(example))
    assert first.tries == second.tries


def test_the_standings_and_the_curve_show_the_private_part_only_at_the_end(board, contest):
    _, test, _ = competition.load_tables(contest.path)
    for number in (1, 2):
        board.submit(
            np.random.default_rng(number).random(len(test)), note=f"dice {number}", validation=number / 2 or None
        )
    assert list(competition.standings(board).columns) == ["name", "public"]
    assert list(competition.curve(board).columns) == ["validation", "public", "note"]
    board.close(2)
    assert list(competition.standings(board).columns) == ["name", "public", "private"]
    curve = competition.curve(board)
    assert list(curve.columns) == ["validation", "public", "private", "note"] and list(curve.index) == [1, 2]
    assert list(curve["note"]) == ["dice 1", "dice 2"]


def test_the_curve_knows_the_reference_models_and_keeps_them_without_a_column(board):
    rows = competition.standings(board).set_index("name")["public"]
    assert competition.curve(board).drop(columns="note").attrs["references"] == {
        f"{name}, public": score for name, score in rows.items()
    }


def test_an_empty_board_has_an_empty_curve(board):
    assert competition.curve(board).empty
    with pytest.raises(CompetitionError):
        board.close()


def test_a_practice_board_names_next_steps_for_a_notebook(board, contest):
    _, test, _ = competition.load_tables(contest.path)
    for number in range(4):
        board.submit(np.random.default_rng(number).random(len(test)))
    with pytest.raises(CompetitionError, match="closed already") as error:
        board.close()
    assert "make a new board" in str(error.value) and "python3" not in str(error.value)
