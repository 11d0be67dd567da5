import dataclasses
import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from course.portfolio import Evidence, Measure, Series
from course.portfolio.compare import compare_evidence, compare_figure, same_number, settled
from course.portfolio.figure import Figure
from course.portfolio.findings import Standing

STATED = Evidence("01_foundations/01_programming", "t", "q", "p", (Measure("n", 2.0, "min"),))
NUMBERS = st.floats(-1e9, 1e9, allow_nan=False)


@given(NUMBERS)
def test_a_number_is_the_same_as_itself_and_its_rounding(value):
    assert same_number(value, value)
    assert same_number(value, value * (1 + 1e-9))


@given(NUMBERS, st.floats(1e-5, 1), st.sampled_from([-1, 1]))
def test_a_number_changed_by_more_than_a_millionth_is_another(value, share, sign):
    if math.fabs(value) > 1e-300:
        assert not same_number(value, value * (1 + sign * share))


@pytest.mark.parametrize(
    ("again", "why"),
    [
        (Measure("n", 3.0, "min"), "run again: 3 min"),
        (Measure("n", 2.0, "h"), "run again: 2 h"),
        (Measure("n", 2.00001, "min"), "run again: 2.00001 min"),
        (Measure("m", 2.0, "min"), "no such measure"),
    ],
)
def test_a_measure_that_differs_says_how(again, why):
    found = list(compare_evidence(STATED, dataclasses.replace(STATED, measures=(again,))))
    assert any(why in f.why for f in found if f.standing is Standing.FAILS)


def test_a_figure_that_other_fonts_drew_is_left_to_a_person(workspace):
    import io

    from PIL import Image

    from course.portfolio.evidence import read_all

    piece = read_all(workspace.portfolio)["01_foundations/01_programming"]
    own = (workspace.portfolio / "evidence" / piece.lesson / "figure.png").read_bytes()
    image = Image.open(io.BytesIO(own)).convert("RGB")
    image.putpixel((3, 3), (0, 0, 0))
    out = io.BytesIO()
    image.save(out, format="PNG")
    [found] = compare_figure(piece, own, piece, out.getvalue())
    assert found.standing is Standing.OPEN
    assert "looks alike" in found.why


def test_a_figure_on_one_side_only_does_not_hold():
    described = Figure("three words here", 10, 10, "0" * 64)
    with_figure = dataclasses.replace(STATED, figure=described)
    [found] = compare_figure(with_figure, b"png", STATED, None)
    assert found.why == "the notebook draws no figure"
    [found] = compare_figure(STATED, None, with_figure, b"png")
    assert found.why == "the notebook draws a figure"
    assert list(compare_figure(STATED, None, STATED, None)) == []


def test_pages_show_stated_numbers_where_they_hold_and_new_ones_where_they_do_not():
    rounding = dataclasses.replace(STATED, measures=(Measure("n", 2.0 + 1e-12, "min"),))
    assert settled(STATED, rounding, same_figure=True) == STATED
    other = dataclasses.replace(STATED, title="new", measures=(Measure("n", 9.0, "min"),))
    assert settled(STATED, other, same_figure=True) == other


def test_the_description_of_a_figure_is_always_that_of_the_notebook():
    own = dataclasses.replace(STATED, figure=Figure("a made up description", 10, 12, "1" * 64))
    again = dataclasses.replace(STATED, figure=Figure("what the notebook says", 11, 12, "2" * 64))
    figure = settled(own, again, same_figure=True).figure
    assert (figure.alt, figure.width, figure.sha256) == ("what the notebook says", 10, "1" * 64)
    assert settled(own, again, same_figure=False).figure == again.figure


@pytest.mark.parametrize(
    ("again", "standing"),
    [
        ((Series("public", (0.5, None, 0.6000000001)),), Standing.HOLDS),
        ((Series("public", (0.5, None, 0.61)),), Standing.FAILS),
        ((Series("public", (0.5, 0.5, 0.6)),), Standing.FAILS),
        ((Series("public", (0.5, None)),), Standing.FAILS),
        ((Series("private", (0.5, None, 0.6)),), Standing.FAILS),
        ((), Standing.FAILS),
    ],
)
def test_the_values_behind_a_curve_are_compared_one_by_one(again, standing):
    stated = dataclasses.replace(STATED, series=(Series("public", (0.5, None, 0.6)),))
    other = dataclasses.replace(STATED, series=again)
    found = [f for f in compare_evidence(stated, other) if "behind the curve" in f.claim]
    assert [f.standing for f in found] == [standing]
    shown = settled(stated, other, same_figure=True).series
    assert shown == (stated.series if standing is Standing.HOLDS else again)
