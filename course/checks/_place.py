"""Where a sub-check stands in its cell, and where in the learner's cell an error arose."""

from __future__ import annotations

import ast
import linecache
from dataclasses import dataclass
from functools import lru_cache
from itertools import islice
from types import FrameType

from ._show import safe_text

HIDDEN_BEGINS = "### BEGIN HIDDEN TESTS"
HIDDEN_ENDS = "### END HIDDEN TESTS"
# What stands in a learner's notebook where hidden sub-checks were taken out.
ELSEWHERE = "# More is checked out of sight, by: python3 -m course check"
_LONGEST_CALL = 100


@dataclass(frozen=True)
class Place:
    """One sub-check's place: its file or cell, whether it is hidden, and what it calls, as written."""

    filename: str
    hidden: bool
    called: str
    more_elsewhere: bool = False


@dataclass(frozen=True)
class Failure:
    """An exception in the words of its own message, at the learner's line where there is one."""

    type: str
    message: str | None
    line_number: int | None
    line: str | None

    def __str__(self) -> str:
        what = f"{self.type}: {self.message}" if self.message else self.type
        if self.line_number is None:
            return what
        return f"{what}\nat line {self.line_number} of its cell: {self.line or ''}".rstrip(": ")


def place_of(frame: FrameType) -> Place:
    """Return the place of the sub-check that `frame` is about to run."""
    filename = frame.f_code.co_filename
    lines = [line.strip() for line in linecache.getlines(filename, frame.f_globals)]
    marks = [line for line in lines[: frame.f_lineno] if line in (HIDDEN_BEGINS, HIDDEN_ENDS)]
    return Place(filename, marks[-1:] == [HIDDEN_BEGINS], _called(frame), ELSEWHERE in lines)


def _called(frame: FrameType) -> str:
    lines = linecache.getlines(frame.f_code.co_filename, frame.f_globals)
    call = _running_call(frame, "".join(lines))
    if call is None:
        return "the answer"
    arguments = [*call.args, *(keyword.value for keyword in call.keywords)]
    lambdas = [argument.body for argument in arguments if isinstance(argument, ast.Lambda)]
    node = (lambdas or arguments)[0]
    text = _written(lines, node) or ast.unparse(node)
    return text if len(text) <= _LONGEST_CALL else text[: _LONGEST_CALL - 1] + "…"


def _running_call(frame: FrameType, text: str) -> ast.Call | None:
    """The call that `frame` is in the middle of, from its place in the text; None where the text can't tell."""
    first, last, column, end = next(islice(frame.f_code.co_positions(), frame.f_lasti // 2, None))
    return _calls(text).get((first, last, column, end))


@lru_cache(maxsize=4)
def _calls(text: str) -> dict[tuple, ast.Call]:
    try:
        nodes = ast.walk(ast.parse(text))
    except (SyntaxError, ValueError, RecursionError):
        return {}
    calls = [node for node in nodes if isinstance(node, ast.Call)]
    return {(call.lineno, call.end_lineno, call.col_offset, call.end_col_offset): call for call in calls}


def _written(lines: list[str], node: ast.expr) -> str:
    """The node as it stands in its line; "" where it takes several."""
    # ast.get_source_segment splits the whole cell anew for every node, which takes a millisecond
    if node.lineno != node.end_lineno:
        return ""
    return lines[node.lineno - 1].encode()[node.col_offset : node.end_col_offset].decode()


def failure_of(error: BaseException, place: Place, namespace: dict) -> Failure:
    """Return what the learner is told of `error`, at the last line of theirs that it passed.

    A line is theirs when it runs in the notebook's `namespace` but not in the check's own cell.
    """
    number = line = None
    trace = error.__traceback__
    while trace is not None:
        filename = trace.tb_frame.f_code.co_filename
        if trace.tb_frame.f_globals is namespace and filename != place.filename:
            number = trace.tb_lineno
            line = linecache.getline(filename, number, namespace).strip()[:200] or None
        trace = trace.tb_next
    return Failure(safe_text(type(error).__name__, 60), _message(error, number is not None), number, line)


def _message(error: BaseException, in_learner_code: bool) -> str:
    if type(error) is SystemExit:
        return "your code called exit"
    if type(error) is NameError and error.name and not in_learner_code:
        name = safe_text(error.name, 60)
        return f"`{name}` is not defined: run the cell above, or give back the name the task asks for"
    return safe_text(error)
