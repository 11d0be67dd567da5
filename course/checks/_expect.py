"""The methods that check cells call, each of which runs one sub-check and remembers its outcome."""

from __future__ import annotations

import copy
import sys
from collections.abc import Callable, Iterable
from dataclasses import replace
from functools import partial
from types import FrameType

from course.errors import LessonError
from course.outcomes import Outcome

from . import _compare as compare
from ._call import unfinished
from ._compare import Difference, Tolerance
from ._place import Place, place_of
from ._report import SubCheck
from ._show import show
from ._subcheck import Call, Judge, Words, run_subcheck


class Expect:
    """Runs sub-checks. Each method takes a call without arguments, usually a lambda, and three things more:

    `help`, one sentence that a learner reads when it fails; `says`, the name of the sub-check, which is the
    text of the call unless given, and must be given where the sub-check is hidden; `weight`, its share of the
    points. A method never raises for what the learner did. It raises LessonError for an author's mistake.
    """

    def __init__(self, name: str):
        self._name = name
        self._subchecks: list[SubCheck] = []
        self.more_elsewhere = False  # whether hidden sub-checks were taken out of the cell that runs

    @property
    def subchecks(self) -> tuple[SubCheck, ...]:
        """The sub-checks that have run, in order."""
        return tuple(self._subchecks)

    def equal(self, call: Call, expected, *, help: str, says=None, weight=1, exact_type=False) -> None:
        """Whole numbers, text, True, False, None, and lists, tuples, dicts and sets of them are the same.

        A tuple agrees with a list and 3.0 with 3, unless `exact_type`. Floats are refused: use `close`.
        """
        self._run(
            call,
            lambda got: compare.equal_difference(got, expected, exact_type=exact_type),
            help,
            says,
            weight,
        )

    def close(self, call: Call, expected, *, help: str, within=None, percent=None, says=None, weight=1) -> None:
        """A number, or every number in nested tuples, lists, dicts and arrays, is near the expected one.

        `within` is a distance, `percent` a share of the expected number; one of them must be given.
        """
        tolerance = Tolerance(within, percent)
        self._run(call, lambda got: compare.close_difference(got, expected, tolerance), help, says, weight)

    def array(self, call: Call, expected, *, help: str, within=None, dtype=None, says=None, weight=1) -> None:
        """A NumPy array has the expected shape, then the dtype if one is named, then the values.

        Without `within`, whole numbers are exact and floats agree to nine figures.
        """
        from ._arrays import array_difference

        self._run(call, lambda got: array_difference(got, expected, within=within, dtype=dtype), help, says, weight)

    def frame(
        self,
        call: Call,
        expected,
        *,
        help: str,
        order=False,
        index=False,
        within=1e-9,
        columns="same set",
        says=None,
        weight=1,
    ) -> None:
        """A pandas table or series has the expected columns and rows.

        Rows may come in any order unless `order`; labels count only with `index`; `columns` is "same set",
        "same order" or "at least". Missing values agree with missing values; dtypes do not count.
        """
        from ._frames import frame_difference

        def judge(got):
            return frame_difference(got, expected, order=order, index=index, within=within, columns=columns)

        self._run(call, judge, help, says, weight)

    def query(
        self, call: Call, on, expected, *, columns, help: str, order=False, within=1e-6, says=None, weight=1
    ) -> None:
        """The text of a SQL query gives the expected rows, a list of tuples, on a database that it can't change.

        `on` is a DuckDB or SQLite connection, or a script that fills a fresh DuckDB database. `columns` names the
        values of a tuple; the query's columns may come in any order, and its rows too unless `order`.
        """
        from ._queries import Rows, query_difference

        wanted = Rows(columns, expected, order, within)
        self._run(call, lambda got: query_difference(got, on, wanted), help, says, weight)

    def text(
        self,
        call: Call,
        expected: str,
        *,
        help: str,
        ignore_case=True,
        ignore_space=True,
        says=None,
        weight=1,
    ) -> None:
        """A text is the expected one; upper case and the amount of space do not count unless asked for."""

        def judge(got):
            return compare.text_difference(got, expected, ignore_case=ignore_case, ignore_space=ignore_space)

        self._run(call, judge, help, says, weight)

    def contains(self, call: Call, words: str | Iterable[str], *, help: str, says=None, weight=1) -> None:
        """A text contains all of `words`, in upper or lower case."""
        self._run(call, lambda got: compare.contains_difference(got, words), help, says, weight)

    def same_set(self, call: Call, expected: Iterable, *, help: str, says=None, weight=1) -> None:
        """A collection has the expected members, in any order and any number of times."""
        self._run(call, lambda got: compare.set_difference(got, expected), help, says, weight)

    def true(self, call: Call, *, says: str, help: str, weight=1) -> None:
        """A statement about the answer, put in words by `says`, is True: not 1, not a list, but True."""
        self._run(call, lambda got: compare.equal_difference(got, True), help, says, weight)

    def raises(self, call: Call, expected: type[BaseException], *, help: str, says=None, weight=1) -> None:
        """The call raises `expected` or a kind of it."""

        def judge(got):
            return Difference(f"{show(got)}, and no error", f"the error {expected.__name__}")

        self._run(call, judge, help, says, weight, wanted_error=expected)

    def defined(
        self,
        name: str,
        *,
        help="Run the cell above, and keep the name the task asks for.",
        says=None,
        weight=1,
    ) -> None:
        """The notebook has a variable or function of this name, and it is no longer `...`."""
        namespace = sys._getframe(1).f_globals

        def call():
            if name not in namespace:
                raise NameError(f"name {name!r} is not defined", name=name)
            return ... if unfinished(namespace[name], namespace) else namespace[name]

        self._run(call, lambda got: None, help, says or f"{name} is defined", weight)

    def function(
        self,
        call: Call,
        reference: Callable,
        *,
        cases: Iterable[tuple],
        help: str,
        within=None,
        percent=None,
        says=None,
        weight=1,
    ) -> None:
        """The learner's function agrees with `reference` on every case; the first that differs is told.

        `call` gives the function itself, as in `lambda: late_share`; each case is a tuple of arguments, of
        which every call gets a fresh copy. Floats need `within` or `percent`.
        """
        cases = list(cases)
        if not cases or any(type(case) is not tuple for case in cases):
            raise LessonError("cases= is a list of tuples of arguments, at least one", where=self._name)
        tolerance = None if within is None and percent is None else Tolerance(within, percent)
        frame = sys._getframe(1)
        place = self._place(frame, says)
        words = Words(says or place.called, help, weight)
        for case in cases:
            shown = ", ".join(show(argument, 80) for argument in case)
            expected = reference(*copy.deepcopy(case))
            subcheck = run_subcheck(
                replace(place, called=f"{place.called}({shown})"),
                frame.f_globals,
                lambda case=case: call()(*copy.deepcopy(case)),
                partial(_same, expected=expected, tolerance=tolerance),
                words,
                watched=call,
            )
            if subcheck.outcome is not Outcome.PASSED:
                break
        self._keep(subcheck)

    def model(
        self,
        call: Call,
        X,
        y,
        *,
        help: str,
        at_least=None,
        at_most=None,
        score="accuracy",
        says=None,
        weight=1,
    ) -> None:
        """A fitted estimator's predictions for `X` reach a score against `y`, data it has not seen.

        `score` is "accuracy", "r2", "mean_absolute_error", "root_mean_squared_error" or a function of
        (y, predicted); errors are bounded by `at_most`, scores by `at_least`.
        """
        from ._models import Goal, predictions, score_difference

        goal = Goal(score, at_least, at_most)

        def judge(got):
            return score_difference(got, y, goal)

        self._run(lambda: predictions(call(), X), judge, help, says, weight, watched=call)

    def plot(
        self,
        call: Call,
        *,
        help: str,
        title=None,
        xlabel=None,
        ylabel=None,
        kind=None,
        points=None,
        within=1e-6,
        says=None,
        weight=1,
    ) -> None:
        """A matplotlib figure or axes has its words and its data.

        `title`, `xlabel`, `ylabel`: True for any text, or words that must be in it. `kind`: "bar", "line",
        "scatter" or "hist". `points`: how many, or their values (bar lengths, a line's y, scattered (x, y)).
        """
        from ._plots import Wanted, plot_difference

        wanted = Wanted(title, xlabel, ylabel, kind, points, within)
        self._run(call, lambda got: plot_difference(got, wanted), help, says, weight)

    def unchanged(self, data, call: Callable, *, help: str, says=None, weight=1) -> None:
        """The call leaves `data` as it was; a call with one parameter gets a copy of `data` to work on."""
        from_copy = getattr(getattr(call, "__code__", None), "co_argcount", 0) == 1
        before, given = copy.deepcopy(data), copy.deepcopy(data) if from_copy else data

        def made():
            call(given) if from_copy else call()
            return given

        self._run(made, lambda after: _changed(before, after), help, says, weight, watched=call)

    def _run(self, call: Call, judge: Judge, help: str, says: str | None, weight: float, **more) -> None:
        frame = sys._getframe(2)
        place = self._place(frame, says)
        words = Words(says or place.called, help, weight)
        self._keep(run_subcheck(place, frame.f_globals, call, judge, words, **more))

    def _keep(self, subcheck: SubCheck) -> None:
        self._subchecks.append(subcheck)

    def _place(self, frame: FrameType, says: str | None) -> Place:
        place = place_of(frame)
        if place.hidden and not says:
            raise LessonError("a hidden sub-check needs says=, since its call is not shown", where=self._name)
        self.more_elsewhere = place.more_elsewhere
        return place


def _same(got: object, expected: object, tolerance: Tolerance | None) -> Difference | None:
    if tolerance is None:
        return compare.equal_difference(got, expected)
    return compare.close_difference(got, expected, tolerance)


def _changed(before: object, after: object) -> Difference | None:
    if "numpy" in sys.modules:
        from ._arrays import same_data

        return same_data(before, after)
    return compare.change(before, after)
