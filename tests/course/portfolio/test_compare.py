import dataclasses
import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from course.portfolio import Evidence, Measure, ModelCard, Series
from course.portfolio.claims import Claims, MeasureClaim
from course.portfolio.compare import compare_claimed_measures, compare_evidence, compare_figure, same_number, settled
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


LATENCY = Measure("latency", 12.0, "ms", "400 requests", varies=True)


@pytest.mark.parametrize(
    ("again", "standing", "why"),
    [
        ((Measure("latency", 12.0, "ms", "400 requests", varies=True),), Standing.HOLDS, ""),
        (
            (Measure("latency", 45.0, "ms", "400 requests", varies=True),),
            Standing.OPEN,
            "measured again here: 45 ms; it depends on the machine and the moment",
        ),
        (
            (Measure("latency", 45.0, "ms", "on 2 cores", varies=True),),
            Standing.OPEN,
            "measured again here: 45 ms (on 2 cores); it depends on the machine and the moment",
        ),
        ((Measure("latency", 0.012, "s", "400 requests", varies=True),), Standing.FAILS, "run again: 0.012 s"),
        ((), Standing.FAILS, "the notebook gives no such measure"),
        (
            (Measure("latency", 12.0, "ms", "400 requests"),),
            Standing.FAILS,
            "run again: 12 ms, as one that does not vary",
        ),
    ],
)
def test_a_measure_that_varies_is_measured_again_and_its_difference_is_no_lie(again, standing, why):
    stated = dataclasses.replace(STATED, measures=(LATENCY,))
    other = dataclasses.replace(STATED, measures=again)
    [found] = [f for f in compare_evidence(stated, other) if f.claim == "latency: 12 ms"]
    assert (found.standing, found.why) == (standing, why)
    shown = settled(stated, other, same_figure=True).measures
    assert shown == (again if standing is Standing.FAILS else (LATENCY,))


def test_a_measure_does_not_vary_because_its_owner_says_so_afterwards():
    stated = dataclasses.replace(STATED, measures=(Measure("n", 99.0, "min", varies=True),))
    found = [f for f in compare_evidence(stated, STATED) if f.standing is Standing.FAILS]
    assert [f.why for f in found] == ["run again: 2 min, as one that does not vary"]
    assert settled(stated, STATED, same_figure=True) == STATED


@pytest.mark.parametrize(
    ("changes", "why"),
    [
        ({}, ""),
        ({"varies": False}, "evidence/01_foundations/01_programming says: 12 ms, as one that varies"),
        ({"value": 3.0}, "evidence/01_foundations/01_programming says: 12 ms"),
    ],
)
def test_a_claim_on_a_measure_that_varies_is_that_of_the_evidence(changes, why):
    piece = dataclasses.replace(STATED, measures=(LATENCY,))
    claim = dataclasses.replace(MeasureClaim(STATED.lesson, "latency", 12.0, "ms", True), **changes)
    found = [f.why for f in compare_claimed_measures(Claims((STATED.lesson,), measures=(claim,)), [piece])]
    assert found == ([why] if changes else [])


CARD = ModelCard(**{field.name: f"my {field.name}" for field in dataclasses.fields(ModelCard)})


@pytest.mark.parametrize(
    ("own", "again", "why"),
    [
        (CARD, CARD, ""),
        (CARD, None, "the notebook gives none"),
        (None, CARD, "the notebook gives one"),
        (dataclasses.replace(CARD, limits="none"), CARD, "the notebook has other words for: limits"),
    ],
)
def test_a_model_card_is_that_of_the_notebook(own, again, why):
    stated, other = dataclasses.replace(STATED, card=own), dataclasses.replace(STATED, card=again)
    [found] = [f for f in compare_evidence(stated, other) if "model card" in f.claim]
    assert found.why == why
    assert settled(stated, other, same_figure=True).card == again


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
