from datetime import UTC, datetime, timedelta

import numpy as np
import pytest

from course.competition.board import Board, without_limit
from course.competition.history import FileHistory, MemoryHistory
from course.competition.tables import tables
from course.errors import CompetitionError


class Clock:
    def __init__(self):
        self.now = datetime(2026, 5, 4, 22, 30, tzinfo=UTC)

    def __call__(self):
        return self.now


@pytest.fixture
def clock():
    return Clock()


@pytest.fixture
def board(contest, clock):
    return Board(contest, MemoryHistory(), clock=clock)


@pytest.fixture
def guess(contest):
    """Random predictions by number: guess(1), guess(2), …"""
    rows = len(tables(contest).test)
    return lambda number: np.random.default_rng(number).random(rows)


def test_a_try_gets_its_public_score_and_keeps_its_words(board, guess):
    receipt = board.submit(guess(1), note="  dice,\n thrown ", validation=np.float64(0.5))
    assert 0 < receipt.public < 1 and receipt.left_today == 2 and not receipt.repeated
    assert (board.tries[0].note, board.tries[0].validation) == ("dice, thrown", 0.5)
    assert repr(receipt) == f"try 1: public {receipt.public:.4f} (2 left today)"


def test_files_tables_and_numbers_are_the_same_submission(board, contest, guess, tmp_path):
    table = tables(contest).example.assign(late=guess(1))
    table.to_csv(tmp_path / "mine.csv", index=False)
    first = board.submit(guess(1))
    for again in (table, tmp_path / "mine.csv", str(tmp_path / "mine.csv"), list(guess(1))):
        receipt = board.submit(again)
        assert receipt.repeated and receipt.entry == first.entry
    assert len(board.tries) == 1 and board.left_today() == 2


def test_a_day_has_so_many_tries_and_the_next_day_as_many_again(board, guess, clock):
    for number in range(3):
        board.submit(guess(number))
    with pytest.raises(CompetitionError) as error:
        board.submit(guess(3))
    assert "3 tries of 2026-05-04 are used up" in str(error.value) and "in 1 h 30 min" in str(error.value)
    clock.now += timedelta(hours=1, minutes=30)
    assert board.submit(guess(3)).left_today == 2


def test_a_day_is_a_day_of_utc_wherever_the_clock_stands(board, guess, clock):
    from datetime import timezone

    for number in range(3):
        board.submit(guess(number))
    clock.now = clock.now.astimezone(timezone(timedelta(hours=10)))  # already tomorrow there
    with pytest.raises(CompetitionError, match="2026-05-04"):
        board.submit(guess(3))


def test_a_clock_turned_back_gives_no_try_back(board, guess, clock):
    for number in range(3):
        board.submit(guess(number))
    clock.now -= timedelta(days=1)
    with pytest.raises(CompetitionError, match="used up"):
        board.submit(guess(3))


def test_a_submission_that_is_refused_uses_no_try(board, guess):
    for wrong in (guess(1) + 1, guess(1)[:-1], np.full(3, np.nan)):
        with pytest.raises(CompetitionError):
            board.submit(wrong)
    assert board.tries == () and board.left_today() == 3


@pytest.mark.parametrize("more", [{"note": 5}, {"validation": "good"}, {"validation": float("nan")}])
def test_words_of_the_wrong_type_are_one_error(board, guess, more):
    with pytest.raises(CompetitionError):
        board.submit(guess(1), **more)
    assert board.tries == ()


def test_the_private_score_is_shown_only_when_the_contest_is_closed(board, guess):
    entry = board.submit(guess(1)).entry
    with pytest.raises(CompetitionError, match="when the contest is closed"):
        board.private(entry)
    assert board.close().pick == 1
    assert 0 < board.private(entry) < 1


def test_closing_picks_the_best_public_try_or_the_one_that_was_chosen(contest, clock, guess):
    for pick in (None, 2):
        board = Board(contest, MemoryHistory(), clock=clock)
        for number in range(3):
            board.submit(guess(number))
        best = max(board.tries, key=lambda entry: entry.public)
        assert board.close(pick).pick == (pick or best.number)


def test_what_can_not_be_closed_is_one_error(board, guess):
    with pytest.raises(CompetitionError, match="no submission yet"):
        board.close()
    board.submit(guess(1))
    with pytest.raises(CompetitionError, match="there is no try 5"):
        board.close(5)
    board.close()
    with pytest.raises(CompetitionError, match="closed already"):
        board.close()


def test_after_closing_a_try_is_late_and_ranks_no_more(board, guess, contest):
    board.submit(guess(1))
    board.close()
    for number in range(2, 8):  # no limit any more
        receipt = board.submit(guess(number))
        assert receipt.entry.late and "late" in repr(receipt)
    truth = tables(contest).answers["late"]
    assert board.submit(truth).public == 1
    assert board.best().number == board.closed.pick == 1


def test_the_last_of_all_tries_closes_the_contest(board, guess, clock):
    for number in range(7):
        receipt = board.submit(guess(number))
        clock.now += timedelta(hours=12)
        assert receipt.closed_now == (number == 6)
    assert board.closed.pick == board.best().number
    assert not board.tries[-1].late


def test_a_file_keeps_the_board_and_the_score_can_not_be_read_in_it(contest, clock, guess, tmp_path):
    path = tmp_path / "history.jsonl"
    Board(contest, FileHistory(path), clock=clock).submit(guess(1), note="dice")
    again = Board(contest, FileHistory(path), clock=clock)
    assert again.tries[0].note == "dice" and again.left_today() == 2
    text = path.read_text(encoding="utf-8")
    again.close()
    assert "private" not in text and f"{again.private(again.tries[0])}" not in text


def test_a_sealed_score_can_not_be_moved_to_another_try(contest, clock, guess, tmp_path):
    path = tmp_path / "history.jsonl"
    board = Board(contest, FileHistory(path), clock=clock)
    first, second = (board.submit(guess(number)).entry for number in (1, 2))
    path.write_text(path.read_text(encoding="utf-8").replace(first.sealed, second.sealed), encoding="utf-8")
    board.close()
    with pytest.raises(CompetitionError, match="can't be opened"):
        board.private(board.tries[0])


def test_practice_has_as_many_tries_as_it_is_given_on_one_day(contest, clock, guess):
    board = Board(without_limit(contest, 5), MemoryHistory(), clock=clock)
    for number in range(5):
        board.submit(guess(number))
    assert board.closed is not None
