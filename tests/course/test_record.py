"""What is remembered besides results survives damage, two writers and a restart."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from course.record import HelpKind, Stopped, keep_help, keep_stopped, read_help, read_stopped
from course.workspace import Workspace

LESSON = "01_foundations/01_programming"


@pytest.fixture
def workspace(tmp_path):
    return Workspace(tmp_path)


def test_where_one_stopped_is_read_again(workspace):
    assert read_stopped(workspace) is None
    keep_stopped(workspace, Stopped(LESSON, "number-check"))
    assert read_stopped(workspace) == Stopped(LESSON, "number-check")


@pytest.mark.parametrize("damaged", ["", "{", "[]", '{"lesson": 3}', "\xff"])
def test_a_damaged_note_of_where_one_stopped_is_none(workspace, damaged):
    keep_stopped(workspace, Stopped(LESSON, "number-check"))
    (workspace.root / ".course" / "stopped.json").write_text(damaged, encoding="latin-1")
    assert read_stopped(workspace) is None


def test_help_is_noted_once_of_each_kind(workspace):
    assert keep_help(workspace, LESSON, "number-check", HelpKind.hint(1))
    assert not keep_help(workspace, LESSON, "number-check", HelpKind.hint(1))
    assert keep_help(workspace, LESSON, "number-check", HelpKind.SOLUTION)
    found = read_help(workspace)
    assert [(help.exercise, help.kind) for help in found] == [
        ("number-check", HelpKind.HINT_1),
        ("number-check", HelpKind.SOLUTION),
    ]
    assert found[0].at.endswith("+00:00")


def test_a_line_cut_off_by_a_power_cut_costs_only_itself(workspace):
    keep_help(workspace, LESSON, "a", HelpKind.HINT_1)
    keep_help(workspace, LESSON, "b", HelpKind.HINT_1)
    path = workspace.root / ".course" / "help.jsonl"
    path.write_bytes(path.read_bytes()[:-20])
    keep_help(workspace, LESSON, "c", HelpKind.HINT_1)
    assert [help.exercise for help in read_help(workspace)] == ["a", "c"]


@given(st.binary(max_size=200))
def test_any_bytes_can_stand_in_the_file(tmp_path_factory, data):
    workspace = Workspace(tmp_path_factory.mktemp("work"))
    (workspace.root / ".course").mkdir()
    (workspace.root / ".course" / "help.jsonl").write_bytes(data)
    keep_help(workspace, LESSON, "a", HelpKind.HINT_3)
    assert "a" in [help.exercise for help in read_help(workspace)]
