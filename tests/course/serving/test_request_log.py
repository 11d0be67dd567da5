"""The log says of each request what a monitor needs, and nothing of who asked or what they sent."""

from __future__ import annotations

import json

from fastapi import FastAPI
from fastapi.testclient import TestClient

from course.serving.request_log import logged


def service():
    app = FastAPI()

    @app.get("/health")
    def health():
        return {"status": "ok"}

    @app.get("/broken")
    def broken(name: int):
        return {"name": name}

    return TestClient(logged(app))


def test_one_line_of_json_for_each_request_whatever_its_status(capsys):
    client = service()
    for path in ("/health", "/broken?name=secret", "/nowhere"):
        client.get(path, headers={"authorization": "Bearer 4f1d9c70"})
    said = capsys.readouterr().out
    lines = [json.loads(line) for line in said.splitlines()]
    assert [(line["path"], line["status"]) for line in lines] == [("/health", 200), ("/broken", 422), ("/nowhere", 404)]
    assert all(set(line) == {"path", "status", "ms"} and line["ms"] >= 0 for line in lines)
    assert "secret" not in said
    assert "4f1d9c70" not in said
