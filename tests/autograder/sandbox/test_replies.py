"""The schema of replies: what a notebook can hold comes through, anything else is a ValueError."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from autograder.sandbox.replies import Bundle, Done, Files, read_reply

JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
)


def read(**reply):
    return read_reply(json.dumps(reply).encode())


def test_a_report_of_a_check_comes_through_as_it_is():
    report = {"name": "one", "points": 2, "subchecks": [{"says": "x", "hidden": False, "got": None}]}
    data = {"text/plain": "2.0", "text/html": "<p>", "application/vnd.mlcourse.check+json": report}
    assert read(kind="execute_result", content={"data": data, "execution_count": 3}).content.data == data


@given(JSON | st.dictionaries(st.sampled_from(["kind", "name", "text", "data", "cell", "content"]), JSON))
def test_anything_is_a_reply_or_a_value_error(thing):
    try:
        reply = read_reply(json.dumps(thing).encode())
    except ValueError:
        return
    assert reply.kind == thing["kind"]


@pytest.mark.parametrize(
    "data", [b"", b"{", b"\x80\x04N.", b"\xff", b'{"kind": "exec"}', b"[" * 100_000, b'{"kind":"done","cell":"1"}']
)
def test_bytes_that_are_no_reply(data):
    with pytest.raises(ValueError, match=r"."):
        read_reply(data)


@pytest.mark.parametrize("data", [{"text/html": 5}, {"image/png": ["x"]}, {"nonsense": "x"}, {"a/b" * 100: "x"}])
def test_data_that_a_notebook_may_not_hold(data):
    with pytest.raises(ValueError, match=r"."):
        read(kind="display_data", content={"data": data})


def test_files_are_decoded_or_refused():
    assert read(kind="files", files={"a": "eA=="}).contents() == {"a": b"x"}
    with pytest.raises(ValueError, match=r"."):
        Files(kind="files", files={"a": "?"}).contents()


def test_replies_cannot_be_changed():
    done = Done(kind="done", cell=1, execution_count=None)
    with pytest.raises(ValueError, match="frozen"):
        done.cell = 2
    assert Bundle(data={}).metadata == {}
