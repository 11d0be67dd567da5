"""Contests: hidden labels, a public and a private score, limited tries, a board that keeps its history.

In a notebook, practice needs no folder and uses up no real try::

    from course import competition

    train, test, example = competition.load_tables("summer-delays")
    board = competition.practice_board("summer-delays")
    board.submit(probabilities, note="means of carrier and hour", validation=0.66)
    competition.standings(board)      # you among the reference models
    competition.curve(board)          # each try: validation, public score

The real board is the terminal's: `python3 -m course compete`.
"""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING, NamedTuple

from course.competition.board import Board, Receipt, without_limit
from course.competition.contest import Contest, find, names
from course.competition.history import MemoryHistory

if TYPE_CHECKING:
    import pandas as pd

__all__ = ["Board", "Contest", "Receipt", "Tables", "curve", "find", "load_tables", "names", "practice_board",
           "standings"]  # fmt: skip

PRACTICE_DAY = datetime(2026, 1, 1, tzinfo=UTC)
PRACTICE_TRIES = 20


class Tables(NamedTuple):
    """What a competitor gets: the training table, the test table without its target, an example of a submission."""

    train: pd.DataFrame
    test: pd.DataFrame
    example: pd.DataFrame


def load_tables(name: str) -> Tables:
    """The tables of the contest of that id, fresh copies on every call."""
    from course.competition.tables import tables

    made = tables(find(name))
    return Tables(made.train, made.test, made.example)


def practice_board(name: str, *, tries: int = PRACTICE_TRIES) -> Board:
    """An empty board that lives as long as the notebook's kernel, on which it is always the same day.

    A notebook run again from the top submits the same and sees the same, whatever was submitted before.
    """
    return Board(without_limit(find(name), tries), MemoryHistory(), clock=lambda: PRACTICE_DAY, in_notebook=True)


def standings(board: Board) -> pd.DataFrame:
    """The ranking: reference models and the try that counts; columns name, public and, once closed, private."""
    import pandas as pd

    from course.competition.ranking import ranking

    rows = [{"name": row.name, "public": row.public, "private": row.private} for row in ranking(board)]
    table = pd.DataFrame(rows, index=pd.RangeIndex(1, len(rows) + 1, name="rank"))
    return table if board.closed else table.drop(columns="private")


def curve(board: Board) -> pd.DataFrame:
    """The history: one row a try, columns validation, public, note and, once closed, private; NaN where not given.

    The scores of the reference models go with it, in `attrs["references"]`: the private ones once it is closed.
    """
    import pandas as pd

    from course.competition.baselines import private_score, references

    rows = [
        {"try": entry.number, "validation": entry.validation, "public": entry.public}
        | ({"private": board.private(entry)} if board.closed else {})
        | {"note": entry.note}
        for entry in board.tries
    ]
    columns = ["try", "validation", "public", *(["private"] if board.closed else []), "note"]
    table = pd.DataFrame(rows, columns=columns).set_index("try").astype({"validation": float})
    part = "private" if board.closed else "public"
    table.attrs["references"] = {
        f"{each.name}, {part}": private_score(board.contest, each) if board.closed else each.public
        for each in references(board.contest)
    }
    return table
