"""`autograder grade`, killed at random moments until it has got to its end: nothing is lost or counted twice."""

import json
import random
import shutil
import subprocess
import sys

import pytest

from autograder.cohort.journal import Journal

# Imports once what takes seconds, then is the command again and again in forks. Each is killed some seconds after
# it has kept so many results; the last one is left to its end.
REPEATED = """
import os, sys, time
from pathlib import Path
from autograder.cohort import grading, local, progress, settings
from autograder.cli import main

moments, results, arguments = sys.argv[1], Path(sys.argv[2]), sys.argv[3:]
for moment in [*moments.split(), None]:
    child = os.fork()
    if child == 0:
        os._exit(main(arguments))
    ended, status = 0, 0
    if moment is not None:
        kept, seconds = moment.split("+")
        while len(list(results.rglob("*.jsonl"))) < int(kept) and not ended:
            ended, status = os.waitpid(child, os.WNOHANG)
            time.sleep(0.005)
        time.sleep(float(seconds))
        if not ended:
            os.kill(child, int(os.environ["WITH"]))
    if not ended:
        _, status = os.waitpid(child, 0)
    print(os.waitstatus_to_exitcode(status), flush=True)
"""
LEARNERS = [f"learner-{number:02}" for number in range(16)]


@pytest.fixture
def handed_in(cohort, monkeypatch, tmp_path):
    for number, learner in enumerate(LEARNERS):
        cohort.hand_in(learner, count=("RIGHT", "HALF", "no")[number % 3], time=f"2026-10-{number + 1:02} 10:00:00 UTC")
    cohort.hand_in(LEARNERS[3], stem="02_more_delays", count="RIGHT")
    monkeypatch.setenv("QUICK_SECONDS", "0.2")
    monkeypatch.setenv("QUICK_LOG", str(tmp_path / "graded"))
    return cohort


def repeated(cohort, moments, signal):
    """Run the command once for each moment, killed then, and once to its end; return the exit codes."""
    arguments = ["grade", "01_foundations", "--course", cohort.folder, "--jobs", "2"]
    command = [sys.executable, "-c", REPEATED, " ".join(moments), cohort.folder / ".autograder" / "results"]
    command += [*arguments, "--executor", "quick_executor:Quick"]
    with pytest.MonkeyPatch.context() as patched:
        patched.setenv("WITH", str(signal))
        done = subprocess.run(command, capture_output=True, text=True, timeout=120)
    codes = [int(line) for line in done.stdout.splitlines() if line.lstrip("-").isdigit()]
    assert len(codes) == len(moments) + 1, done.stderr
    return codes


def everything(cohort, rows):
    journal = Journal(cohort.folder)
    entries = journal.entries("01_foundations")
    assert entries.set_aside == ()
    notebooks = {place: json.loads(journal.notebook(entry)) for place, entry in entries.entries.items()}
    files = {path.relative_to(cohort.folder): path.read_bytes() for path in (cohort.folder / "autograded").rglob("*.*")}
    return rows(cohort.settings()), notebooks, files


@pytest.mark.skipif(sys.platform == "win32", reason="needs fork and SIGKILL")
def test_killed_at_random_moments_it_ends_as_if_it_never_was(handed_in, grade, rows, tmp_path):
    undisturbed = type(handed_in)(tmp_path / "undisturbed")
    shutil.copytree(handed_in.root, undisturbed.root)
    chance = random.Random()
    kept = [0, 0, *sorted(chance.sample(range(1, 16), 5))]
    moments = [f"{number}+{chance.uniform(0, 0.3):.3f}" for number in kept]
    print("killed after", moments)
    codes = repeated(handed_in, moments, signal=9)
    assert codes == [-9] * 7 + [0]
    graded = (tmp_path / "graded").read_text().splitlines()
    assert len(graded) <= 17 + 4 * 7  # a kill costs at most what two workers had in hand or had given back
    (tmp_path / "graded").unlink()
    grade(settings=undisturbed.settings())
    assert everything(handed_in, rows) == everything(undisturbed, rows)
    assert not list((handed_in.folder / ".autograder").rglob("*.new"))


@pytest.mark.skipif(sys.platform == "win32", reason="needs fork and SIGINT")
def test_ctrl_c_keeps_what_was_found(handed_in, rows):
    codes = repeated(handed_in, ["3+0.1"], signal=2)
    assert codes == [130, 0]
    assert len(Journal(handed_in.folder).entries("01_foundations").entries) == 17
