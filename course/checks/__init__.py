"""What check cells call: named sub-checks that are worth points together.

A check cell stands after the learner's answer::

    from course.checks import checks

    with checks("late_share", points=4) as expect:
        expect.close(lambda: late_share([5, 20, 30], 15), 2 / 3, within=0.001,
                     help="Divide by the number of flights, not by the number of late ones.")
        expect.raises(lambda: late_share([], 15), ValueError,
                      says="no flights is an error, not a share",
                      help="What should happen before the division when the list is empty?")
        ### BEGIN HIDDEN TESTS
        expect.unchanged([5, 20], lambda delays: late_share(delays, 15),
                         says="the list is left as it was",
                         help="Does your function sort or shorten the list that it is given?")
        ### END HIDDEN TESTS

Every sub-check has one of three outcomes: passed, failed, or not attempted when the answer is still `...` or
raises NotImplementedError. One that fails tells what was called, what came back, what was expected and the
help; a hidden one tells its name and the help. The others run all the same. When the block ends, the cell's
result is the report. Its plain text is the points earned, which nbgrader takes as partial credit.

Two habits of a good check cell. A call that changes its argument would spoil the sub-checks after it, so write
the data inside the lambda, or use `expect.unchanged`. And let a method compare: `==` or `-` inside a lambda asks the
learner's object, which may agree with everything; the methods read a value by its real type. Where a lambda must
calculate with an answer, it takes `plain(answer)`: built-in values, and for an object that only passes for one of
them something that can't be compared or calculated with.

The methods are those of `Expect`: equal, close, array, frame, query, text, contains, same_set, true, raises, defined,
function, model, plot, unchanged.
"""

from __future__ import annotations

import sys
from types import TracebackType

from course.errors import LessonError

from ._call import notebook_shell
from ._expect import Expect
from ._place import ELSEWHERE
from ._plain import plain
from ._report import MIMETYPE, Report, SubCheck

__all__ = ["ELSEWHERE", "MIMETYPE", "Expect", "Report", "SubCheck", "checks", "plain"]


class checks:
    """The sub-checks of one exercise, worth `points` together; shows its report when the block ends.

    An exception of the check cell itself, outside a sub-check, is the author's and passes through.
    """

    def __init__(self, name: str, *, points: float):
        if type(name) is not str or not name.strip():
            raise LessonError("checks(…) needs a name, usually the one that the learner writes")
        if type(points) not in (int, float) or not 0 < points < float("inf"):
            raise LessonError(f"points= is a number above zero, not {points!r}", where=name)
        self._name, self._points = name, points
        self._expect = Expect(name)
        self.report: Report | None = None

    def __enter__(self) -> Expect:
        return self._expect

    def __exit__(self, kind: type | None, error: BaseException | None, trace: TracebackType | None) -> None:
        if kind is not None:
            return
        if not self._expect.subchecks:
            raise LessonError("the check cell has no sub-checks", where=self._name)
        self.report = Report(self._name, self._points, self._expect.subchecks, self._expect.more_elsewhere)
        shell = notebook_shell()
        if shell is None:
            print(self.report.text())
        else:
            shell.displayhook(self.report)


# Where NumPy, pandas, DuckDB or PyTorch are loaded already, what the comparison needs of them is bound now, before a
# notebook has had a chance to patch them.
if "numpy" in sys.modules:
    from . import _arrays  # noqa: F401
if "pandas" in sys.modules:
    from . import _frames  # noqa: F401
if "duckdb" in sys.modules:
    from . import _queries  # noqa: F401
if "torch" in sys.modules:
    from . import _tensors  # noqa: F401
