"""What a fork of the warm process does in the tests of it: look around, and write down what it sees."""

import json
import os
import sys
import threading
import time
from pathlib import Path

from autograder.kernels.fresh import become_fresh


def main(message, files):
    kept = os.fstat(files[0]).st_ino if files else None
    if message.get("fresh"):
        become_fresh(message["environment"], message["folder"], stdio=None, keep=files)
    seen = {
        "pid": os.getpid(),
        "environment": dict(os.environ),
        "block": Path("/proc/self/environ").read_bytes().decode(),
        "open": sorted(int(path.name) for path in Path("/proc/self/fd").iterdir()),
        "threads": threading.active_count(),
        "modules": [name for name in ("numpy", "json", "zmq") if name in sys.modules],
        "kept": kept,
        "folder": str(Path.cwd()),
    }
    Path(message["report"]).write_text(json.dumps(seen), encoding="utf-8")
    if message.get("sleep"):
        time.sleep(message["sleep"])
    os._exit(message.get("status", 0))
