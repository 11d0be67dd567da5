import numpy as np

from course.competition.board import Board
from course.competition.history import MemoryHistory
from course.competition.ranking import ranking
from course.competition.tables import tables


def test_reference_models_and_the_own_try_are_ranked_by_the_public_score(contest):
    board = Board(contest, MemoryHistory())
    assert {line.name for line in ranking(board)} == {"one number", "means of the line", "logistic regression"}
    board.submit(tables(contest).answers["late"])
    lines = ranking(board)
    assert (lines[0].name, lines[0].public, lines[0].own) == ("you, try 1", 1.0, True)
    assert [line.public for line in lines] == sorted((line.public for line in lines), reverse=True)
    assert all(line.private is None for line in lines)


def test_once_closed_the_chosen_try_is_ranked_by_the_private_score(contest):
    board = Board(contest, MemoryHistory())
    truth = tables(contest).answers["late"]
    board.submit(np.random.default_rng(1).random(len(truth)))
    board.submit(truth)
    board.close(1)
    lines = ranking(board)
    assert [line.name for line in lines if line.own] == ["you, try 1"]
    assert [line.private for line in lines] == sorted((line.private for line in lines), reverse=True)
