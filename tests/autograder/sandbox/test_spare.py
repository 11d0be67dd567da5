"""Rooms that are built ahead are given out once, only to who wants such a one, and closed when nobody takes them."""

import threading
from concurrent.futures import ThreadPoolExecutor

import pytest

from autograder.errors import GraderBroke
from autograder.sandbox import Limits
from autograder.sandbox.fake import FakeSandbox
from autograder.sandbox.spare import Spares


class Builder:
    """Builds fake rooms and remembers them, with the threads that they were built on."""

    def __init__(self):
        self.sandbox, self.rooms, self.threads = FakeSandbox(), [], set()
        self.fails = False

    def __call__(self, limits, environment):
        if self.fails:
            raise GraderBroke("no room can be built")
        self.threads.add(threading.get_ident())
        room = self.sandbox.room(limits, environment)
        room.made_for = (limits, dict(environment))
        self.rooms.append(room)
        return room

    def is_open(self, room):
        return room.replies >= 0


@pytest.fixture
def builder():
    return Builder()


@pytest.fixture
def spares(builder):
    made = Spares(builder)
    yield made
    made.close()
    for room in builder.rooms:
        room.close()


def built(builder, number):
    """Wait until so many rooms were built."""
    for _ in range(500):
        if len(builder.rooms) >= number:
            break
        threading.Event().wait(0.01)
    return len(builder.rooms) == number


def test_whoever_wants_one_room_gets_one(spares, builder):
    room = spares.take(Limits(), {})
    spares.close()
    assert builder.rooms == [room]
    assert builder.is_open(room)


def test_from_the_second_on_the_next_is_built_ahead_and_given_out(spares, builder):
    first, second = spares.take(Limits(), {}), spares.take(Limits(), {})
    assert built(builder, 3)
    third = spares.take(Limits(), {})
    assert third is builder.rooms[2]
    assert len({id(first), id(second), id(third)}) == 3


@pytest.mark.parametrize(
    ("limits", "environment"), [(Limits(wall_seconds=7), {"A": "1"}), (Limits(), {"A": "2"}), (Limits(), {})]
)
def test_one_for_other_limits_or_another_environment_is_closed_unused(spares, builder, limits, environment):
    for _ in range(2):
        spares.take(Limits(), {"A": "1"})
    assert built(builder, 3)
    ahead = builder.rooms[2]
    room = spares.take(limits, environment)
    assert room.made_for == (limits, environment)
    assert not builder.is_open(ahead)


def test_one_that_no_longer_stands_is_closed_unused(spares, builder):
    for _ in range(2):
        spares.take(Limits(), {})
    assert built(builder, 3)
    ahead = builder.rooms[2]
    ahead.stands = lambda: False
    assert spares.take(Limits(), {}) is not ahead
    assert not builder.is_open(ahead)


def test_what_keeps_a_room_from_being_built_is_told_to_who_asks_and_only_then(spares, builder):
    for _ in range(2):
        spares.take(Limits(), {})
    assert built(builder, 3)
    builder.fails = True
    spares.take(Limits(), {})  # the one ahead; the next fails unseen
    with pytest.raises(GraderBroke, match="no room can be built"):
        spares.take(Limits(), {})
    builder.fails = False
    assert builder.is_open(spares.take(Limits(), {}))


def test_closing_closes_what_nobody_took_and_it_may_be_used_again(spares, builder):
    taken = [spares.take(Limits(), {}) for _ in range(2)]
    assert built(builder, 3)
    spares.close()
    assert [builder.is_open(room) for room in builder.rooms] == [True, True, False]
    taken.append(spares.take(Limits(), {}))
    assert all(builder.is_open(room) for room in taken)


def test_several_threads_never_get_the_same_room_and_all_are_built_on_one(spares, builder):
    with ThreadPoolExecutor(8) as threads:
        rooms = list(threads.map(lambda _: spares.take(Limits(), {}), range(60)))
    assert len({id(room) for room in rooms}) == 60
    assert all(builder.is_open(room) for room in rooms)
    assert len(builder.threads) == 1
