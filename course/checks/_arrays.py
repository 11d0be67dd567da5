"""Arrays and tables: reading them without trusting them, comparing them, showing them.

Imported only once NumPy is in use, so that a lesson without arrays does not pay for them. What it needs of
NumPy and pandas is bound at that moment.
"""

from __future__ import annotations

import builtins
import sys

import numpy as np
from numpy import abs as _abs
from numpy import argwhere, array2string, asarray, generic, isclose, isnan, ndarray

from course.errors import LessonError

from ._compare import Difference, Tolerance, change, close_difference, described, equal_difference
from ._plain import plain
from ._show import show

# A copy made at import: a notebook that patches `builtins` later does not reach this module's functions.
__builtins__ = vars(builtins).copy()

_SCALARS = frozenset(np.sctypeDict.values())
_NUMERIC = "biufc"


def plain_array(value: object) -> object:
    """Return an array, series or NumPy scalar as lists and numbers; anything else comes back as it is."""
    kind = type(value)
    if kind is ndarray:
        return (
            ndarray.tolist(ndarray.astype(value, "datetime64[us]"))
            if value.dtype.kind == "M"
            else ndarray.tolist(value)
        )
    if kind in _SCALARS:
        return _plain_scalar(value)
    if "pandas" in sys.modules:
        from ._frames import plain_pandas

        return plain_pandas(value)
    return value


def _plain_scalar(value: generic) -> object:
    if value.dtype.kind == "M":
        return generic.item(generic.astype(value, "datetime64[us]"))
    if value.dtype.kind == "m":
        return generic.item(generic.astype(value, "timedelta64[us]"))
    return generic.item(value)


def show_array(value: object) -> str | None:
    """Return a short text for an array or a table; None for anything else."""
    if type(value) is ndarray and value.ndim:
        if value.size > 6:
            kind = f"an array of shape {value.shape}, {value.dtype}"
            return f"{_figures(value)}\n({kind})" if value.dtype.kind != "O" else kind
        return f"array({_figures(value)})" if value.dtype.kind != "O" else None
    if "pandas" in sys.modules:
        from ._frames import show_frame

        return show_frame(value)
    return None


def _figures(array: ndarray) -> str:
    return array2string(
        array,
        separator=", ",
        threshold=24,
        edgeitems=2,
        precision=6,
        max_line_width=88,
        suppress_small=True,
        floatmode="maxprec",
        sign="-",
        formatter=None,
    )


def array_difference(got: object, expected: object, *, within: float | None, dtype: object) -> Difference | None:
    """Return how an array differs from `expected`, shape first, or None."""
    wanted = asarray(expected)
    if type(got) is not ndarray:
        return Difference(_not_an_array(got), f"an array of shape {wanted.shape}")
    if got.shape != wanted.shape:
        return Difference(f"shape {got.shape}: {show(got)}", f"shape {wanted.shape}")
    if dtype is not None and got.dtype != np.dtype(dtype):
        return Difference(f"dtype {got.dtype}", f"dtype {np.dtype(dtype)}")
    if got.dtype.kind not in _NUMERIC or wanted.dtype.kind not in _NUMERIC:
        if within is None:
            return equal_difference(got, wanted)
        return close_difference(got, wanted, Tolerance(within=within))
    return _first_cell(got, wanted, _far(got, wanted, within), within)


def _not_an_array(got: object) -> str:
    mine = plain(got)
    if type(mine) in (list, tuple) and type(got) not in (list, tuple):
        return f"{show(got)}\nwhich is a {type(got).__name__}, not an array: .to_numpy() makes one"
    return described(got)


def _far(got: ndarray, wanted: ndarray, within: float | None) -> ndarray:
    if within is None:
        # Whole numbers are exact; floats agree to nine figures, since they are never compared for equality.
        exact = got.dtype.kind in "biu" and wanted.dtype.kind in "biu"
        return got != wanted if exact else ~isclose(got, wanted, rtol=1e-9, atol=1e-9, equal_nan=True)
    if type(within) not in (int, float) or not 0 <= within < float("inf"):
        raise LessonError("within= is a distance, zero or more")
    got, wanted = got + 0.0, wanted + 0.0
    with np.errstate(invalid="ignore"):
        distance = _abs(got - wanted)
    near = (distance <= within * (1 + 1e-12)) | (got == wanted) | (isnan(got) & isnan(wanted))
    return ~near


def _first_cell(got: ndarray, wanted: ndarray, far: ndarray, within: float | None) -> Difference | None:
    if not far.any():
        return None
    place = tuple(int(index) for index in argwhere(far)[0])
    ending = f", within {within:g}" if within else ""
    mine, right = show(got[place]), show(wanted[place])
    if not place:
        return Difference(mine, right + ending)
    where = ", ".join(map(str, place))
    return Difference(f"{show(got)}\nat [{where}]: {mine}", f"{show(wanted)}\nat [{where}]: {right}{ending}")


def same_data(before: object, after: object) -> Difference | None:
    """Return how data changed, or None; arrays and tables keep values, order, labels and dtype."""
    if type(before) is ndarray:
        return array_difference(after, before, within=0 if before.dtype.kind in _NUMERIC else None, dtype=before.dtype)
    if "pandas" in sys.modules:
        from ._frames import frame_difference, is_frame

        if is_frame(before):
            return frame_difference(after, before, order=True, index=True, within=0, columns="same order")
    return change(before, after)
