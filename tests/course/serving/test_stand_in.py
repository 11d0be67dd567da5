"""The stand-in learns from a timetable alone, and the shifts of a day say how unusual its hours are."""

from __future__ import annotations

import pandas as pd
import pytest

from course.serving import daily_shifts, flight_table, train_model


@pytest.fixture(scope="module")
def table():
    return flight_table()


def test_the_table_has_every_flight_and_no_column_of_afterwards(table):
    assert len(table) == 435_352
    assert list(table) == ["month", "day", "origin", "carrier", "hour", "distance_miles", "late"]
    assert table["late"].mean() == pytest.approx(0.2275, abs=0.005)


def test_later_hours_are_riskier_and_an_unknown_carrier_is_an_error(table):
    model = train_model(table.sample(20_000, random_state=0))
    asked = pd.DataFrame([{"origin": "JFK", "carrier": "B6", "hour": hour, "distance_miles": 2475} for hour in (7, 17)])
    early, late = model.predict_proba(asked)[:, 1]
    assert 0.1 < early < late < 0.6
    with pytest.raises(ValueError, match="ZZ"):
        model.predict_proba(asked.assign(carrier="ZZ"))


def test_days_like_the_usual_ones_have_no_shift_and_others_all_of_it():
    usual = pd.DataFrame({"month": 1, "day": 1, "hour": [7, 17] * 50})
    assert daily_shifts(usual, usual, requests=100).tolist() == pytest.approx([0])
    night = usual.assign(hour=3, day=2)
    both = pd.concat([usual, night])
    assert daily_shifts(both, usual, requests=100).to_dict() == pytest.approx({(1, 1): 0, (1, 2): 1})
    half = usual.assign(hour=[7, 3] * 50)
    assert daily_shifts(half, usual, requests=100).tolist() == pytest.approx([0.5])
