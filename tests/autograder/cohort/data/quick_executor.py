"""An executor that runs nothing: what an answer says of itself decides about its check.

RIGHT earns everything, HALF half of it, any other text nothing. BREAK breaks the grader, and DIE ends the process
that grades; with a file's name behind it (`DIE /folder/once`), only until that file is there.
"""

import copy
import os
import signal
import time
from pathlib import Path

from nbformat.v4 import new_output

from autograder.errors import GraderBroke
from autograder.execute import Executed
from course.checks import MIMETYPE


class Quick:
    seconds = float(os.environ.get("QUICK_SECONDS", "0"))

    def execute(self, notebook, folder, *, timeout_total, env):
        time.sleep(self.seconds)
        log = os.environ.get("QUICK_LOG")
        if log:
            with Path(log).open("a", encoding="utf-8") as file:
                file.write(f"{os.getpid()}\n")
        notebook = copy.deepcopy(notebook)
        said = ""
        for cell in notebook.cells:
            told = cell.metadata.get("nbgrader", {})
            if told.get("solution"):
                said = cell.source
                misbehave(said)
            elif told.get("grade"):
                cell.outputs = [report(float(told["points"]), said)]
        return Executed(notebook, self.seconds)


def misbehave(said):
    if said.startswith("BREAK"):
        raise GraderBroke("nothing works here")
    if said.startswith("DIE"):
        once = Path(said.removeprefix("DIE").strip() or ".missing")
        if not once.exists():
            if once.name != ".missing":
                once.touch()
            os.kill(os.getpid(), signal.SIGKILL)


def report(points, said):
    passed = 2 if said.startswith("RIGHT") else 1 if said.startswith("HALF") else 0
    outcomes = ["passed"] * passed + ["failed"] * (2 - passed)
    subchecks = [
        {"says": f"part {number}", "outcome": outcome, "hidden": False, "weight": 1.0, "called": "f(1)", "got": "2",
         "expected": "3", "help": "Look again.", "error": None}
        for number, outcome in enumerate(outcomes)
    ]  # fmt: skip
    earned = points * passed / 2
    outcome = "passed" if passed == 2 else "failed"
    bundle = {"name": "f", "points": points, "earned": earned, "outcome": outcome, "subchecks": subchecks}
    return new_output("execute_result", {"text/plain": str(earned), MIMETYPE: bundle}, execution_count=1)
