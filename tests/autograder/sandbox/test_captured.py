"""Standard output of a notebook, from Python and from anything else, in one order."""

import os
import subprocess

import pytest

from autograder.sandbox.captured import FLUSH_AT, CapturedStream


@pytest.fixture
def captured(tmp_path):
    """A stream on a descriptor of its own, and what it published."""
    number = os.open(os.devnull, os.O_WRONLY)
    published = []
    stream = CapturedStream("stdout", number, lambda name, text: published.append((name, text)), tmp_path)
    yield stream, number, published
    os.close(number)


def test_everything_comes_in_the_order_in_which_it_was_written(captured):
    stream, number, published = captured
    stream.write("one ")
    os.write(number, b"two ")
    stream.write("three ")
    subprocess.run(["echo", "four"], stdout=number, check=True)
    stream.flush()
    assert published == [("stdout", "one two three four\n")]


def test_the_file_behind_it_has_no_name(captured, tmp_path):
    assert list(tmp_path.iterdir()) == []


def test_a_character_that_is_cut_in_two_is_one_character(captured):
    stream, number, published = captured
    os.write(number, "ä".encode()[:1])
    stream.flush()
    os.write(number, "ä".encode()[1:] + b"\xff")
    stream.flush()
    assert "".join(text for _, text in published) == "ä\ufffd"


def test_much_text_is_passed_on_before_a_flush(captured):
    stream, _, published = captured
    stream.write("x" * FLUSH_AT)
    assert published


def test_it_is_a_text_stream_as_a_kernel_has_it(captured):
    stream, number, _ = captured
    assert (stream.writable(), stream.isatty(), stream.fileno(), stream.encoding) == (True, False, number, "UTF-8")
    assert not hasattr(stream, "buffer")
    with pytest.raises(TypeError, match="must be str"):
        stream.write(b"x")
    stream.writelines(["a", "b"])


def test_a_notebook_that_closes_the_descriptor_keeps_its_own_text(captured):
    stream, _, published = captured
    os.close(stream._file)
    stream.write("still here")
    stream.flush()
    stream._file = os.open(os.devnull, os.O_RDONLY)
    assert published == [("stdout", "still here")]
