"""Who stands where on a board: the reference models, and the try of the competitor that counts."""

from __future__ import annotations

from dataclasses import dataclass

from course.competition.baselines import private_score, references
from course.competition.board import Board
from course.competition.metrics import METRICS

YOU = "you"


@dataclass(frozen=True)
class Standing:
    """One line of a ranking; `private` is None while the contest is open."""

    name: str
    public: float
    private: float | None = None
    own: bool = False


def ranking(board: Board) -> tuple[Standing, ...]:
    """The lines of the ranking, the best first: by the public score, and by the private one once it is closed."""
    contest, closed = board.contest, board.closed
    lines = [
        Standing(each.name, each.public, private_score(contest, each) if closed else None)
        for each in references(contest)
    ]
    counts = board.best()
    if closed:
        counts = next((entry for entry in board.tries if entry.number == closed.pick), None)
    if counts is not None:
        private = board.private(counts) if closed else None
        lines.append(Standing(f"{YOU}, try {counts.number}", counts.public, private, own=True))
    metric = METRICS[contest.scoring.metric]
    return tuple(sorted(lines, key=lambda line: metric.rank(line.private if closed else line.public)))
