"""Pictures of handwritten digits, in two sizes."""

from __future__ import annotations

import functools
import gzip
from typing import TYPE_CHECKING, NamedTuple

from course.datasets._files import read_source

if TYPE_CHECKING:
    import numpy as np


class Digits(NamedTuple):
    """Pictures and what they show: `images` (number, height, width) and `labels` (number,), in one order."""

    images: np.ndarray
    labels: np.ndarray


def digits() -> Digits:
    """Return 5,000 handwritten digits as (images, labels), 500 of each digit, sorted by digit.

    images: uint8, shape (5000, 28, 28), 0 is paper and 255 is full ink. uint8 wraps round (3 - 5 is 254):
    divide by 255, or use `.astype(float)`, before you subtract pictures. labels: int64, shape (5000,).
    """
    table = _numbers("digits")
    return Digits(table[:, :-1].reshape(-1, 28, 28).copy(), table[:, -1].astype("int64"))


def small_digits() -> Digits:
    """Return 1,797 small handwritten digits as (images, labels).

    images: uint8, shape (1797, 8, 8), 0 is paper and 16 is full ink. uint8 wraps round (3 - 5 is 254):
    divide by 16, or use `.astype(float)`, before you subtract pictures. labels: int64, shape (1797,).
    """
    table = _numbers("small_digits")
    return Digits(table[:, :-1].reshape(-1, 8, 8).copy(), table[:, -1].astype("int64"))


@functools.cache
def _numbers(name: str) -> np.ndarray:
    """Return a file of numbers, one picture a line with its label last, as uint8."""
    lines = gzip.decompress(read_source(name)).decode("ascii").splitlines()
    import numpy as np

    return np.loadtxt(lines, delimiter=",", dtype=np.uint8)
