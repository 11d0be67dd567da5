"""Each colleague's service has its one fault and no other; the sound one has none."""

from __future__ import annotations

import pytest

from course.errors import ServingError
from course.serving import colleagues_page, colleagues_service
from course.serving.colleagues import FAULTS

FLIGHT = {"origin": "JFK", "carrier": "B6", "hour": 7, "distance_miles": 2475}
SOUND = {"health": 200, "answer": (200, {"risk": 0.25, "version": "3.1"}), "refused": [422] * 4}


def seen(fault):
    client = colleagues_service(0.25, fault)
    answer = client.post("/predict", json=FLIGHT)
    wrong = [{"hour": 24}, {"hour": -1}, {"hour": "7"}, {"distance_miles": 0}]
    return {
        "health": client.get("/health").status_code,
        "answer": (answer.status_code, answer.json()),
        "refused": [client.post("/predict", json=FLIGHT | change).status_code for change in wrong],
    }


def test_the_sound_one_keeps_every_promise():
    assert seen(None) == SOUND


@pytest.mark.parametrize(
    ("fault", "change"),
    [
        ("percent", {"answer": (200, {"risk": 25.0, "version": "3.1"})}),
        ("drifted", {"answer": (200, {"risk": 0.2, "version": "3.1"})}),
        ("silent", {"answer": (200, {"risk": 0.25})}),
        ("accepts", {"refused": [200] * 4}),
        ("crashes", {"refused": [500] * 4}),
        ("unwell", {"health": 503}),
    ],
)
def test_each_fault_changes_one_thing(fault, change):
    assert seen(fault) == SOUND | change
    assert fault in FAULTS


def test_another_fault_is_refused_by_name():
    with pytest.raises(ServingError, match="'slow'") as told:
        colleagues_service(0.5, "slow")
    assert "percent" in told.value.next_step


def test_the_page_says_what_must_be_sent_and_what_comes_back():
    page = colleagues_page()
    assert list(page["paths"]) == ["/v2/taxi-out"]
    schemas = page["components"]["schemas"]
    assert schemas["Departure"]["required"] == ["airport", "hour"]
    assert schemas["Departure"]["properties"]["hour"]["minimum"] == 5
    assert schemas["Departure"]["properties"]["wind_mph"]["default"] == 0
    assert schemas["TaxiOut"]["required"] == ["minutes"]
