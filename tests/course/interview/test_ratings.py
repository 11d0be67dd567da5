"""What a learner said of their answers survives damage, two writers and a restart."""

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from course.interview import Rated, Rating, keep_rating, read_ratings
from course.workspace import Workspace

LESSON = "01_foundations/01_programming"
NOON = datetime(2026, 11, 2, 12, tzinfo=UTC)


@pytest.fixture
def workspace(tmp_path):
    return Workspace(tmp_path)


def test_ratings_are_read_again_in_their_order(workspace):
    assert read_ratings(workspace) == ()
    kept = [Rated(LESSON, "number-check", Rating.STUCK, NOON), Rated(LESSON, "number-check", Rating.CLEAR, NOON)]
    for rated in kept:
        keep_rating(workspace, rated)
    assert read_ratings(workspace) == tuple(kept)


@pytest.mark.parametrize("damaged", ['{"lesson": "a"}', "[]", '{"lesson": "a", "exercise": "b", "rating": 9}', "{"])
def test_a_damaged_line_costs_only_itself(workspace, damaged):
    keep_rating(workspace, Rated(LESSON, "a", Rating.GAPS, NOON))
    path = workspace.root / ".course" / "interview.jsonl"
    path.write_text(path.read_text(encoding="utf-8") + damaged, encoding="utf-8")
    keep_rating(workspace, Rated(LESSON, "c", Rating.GAPS, NOON))
    assert [rated.exercise for rated in read_ratings(workspace)] == ["a", "c"]


@given(st.binary(max_size=200))
def test_any_bytes_can_stand_in_the_file(tmp_path_factory, data):
    workspace = Workspace(tmp_path_factory.mktemp("work"))
    (workspace.root / ".course").mkdir()
    (workspace.root / ".course" / "interview.jsonl").write_bytes(data)
    keep_rating(workspace, Rated(LESSON, "a", Rating.STUCK, NOON))
    assert "a" in [rated.exercise for rated in read_ratings(workspace)]
