"""Services of colleagues: sound ones and ones with a fault, to try tests on, and a page to read."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from course.errors import ServingError

if TYPE_CHECKING:
    from fastapi.testclient import TestClient

FAULTS = {
    "percent": "tells the risk in per cent, as 43.1 in place of 0.431",
    "accepts": "answers to an hour that no clock has",
    "crashes": "answers 500, its own fault, where the caller made one",
    "drifted": "answers from a model of another month",
    "silent": "does not say which version answered",
    "unwell": "says of itself that it is not well",
}


def colleagues_service(risk: float, fault: str | None = None) -> TestClient:
    """A client of a service that answers `risk` to every flight, with one fault of FAULTS or with none."""
    from fastapi.testclient import TestClient

    from course.serving._colleagues_apps import late_flights

    if fault is not None and fault not in FAULTS:
        raise ServingError(
            f"no colleague's service has the fault {fault!r}", next_step=f"name one of: {', '.join(FAULTS)}"
        )
    return TestClient(late_flights(risk, fault), raise_server_exceptions=False)


def colleagues_page() -> dict[str, Any]:
    """The OpenAPI page of a service that tells how long a plane rolls from gate to runway."""
    from course.serving._colleagues_apps import taxi_out

    return taxi_out().openapi()
