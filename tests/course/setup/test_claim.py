"""One set-up at a time, whatever becomes of the one that holds the claim."""

import os
import signal
import subprocess
import sys
import threading
import time

import pytest

from course.paths import ROOT
from course.setup.claim import claim

HOLDER = """
import subprocess, sys, time
from pathlib import Path
from course.setup.claim import claim
with claim(Path(sys.argv[1]), print) as hold:
    if sys.argv[2:] == ["child"]:
        options = {"pass_fds": hold} if hold else {}
        subprocess.Popen([sys.executable, "-c", "import time; time.sleep(1.5)"], stdout=subprocess.DEVNULL, **options)
    print("held", flush=True)
    time.sleep(60)
"""


def holder(folder, *arguments):
    process = subprocess.Popen(
        [sys.executable, "-c", HOLDER, str(folder), *arguments], cwd=ROOT, stdout=subprocess.PIPE, text=True
    )
    assert process.stdout.readline() == "held\n"
    return process


def kill(process):
    process.kill()
    process.communicate()


def test_a_second_claim_waits_for_the_first_and_says_so(tmp_path):
    said, order = [], []

    def second():
        with claim(tmp_path, said.append, pause=0.01):
            order.append("second")

    with claim(tmp_path, said.append):
        thread = threading.Thread(target=second)
        thread.start()
        time.sleep(0.1)
        order.append("first")
    thread.join(timeout=10)
    assert order == ["first", "second"]
    assert said == ["Another set-up is at work in this folder; waiting until it is done."]


def test_the_claim_of_a_killed_process_is_free_at_once(tmp_path):
    kill(holder(tmp_path))
    said = []
    with claim(tmp_path, said.append, pause=0.01):
        assert said == []


@pytest.mark.skipif(os.name == "nt", reason="on Windows the installer's open files keep others out")
def test_an_installer_that_outlives_a_killed_start_is_waited_for(tmp_path):
    process = holder(tmp_path, "child")
    os.kill(process.pid, signal.SIGKILL)
    process.communicate()
    started, said = time.monotonic(), []
    with claim(tmp_path, said.append, pause=0.01):
        assert len(said) == 1
    assert time.monotonic() - started > 0.3


def test_an_error_inside_lets_the_claim_go(tmp_path):
    with pytest.raises(ZeroDivisionError), claim(tmp_path, print):
        raise ZeroDivisionError
    said = []
    with claim(tmp_path, said.append):
        assert said == []
