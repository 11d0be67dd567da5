import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from course import datasets
from course.datasets._flights import FLIGHT_FIELDS
from course.errors import DataError


def test_the_hours_of_flights_are_those_of_the_local_schedule():
    flights = datasets.flights()
    when = pd.to_datetime(flights[["year", "month", "day", "hour"]])
    assert (flights["time_hour"] == when).all()
    assert (flights["sched_dep_time"] == flights["hour"] * 100 + flights["minute"]).all()
    assert flights["hour"].min() == 5


def test_the_hours_of_weather_are_true_utc():
    weather = datasets.weather()
    assert (weather["time_hour"].dt.hour == weather["hour"]).all()
    june = weather[weather["month"].isin([6, 7])].groupby("hour")["temp"].mean()
    assert june.idxmax() == 19  # three in the afternoon in New York
    assert june.idxmin() == 9  # five in the morning


def test_a_join_of_flights_with_weather_in_utc_is_refused_and_the_documented_one_works():
    flights, weather = datasets.flights(), datasets.weather()
    with pytest.raises(ValueError, match="merge"):
        flights.merge(weather, on=["origin", "time_hour"])
    weather["local"] = weather["time_hour"].dt.tz_convert("America/New_York").dt.tz_localize(None)
    both = flights[["origin", "time_hour"]].merge(
        weather[["origin", "local"]],
        left_on=["origin", "time_hour"],
        right_on=["origin", "local"],
        how="left",
        validate="many_to_many",
    )
    assert len(both) == len(flights)
    assert both["local"].isna().sum() == 986


def test_the_five_tables_relate_as_their_cards_say():
    flights, planes = datasets.flights(), datasets.planes()
    assert set(flights["carrier"]) == set(datasets.airlines()["carrier"])
    assert set(flights["dest"]) <= set(datasets.airports()["faa"])
    assert datasets.airports()["faa"].is_unique and planes["tailnum"].is_unique
    unknown = flights.loc[~flights["tailnum"].isin(planes["tailnum"]), "tailnum"].dropna()
    assert (len(unknown), unknown.nunique()) == (9371, 277)


def test_the_known_faults_are_still_in_the_data():
    flights, weather = datasets.flights(), datasets.weather()
    assert (flights["dep_time"] == 2400).sum() == 27
    assert (datasets.planes()["speed"] == 0).all()
    assert (weather["precip"] == 0.0001).sum() == 1715
    gusts = (weather["wind_gust"] - 1.15078 * weather["wind_speed"]).abs()
    assert gusts.max() < 1e-4


def test_flight_rows_are_plain_python_values():
    rows = datasets.flight_rows(2000)
    assert len(rows) == 2000
    assert all(tuple(row) == FLIGHT_FIELDS for row in rows)
    assert {type(value) for row in rows for value in row.values()} == {int, str, type(None)}
    assert any(row["dep_delay"] is None for row in rows)


def test_flight_rows_are_the_same_on_every_machine():
    rows = datasets.flight_rows(3)
    assert rows[0] == {
        "month": 2,
        "day": 12,
        "carrier": "9E",
        "flight": 1459,
        "origin": "LGA",
        "dest": "MEM",
        "sched_dep_time": 1800,
        "dep_delay": -5,
        "arr_delay": -33,
        "distance": 963,
        "air_time": 134,
    }
    assert [row["flight"] for row in rows] == [1459, 1743, 843]


def test_flight_rows_are_flights_of_the_table():
    rows = pd.DataFrame(datasets.flight_rows(500))
    known = datasets.flights()[list(FLIGHT_FIELDS)].drop_duplicates()
    assert len(rows.merge(known, on=list(FLIGHT_FIELDS), how="inner")) == 500


def test_flight_rows_speak_for_the_year():
    rows = pd.DataFrame(datasets.flight_rows(5000))
    flights = datasets.flights()
    assert rows["month"].is_monotonic_increasing
    assert set(rows["month"]) == set(range(1, 13))
    assert abs((rows["origin"] == "LGA").mean() - (flights["origin"] == "LGA").mean()) < 0.02
    assert abs(rows["arr_delay"].mean() - flights["arr_delay"].mean()) < 2.5


@settings(max_examples=10, deadline=None)
@given(small=st.integers(1, 300), more=st.integers(0, 300), seed=st.integers(0, 2**32 - 1))
def test_a_smaller_sample_is_part_of_a_larger_one(small, more, seed):
    few = datasets.flight_rows(small, seed=seed)
    many = iter(datasets.flight_rows(small + more, seed=seed))
    assert len(few) == small
    assert all(row in many for row in few)  # `in` moves the iterator on: the order is kept too


def test_another_seed_draws_other_flights():
    assert datasets.flight_rows(20, seed=0) != datasets.flight_rows(20, seed=1)


@pytest.mark.parametrize("n", [0, -1, 435_353])
def test_a_sample_that_cannot_be_drawn_is_refused(n):
    with pytest.raises(DataError, match="cannot be drawn") as failure:
        datasets.flight_rows(n)
    assert "435,352" in failure.value.next_step
