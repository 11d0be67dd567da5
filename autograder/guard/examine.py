"""What the outputs of a check cell with canaries tell: the report without them, and whether it can be true."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from nbformat import NotebookNode

from autograder.guard.canaries import Canary
from autograder.guard.instrument import Planted
from autograder.guard.witness import sealed
from course.checks import ELSEWHERE, MIMETYPE, Report, SubCheck
from course.checks._place import Failure
from course.outcomes import Outcome

COLOURS = re.compile(r"\x1b\[[0-9;]*m")
FIELDS = frozenset(SubCheck.__dataclass_fields__)
LONGEST = 300


def examine_check(cell: NotebookNode, planted: Planted, key: bytes) -> str | None:
    """Take the canaries out of an executed check cell's outputs; return what is wrong with them, or None.

    A check that stopped before it could report earns nothing and is no forgery; one that reported has to be true,
    whatever came after: the first result counts.
    """
    worth_nothing = [out for out in cell.outputs if out.output_type == "error" or out.get("name") == "stderr"]
    for output in worth_nothing:
        _clean_traceback(output, planted)
    results = [out for out in cell.outputs if MIMETYPE in out.get("data", {})]
    doubts = [doubt for output in results for doubt in _doubts(output, cell.source, planted, key)]
    if worth_nothing and not results:
        return None
    if len(results) != 1:
        return "the check ran, but its report is missing or doubled"
    return doubts[0] if doubts else None


def examine_end(cell: NotebookNode, end: Canary) -> str:
    """What the witness says at the end was touched; "" where that is nothing, or where the end was not reached."""
    for output in cell.outputs:
        for part in _parts(output.get("data", {}).get(MIMETYPE)):
            if part["says"].startswith(end.word):
                return part["says"].removeprefix(end.word)[:LONGEST]
    return ""


def _doubts(output: NotebookNode, source: str, planted: Planted, key: bytes) -> Iterator[str]:
    """What is wrong with one report, from which the canaries are taken out on the way."""
    bundle = output.data[MIMETYPE]
    parts = _parts(bundle)
    canaries = {canary.word: canary for canary in planted.canaries}
    length = len(planted.canaries[0].word)
    found = [part for part in parts if part["says"][:length] in canaries]
    if sorted(part["says"][:length] for part in found) != sorted(canaries):
        yield "the report was not made by this check"
    for part in found:
        canary = canaries[part["says"][:length]]
        if canary.must_fail and part.get("outcome") != Outcome.FAILED:
            yield "a comparison that must fail passed"
        if canary.salt and part["says"][length:] != _sealed_before(part, parts, key, canary.salt):
            yield "something that the checks rely on was changed"
    if parts and parts[-1]["says"][:length] != planted.canaries[-1].word:
        yield "the report goes on behind its end"
    report = _report(bundle, [part for part in parts if part["says"][:length] not in canaries], source)
    if report is None:
        yield "the report is damaged"
    else:
        output.data = output.data | report._repr_mimebundle_()


def _sealed_before(part: dict[str, Any], parts: list[dict[str, Any]], key: bytes, salt: str) -> str | None:
    """The seal of what the report says before this part; None where it says what can't be sealed."""
    before = parts[: parts.index(part)]
    try:
        return sealed(key, salt, [(each["says"], str(each["outcome"]), each["weight"]) for each in before])
    except (KeyError, TypeError, ValueError):
        return None


def _parts(bundle: Any) -> list[dict[str, Any]]:
    """The sub-checks that a report names; what is none is left out."""
    parts = bundle.get("subchecks") if isinstance(bundle, Mapping) else None
    parts = parts if isinstance(parts, list) else []
    return [part for part in parts if isinstance(part, dict) and isinstance(part.get("says"), str)]


def _report(bundle: Any, parts: list[dict[str, Any]], source: str) -> Report | None:
    """The report of these sub-checks alone, its points counted anew."""
    try:
        subchecks = tuple(_subcheck(part) for part in parts)
        report = Report(str(bundle["name"]), float(bundle["points"]), subchecks, ELSEWHERE in source)
        report._repr_mimebundle_()
        return report if subchecks else None
    except (KeyError, TypeError, ValueError, ArithmeticError, AttributeError):  # no check of ours made that
        return None


def _subcheck(part: dict[str, Any]) -> SubCheck:
    fields = {name: value for name, value in part.items() if name in FIELDS}
    error = Failure(**part["error"]) if part.get("error") else None
    return SubCheck(**fields | {"outcome": Outcome(part["outcome"]), "error": error})


def _clean_traceback(output: NotebookNode, planted: Planted) -> None:
    """Show the lines of the check cell as they were before the canaries came."""
    if output.output_type != "error":
        return
    text = COLOURS.sub("", "\n".join(output.traceback))
    if not any(canary.word in text for canary in planted.canaries):
        return
    for canary in planted.canaries:
        text = text.replace(f"{canary.statement}; ", "").replace(f"; {canary.statement}", "")
    known = any(canary.word in text for canary in planted.canaries)
    output.traceback = [f"{output.ename}: {output.evalue}"] if known else text.split("\n")
