"""The colleagues' services themselves. Without postponed annotations, since FastAPI reads those of local names."""

from typing import Any, Literal

from fastapi import FastAPI, HTTPException, Response
from pydantic import BaseModel, Field


def late_flights(risk: float, fault: str | None) -> FastAPI:
    """A service that answers `risk` to every flight, with one fault or none."""
    app = FastAPI(title="Late flights", version="3.1")

    @app.get("/health")
    def health(response: Response) -> dict[str, str]:
        response.status_code = 503 if fault == "unwell" else 200
        return {"status": "ok", "version": "3.1"}

    @app.post("/predict")
    def predict(flight: dict[str, Any]) -> dict[str, Any]:
        if not _is_sound(flight) and fault != "accepts":
            raise HTTPException(500 if fault == "crashes" else 422, "hour: 0 to 23; distance_miles: above 0")
        said = {"percent": risk * 100, "drifted": risk - 0.05}.get(fault or "", risk)
        return {"risk": said} if fault == "silent" else {"risk": said, "version": "3.1"}

    return app


def _is_sound(flight: dict[str, Any]) -> bool:
    hour, miles = flight.get("hour"), flight.get("distance_miles")
    numbers = all(isinstance(each, int | float) and not isinstance(each, bool) for each in (hour, miles))
    return numbers and 0 <= hour <= 23 and miles > 0


class Departure(BaseModel):
    airport: Literal["EWR", "JFK", "LGA"]
    hour: int = Field(ge=5, le=23, description="scheduled hour, New York time")
    wind_mph: float = Field(0, ge=0, le=80, description="wind in miles per hour; calm where it is left out")


class TaxiOut(BaseModel):
    minutes: float = Field(ge=0, description="expected minutes from gate to runway")
    runway: str | None = Field(None, description="where it is known")


def taxi_out() -> FastAPI:
    """A service that tells how long a plane rolls; only its page is read, so it has no model."""
    app = FastAPI(title="Taxi-out times", version="2.4")

    @app.post("/v2/taxi-out", summary="Minutes from gate to runway")
    def minutes(departure: Departure) -> TaxiOut:
        raise NotImplementedError

    return app
