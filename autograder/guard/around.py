"""What stands around the calls of a check: whoever watches is told to look before a value is judged, and after.

Its text is run inside, in a namespace of its own, so it imports nothing of ours. It reaches the witness by an audit
event alone, which leads from nothing in memory to the one who hears it; and what its functions go by are positional
defaults, which can't be replaced without an audit event.
"""

from __future__ import annotations

import sys
from importlib import import_module
from types import ModuleType


def put_around(event: str) -> None:
    """Have a look taken at the checks before every judgement of a value, and after; and have sub-checks kept."""
    subcheck = import_module("course.checks._subcheck")
    expect = import_module("course.checks._expect").Expect
    audit, look = sys.audit, f"{event}.look"
    true_attempt, true_judged, true_failure_of = subcheck.attempt, subcheck._judged, subcheck.failure_of
    true_keep = expect._keep

    def attempt(call, namespace, watched=None, true=true_attempt, audit=audit, look=look):
        tried = true(call, namespace, watched)
        audit(look)  # what judges may have been replaced by the call itself
        return tried

    def judged(judge, value, true=true_judged, audit=audit, look=look):
        def watched_judge(value):  # inside of the silence, in which a library's own code may have run
            audit(look)
            found = judge(value)
            audit(look)
            return found

        found = true(watched_judge, value)
        audit(look)
        return found

    def failure_of(error, place, namespace, true=true_failure_of, audit=audit, look=look):
        failure = true(error, place, namespace)
        audit(look)
        return failure

    def keep(self, subcheck, true=true_keep, audit=audit, kept=f"{event}.keep"):
        true(self, subcheck)
        audit(kept, self, subcheck)

    subcheck.attempt, subcheck._judged, subcheck.failure_of, expect._keep = attempt, judged, failure_of, keep
    sys.modules[event] = _asking(event)


def _asking(event: str) -> ModuleType:
    """What check cells ask for a seal: a module with three functions."""
    module = ModuleType(event)
    for verb in ("begin", "seal", "tell"):

        def ask(salt, expect, audit=sys.audit, event=f"{event}.{verb}"):
            box = []
            audit(event, salt, expect, box)
            return box[0]

        setattr(module, verb, ask)
    return module
