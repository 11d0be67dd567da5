"""Messages over a stream of bytes, however it is cut."""

import os

import pytest
from hypothesis import given
from hypothesis import strategies as st

from autograder.sandbox.frames import FrameTooLong, Inlet, Outlet, encode

MESSAGES = st.lists(st.dictionaries(st.text(max_size=5), st.text(max_size=40) | st.integers() | st.none(), max_size=4))


@given(MESSAGES, st.lists(st.integers(1, 30)))
def test_whatever_the_pieces_the_frames_come_out_whole(messages, cuts):
    data = b"".join(encode(message) for message in messages)
    inlet, frames = Inlet(10_000), []
    for cut in cuts:
        frames += inlet.feed(data[:cut])
        data = data[cut:]
    frames += inlet.feed(data)
    assert [encode_again(frame) for frame in frames] == [encode(message) for message in messages]


def encode_again(frame):
    return len(frame).to_bytes(4, "big") + frame


def test_a_length_beyond_the_limit_is_refused_before_it_is_read():
    with pytest.raises(FrameTooLong):
        Inlet(100).feed((101).to_bytes(4, "big"))


def test_half_a_surrogate_pair_becomes_a_question_mark():
    assert b"half ?" in encode({"text": "half \ud83d"})


def test_an_outlet_does_not_wait_for_a_reader_and_loses_nothing():
    reader, writer = os.pipe()
    outlet = Outlet(writer)
    outlet.put({"text": "x" * 1_000_000})
    assert outlet.pending
    received = b""
    while outlet.pending:
        received += os.read(reader, 1 << 16)
        outlet.push()
    while len(received) < 1_000_000:
        received += os.read(reader, 1 << 16)
    assert received[4:].startswith(b'{"text":"xxx')
    os.close(reader)
    outlet.put({"text": "to nobody"})
    assert not outlet.pending
    os.close(writer)
