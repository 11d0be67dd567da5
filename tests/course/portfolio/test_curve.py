import dataclasses
import re
from itertools import pairwise
from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st

from course.portfolio import Evidence, Measure, Series
from course.portfolio.curve import HEIGHT, LINE, SHAPES, apart, draw_curve, split

PIECE = Evidence("01_foundations/01_programming", "t", "q", "p", (Measure("n", 2.0),), step="try")
TRIES = (
    Series("validation", (None, 0.65, 0.69)),
    Series("public", (0.63, 0.61, 0.66)),
    Series("model to beat, private", (0.67,)),
    Series("one number for all, private", (0.5,)),
)


def drawn(*series):
    curve = draw_curve(dataclasses.replace(PIECE, series=series))
    return curve, ElementTree.fromstring(curve.picture)


def texts(root, kind):
    return [text.text for text in root.iter("text") if kind in text.get("class").split()]


def percent(element, name):
    return float(element.get(name).removesuffix("%"))


def test_rows_and_what_they_are_compared_with_are_told_apart():
    assert split(TRIES) == (TRIES[:2], TRIES[2:])
    assert split(()) == ((), ())


def test_each_line_is_named_at_its_end_and_a_reference_has_its_value():
    curve, root = drawn(*TRIES)
    assert texts(root, "name") == ["validation", "model to beat 0.67", "public"]
    assert texts(root, "middle") == ["1", "2", "3", "try"]
    assert [key.name for key in curve.keys] == ["validation", "public", "model to beat, private: 0.67"]


def test_a_reference_far_from_the_rows_is_told_and_does_not_flatten_them():
    curve, root = drawn(*TRIES)
    assert curve.outside == "one number for all, private: 0.5"
    assert not re.search("one number", curve.picture)
    assert [line.get("class") for line in root.iter("line")].count("reference") == 1


def test_where_nothing_was_measured_there_is_a_gap():
    _, root = drawn(*TRIES)
    assert [line.get("class") for line in root.iter("line")].count("c0") == 1
    assert [line.get("class") for line in root.iter("line")].count("c1") == 2
    marks = [path.get("d") for path in root.iter("path")]
    assert (marks.count(SHAPES[0]), marks.count(SHAPES[1])) == (2, 3)


def test_higher_values_stand_higher_and_later_steps_further_right():
    _, root = drawn(Series("loss", (3.0, 1.0, 2.0)))
    points = [(percent(mark, "x"), percent(mark, "y")) for mark in root.findall("svg")]
    assert [x for x, _ in points] == sorted(x for x, _ in points)
    assert points[0][1] < points[2][1] < points[1][1]


@pytest.mark.parametrize("series", [(), (Series("one", (0.5,)),), (Series("none", (None, None)),)])
def test_without_two_steps_there_is_no_curve(series):
    assert draw_curve(dataclasses.replace(PIECE, series=series)) is None


def test_many_steps_have_no_marks_and_a_few_numbers():
    _, root = drawn(Series("loss", tuple(1 / step for step in range(1, 201))))
    assert list(root.iter("path")) == []
    assert len(texts(root, "middle")) <= 11


def test_it_is_told_in_words_and_names_are_escaped():
    _, root = drawn(Series("R & D <b>", (1.0, 2.0)))
    assert root.get("role") == "img"
    assert root.get("aria-label") == "Lines over 2 values of try: R & D <b> from 1 to 2."
    assert texts(root, "name") == ["R & D <b>"]


@given(
    st.lists(
        st.one_of(st.none(), st.floats(-1e12, 1e12, allow_nan=False).filter(lambda v: v == 0 or abs(v) > 1e-9)),
        min_size=2,
        max_size=40,
    ),
    st.floats(-1e12, 1e12, allow_nan=False),
)
def test_every_point_is_inside_the_picture(values, reference):
    curve = draw_curve(dataclasses.replace(PIECE, series=(Series("a", tuple(values)), Series("b", (reference,)))))
    if curve is None:
        assert all(value is None for value in values)
        return
    for line in ElementTree.fromstring(curve.picture).iter("line"):
        assert all(-0.01 <= percent(line, name) <= 100.01 for name in ("x1", "x2", "y1", "y2"))


@given(st.lists(st.floats(0, 100), max_size=14).map(sorted))
def test_labels_never_lie_on_each_other(places):
    gap = 100 * LINE / HEIGHT
    moved = apart(places)
    assert all(second - first >= gap - 1e-9 for first, second in pairwise(moved))
    assert moved == sorted(moved)
    assert not moved or moved[-1] <= 100 + 1e-9
