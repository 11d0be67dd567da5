"""The state of an environment survives a round trip, and a damaged one counts as none."""

import pytest

from course.setup.state import NAME, State, Status, read_state, write_state


def test_a_state_is_read_as_it_was_written(tmp_path):
    state = State("/a/clone ñ", "3.12", Status.READY, {"core": "abc"})
    write_state(tmp_path, state)
    assert read_state(tmp_path) == state


@pytest.mark.parametrize(
    "text", ["", "{", "[]", '{"root": "x"}', '{"root":"x","python":"3","status":"?","installed":{}}']
)
def test_a_damaged_state_is_none(tmp_path, text):
    (tmp_path / NAME).write_text(text, encoding="utf-8")
    assert read_state(tmp_path) is None


def test_a_missing_state_is_none(tmp_path):
    assert read_state(tmp_path) is None
