"""A work folder for the services of a test, and the smallest service that runs."""

from __future__ import annotations

import pytest

CELLS = (
    "from fastapi import FastAPI\nfrom pydantic import BaseModel, Field",
    "class Reading(BaseModel):\n    fahrenheit: float = Field(ge=-80, le=140)",
    """def make_app():
    app = FastAPI()

    @app.get("/health")
    def health():
        print("grüß dich")
        return {"status": "ok"}

    @app.post("/celsius")
    def celsius(reading: Reading):
        return {"celsius": (reading.fahrenheit - 32) / 1.8}

    return app""",
)


@pytest.fixture
def work(tmp_path, monkeypatch):
    """A learner's work folder."""
    monkeypatch.setenv("COURSE_WORK", str(tmp_path))
    return tmp_path


@pytest.fixture
def place(tmp_path):
    """A folder with the small service in it."""
    from course.serving import write_service

    assert write_service(tmp_path, ["Reading", "make_app"], start="app = logged(make_app())", cells=CELLS)
    return tmp_path
