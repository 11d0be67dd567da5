"""The process of a service: runs `app` of the service.py in this folder, on a free port of this machine alone.

It is `uvicorn service:app --host 127.0.0.1 --port 0` with two differences. It says which port it got, and it ends
when its standard input does: so it ends with the notebook that started it, however that ended, on every system.
"""

from __future__ import annotations

import os
import sys
import threading

import uvicorn

from course.serving._announced import ANNOUNCED


class _Announcing(uvicorn.Server):
    async def startup(self, sockets=None) -> None:
        await super().startup(sockets)
        if self.started:
            print(f"{ANNOUNCED}{self.servers[0].sockets[0].getsockname()[1]}", flush=True)


def _end_with_parent(server: uvicorn.Server) -> None:
    # Not sys.stdin.read(): its lock, held by a daemon thread, would be fatal where the interpreter ends first.
    while os.read(0, 1024):
        pass
    server.should_exit = True


def main() -> None:
    sys.path.insert(0, os.getcwd())  # noqa: PTH109 (as `python -m uvicorn` does)
    server = _Announcing(uvicorn.Config("service:app", host="127.0.0.1", port=0, log_level="warning", access_log=False))
    threading.Thread(target=_end_with_parent, args=(server,), daemon=True).start()
    server.run()


if __name__ == "__main__":
    main()
