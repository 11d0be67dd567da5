"""A service runs for real while the block runs, and is gone when it ends, however it ends."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import textwrap
from contextlib import suppress

import psutil
import pytest

from autograder.execute import CELL_SECONDS
from course.errors import ServingError
from course.paths import ROOT
from course.serving import running
from course.serving.server import START_SECONDS


def children():
    return [child for child in psutil.Process().children() if "course.serving._serve" in child.cmdline()]


def test_it_answers_on_this_machine_alone_and_its_log_is_read_back(place):
    with running(place) as live:
        assert live.url.startswith("http://127.0.0.1:")
        assert live.get("/health").json() == {"status": "ok"}
        assert live.post("/celsius", json={"fahrenheit": 50}).json() == {"celsius": 10.0}
        assert live.post("/celsius", json={"fahrenheit": "hot"}).status_code == 422
        (process,) = children()
        listening = {each.laddr.ip for each in process.net_connections("inet") if each.status == psutil.CONN_LISTEN}
        assert listening == {"127.0.0.1"}
    assert not children()
    said = [json.loads(line) for line in live.log() if line.startswith("{")]
    assert [(line["path"], line["status"]) for line in said] == [("/health", 200), ("/celsius", 200), ("/celsius", 422)]
    assert "grüß dich" in live.log()


def test_two_run_at_the_same_time_on_ports_of_their_own(place):
    with running(place) as one, running(place) as other:
        assert one.url != other.url
        assert one.get("/health").status_code == other.get("/health").status_code == 200


def test_a_cell_that_fails_leaves_no_process(place):
    with pytest.raises(ZeroDivisionError), running(place) as live:
        assert len(children()) == 1
        live.get("/health")
        1 / 0
    assert not children()


def test_a_proxy_for_the_internet_is_not_asked(place, monkeypatch):
    for name in ("HTTP_PROXY", "http_proxy", "ALL_PROXY"):
        monkeypatch.setenv(name, "http://127.0.0.1:9")
    with running(place) as live:
        assert live.get("/health").status_code == 200


def test_a_service_that_stops_at_once_is_told_with_its_last_line(place):
    (place / "service.py").write_text("print('so far')\napp = nothing()\n", encoding="utf-8")
    with pytest.raises(ServingError, match="NameError: name 'nothing' is not defined") as told, running(place):
        pass
    assert "service.py" in told.value.next_step
    assert not children()


def test_one_that_does_not_become_ready_is_stopped(place):
    (place / "service.py").write_text("import time\ntime.sleep(600)\n", encoding="utf-8")
    with pytest.raises(ServingError, match=r"did not start within 0\.5 seconds"), running(place, seconds=0.5):
        pass
    assert not children()


def test_one_that_talks_without_becoming_ready_is_slow_and_did_not_stop(place):
    slow = "import time\nprint('reading the model', flush=True)\ntime.sleep(600)\n"
    (place / "service.py").write_text(slow, encoding="utf-8")
    told = r"did not start within 3 seconds; its last line: reading the model"
    with pytest.raises(ServingError, match=told) as caught, running(place, seconds=3):
        pass
    assert "busy" in caught.value.next_step
    assert not children()


def test_it_gives_up_and_says_so_before_the_cell_is_interrupted():
    assert START_SECONDS + 4 < CELL_SECONDS  # the rest is for the process to start and to end


def test_a_folder_without_a_service_is_told(tmp_path):
    with pytest.raises(ServingError, match="holds no service") as told, running(tmp_path):
        pass
    assert "write_service" in told.value.next_step


def test_it_ends_with_the_process_that_started_it_even_when_that_is_killed(place):
    code = """
        import os, sys
        from pathlib import Path
        from course.serving import running
        with running(Path(sys.argv[1])) as live:
            import psutil
            (child,) = [c for c in psutil.Process().children() if "course.serving._serve" in c.cmdline()]
            print(child.pid, flush=True)
            os._exit(1)  # no finally block runs, as when a kernel is killed
    """
    ended = subprocess.run([sys.executable, "-c", textwrap.dedent(code), str(place)], capture_output=True, text=True,
                           env=os.environ | {"PYTHONPATH": str(ROOT)}, timeout=120)  # fmt: skip
    with suppress(psutil.NoSuchProcess):
        psutil.Process(int(ended.stdout)).wait(20)  # TimeoutExpired where it lives on
