"""One line of JSON for each request; write_service copies `logged` into service.py, so it needs FastAPI alone."""

import json
import time

from fastapi import FastAPI, Request


def logged(app: FastAPI) -> FastAPI:
    """Let a service write path, status and milliseconds of each request, and nothing of who asked."""

    @app.middleware("http")
    async def write_line(request: Request, call_next):
        began = time.perf_counter()
        answer = await call_next(request)
        taken = round((time.perf_counter() - began) * 1000, 1)
        print(json.dumps({"path": request.url.path, "status": answer.status_code, "ms": taken}), flush=True)
        return answer

    return app
