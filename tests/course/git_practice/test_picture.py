"""The picture of a clone and what is measured of a change."""

from __future__ import annotations

import itertools

import matplotlib
import pytest

from course.errors import PracticeError
from course.git_practice import change_evidence, draw_history

matplotlib.use("agg")


@pytest.fixture
def forked(clone):
    made = clone("refused-push")
    made.git("fetch")
    made.git("merge origin/main -m 'Join the two'")
    made.git("switch -c side")
    made.write("notes.txt", "one\ntwo\n")
    made.git("add notes.txt")
    made.git("commit -m 'Note two things'")
    return made


def test_every_commit_is_a_line_and_every_branch_a_label(forked):
    texts = [text.get_text() for text in draw_history(forked, "Joined", count=5).axes[0].texts]
    assert texts[:2] == ["[side]", "Note two things, You"]
    assert "[main]" in texts
    assert "[origin/main]" in texts
    assert sum("," in text for text in texts) == 5


def test_authors_differ_in_shape_and_not_in_colour_alone(forked):
    marks = [drawn.get_paths()[0].vertices.tobytes() for drawn in draw_history(forked, "Joined").axes[0].collections]
    assert len(set(marks)) == 3


def test_a_merge_has_a_line_to_each_parent(forked):
    assert len(draw_history(forked, "Joined", count=5).axes[0].lines) == 6


def test_a_change_is_measured_and_not_typed(forked):
    figure, alt, measures = change_evidence(forked, "Two notes")
    assert [(measure.name, measure.value) for measure in measures] == [
        ("lines added", 3), ("files changed", 2), ("commits", 3),
    ]  # fmt: skip
    assert "Note two things" in alt
    assert figure.axes[0].get_title("left") == "Two notes"


def test_no_word_lies_on_another(forked):
    figure = draw_history(forked, "A title of many words " * 5)
    figure.canvas.draw()
    boxes = [
        text.get_window_extent() for text in (*figure.axes[0].texts, figure.axes[0]._left_title) if text.get_text()
    ]
    assert not any(one.overlaps(other) for one, other in itertools.combinations(boxes, 2))
    assert max(box.x1 for box in boxes) <= figure.bbox.x1


def test_evidence_waits_for_work_and_title(clone, forked):
    untouched = clone("project")
    assert change_evidence(untouched, "A title") == (..., ..., ...)
    assert change_evidence(forked, ...) == (..., ..., ...)
    with pytest.raises(PracticeError, match="nothing was done"):
        draw_history(untouched, "A title")
