"""What stands around the calls of a check tells whoever listens, at each moment at which something may have changed."""

import json
import subprocess
import sys

PROGRAM = """
import json, sys
from autograder.guard.around import put_around
from course.checks import checks

heard = []
put_around("w")


def listen(event, args):
    if event.startswith("w."):
        heard.append(event[2:])
    if event == "w.seal":
        args[2].append("sealed " + args[0])


sys.addaudithook(listen)
with checks("x", points=1) as expect:
    {cell}
print()
print(json.dumps([heard, [each.outcome for each in expect.subchecks], expect.subchecks[-1].says]))
"""


def heard_of(cell):
    done = subprocess.run(
        [sys.executable, "-c", PROGRAM.format(cell=cell)], capture_output=True, text=True, check=True
    )  # fmt: skip
    return json.loads(done.stdout.splitlines()[-1])


def test_there_is_a_look_after_the_call_and_around_the_judgement():
    heard, outcomes, _ = heard_of("expect.equal(lambda: 2, 2, help='x')")
    assert outcomes == ["passed"]
    assert heard == ["look", "look", "look", "look", "keep"]


def test_a_call_that_fails_is_looked_after_and_so_is_what_is_said_of_it():
    heard, outcomes, _ = heard_of("expect.equal(lambda: 1 / 0, 2, help='x')")
    assert outcomes == ["failed"]
    assert heard == ["look", "look", "keep"]


def test_a_cell_asks_by_the_modules_functions():
    seal = "__import__('sys').modules['w'].seal('salt', expect)"
    _, _, says = heard_of(f"expect.equal(lambda: 2, 2, says={seal}, help='x')")
    assert says == "sealed salt"
