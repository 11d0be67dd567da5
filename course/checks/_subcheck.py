"""Runs one sub-check: the call, the judgement of what it gave, and the words for the learner."""

from __future__ import annotations

import builtins
from collections.abc import Callable
from dataclasses import dataclass, replace

from course.errors import LessonError
from course.outcomes import Outcome

from ._call import Attempt, attempt, silence
from ._compare import Difference
from ._place import Failure, Place, failure_of
from ._report import SubCheck
from ._show import safe_text

# A copy made at import: a notebook that patches `builtins` later does not reach this module's functions.
__builtins__ = vars(builtins).copy()

Call = Callable[[], object]
Judge = Callable[[object], Difference | None]


@dataclass(frozen=True)
class Words:
    """What the author says of a sub-check: its name, its help, and what it is worth among the others."""

    says: str
    help: str
    weight: float

    def __post_init__(self):
        if type(self.help) is not str or not self.help.strip():
            raise LessonError("a sub-check needs help=, a sentence for the learner", where=self.says)
        if type(self.says) is not str or not self.says.strip():
            raise LessonError("says= is the name of the sub-check, a few words")
        if type(self.weight) not in (int, float) or not 0 < self.weight < float("inf"):
            raise LessonError("weight= is a number above zero", where=self.says)


def run_subcheck(
    place: Place,
    namespace: dict,
    call: Call,
    judge: Judge,
    words: Words,
    *,
    watched: Call | None = None,
    wanted_error: type[BaseException] | None = None,
) -> SubCheck:
    """Return the outcome of one call, which `judge` decides, or the type of its error where one is wanted.

    `watched` is the author's lambda where `call` wraps it.
    """
    if not callable(watched or call):
        raise LessonError("a sub-check takes a call: write `lambda:` before it", where=words.says)
    tried = attempt(call, namespace, watched or call)
    if not tried.attempted:
        return _subcheck(place, words, Outcome.NOT_ATTEMPTED)
    if tried.error is None:
        found = _judged(judge, tried.value)
        if found is None:
            return _subcheck(place, words, Outcome.PASSED)
        remark = "" if wanted_error else _remark(tried, place)
        return _subcheck(place, words, Outcome.FAILED, replace(found, got=found.got + remark))
    failure = failure_of(tried.error, place, namespace)
    missing_name = type(tried.error) is NameError and failure.line_number is None
    if wanted_error is not None and issubclass(type(tried.error), wanted_error) and not missing_name:
        return _subcheck(place, words, Outcome.PASSED)
    expected = f"the error {wanted_error.__name__}" if wanted_error else None
    return _subcheck(place, words, Outcome.FAILED, Difference(str(failure), expected), failure)


def _judged(judge: Judge, value: object) -> Difference | None:
    with silence():
        try:
            return judge(value)
        except LessonError:
            raise
        except Exception as error:
            # The learner's value broke the comparison: that one is wrong, and the other sub-checks go on.
            return Difference(f"a value that can't be compared: {type(error).__name__}: {safe_text(error)}", None)


def _remark(tried: Attempt, place: Place) -> str:
    if tried.value is None and tried.printed.strip():
        printed = safe_text(tried.printed.strip(), 80)
        return f": it printed {printed!r} but returned nothing. Did you mean `return`?"
    if tried.value is None and place.called.endswith(")"):
        return ": is a `return` missing?"
    return f"\nPython warned: {safe_text(tried.warned, 200)}" if tried.warned else ""


def _subcheck(
    place: Place,
    words: Words,
    outcome: Outcome,
    found: Difference | None = None,
    error: Failure | None = None,
) -> SubCheck:
    called = place.called
    if place.hidden:
        # Nothing is told that could hold a hidden case's values; an error's message may quote them.
        called = found = None
        error = error and replace(error, message=None)
    got, expected = (found.got, found.expected) if found else (None, None)
    return SubCheck(words.says, outcome, place.hidden, words.weight, words.help, called, got, expected, error)
