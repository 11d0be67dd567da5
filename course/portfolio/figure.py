"""The figure of a piece of evidence: its PNG, and how alike two PNGs are."""

from __future__ import annotations

import hashlib
import io
import struct
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from course.errors import PortfolioError

SIGNATURE = b"\x89PNG\r\n\x1a\n"
DOTS_PER_INCH = 200  # a figure 6.4 inches wide stays sharp at 640 CSS pixels on a dense screen
LARGEST_SIDE = 6_000  # pixels
ALIKE = 0.02  # mean difference of two pictures, of 0 to 1, that other fonts and versions may cause


@dataclass(frozen=True)
class Figure:
    """What a saved picture shows in words (`alt`), its size in pixels and the SHA-256 of its file."""

    __pydantic_config__ = {"extra": "forbid"}  # noqa: RUF012 (a dict is what pydantic looks for)

    alt: str
    width: int
    height: int
    sha256: str

    @classmethod
    def of(cls, png: bytes, alt: str) -> Figure:
        """The description of `png`; PortfolioError when `alt` says nothing or `png` is no picture."""
        if len(alt.split()) < 3:
            raise PortfolioError(
                f"the figure's description {alt!r} says too little" if alt.strip() else "the figure has no description",
                next_step="say in alt= what it shows, in three words or more, for a reader who can't see it",
            )
        width, height = size(png)
        return cls(alt, width, height, digest(png))


def to_png(figure: Any) -> bytes:
    """`figure`, a matplotlib figure or axes, as the bytes of a PNG that depend on nothing but the figure."""
    drawn = getattr(figure, "figure", figure)  # an Axes knows its figure
    if not hasattr(drawn, "savefig"):
        raise PortfolioError(
            f"figure= must be a matplotlib figure, not {type(figure).__name__}",
            next_step="make it with `figure, axes = plt.subplots()`",
        )
    out = io.BytesIO()
    drawn.savefig(
        out,
        format="png",
        dpi=DOTS_PER_INCH,
        bbox_inches="tight",
        facecolor="white",
        metadata={"Software": None},
    )
    return out.getvalue()


def digest(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


def size(png: bytes) -> tuple[int, int]:
    """(width, height) in pixels, from the header; PortfolioError when the bytes are no PNG of a sane size."""
    if png[:8] != SIGNATURE or png[12:16] != b"IHDR":
        raise PortfolioError("the figure is not a PNG picture")
    width, height = struct.unpack(">II", png[16:24])
    if not (0 < width <= LARGEST_SIDE and 0 < height <= LARGEST_SIDE):
        raise PortfolioError(f"the figure is {width} by {height} pixels; at most {LARGEST_SIDE:,} a side")
    return width, height


class Likeness(StrEnum):
    """How a picture compares with the one drawn again."""

    SAME = "the same"
    ALIKE = "alike"
    DIFFERENT = "different"


def likeness(first: bytes, second: bytes) -> Likeness:
    """Whether two PNGs are the same bytes, look alike at a distance, or differ.

    Another computer draws the same figure with other fonts and anti-aliasing, so bytes alone would accuse
    honest work; a distance alone would miss one bar that was made taller. Hence three answers.
    """
    if first == second:
        return Likeness.SAME
    return Likeness.ALIKE if _distance(first, second) < ALIKE else Likeness.DIFFERENT


def _distance(first: bytes, second: bytes) -> float:
    """The mean difference of two pictures, 0 (equal) to 1."""
    import numpy as np
    from PIL import Image

    shrunk = []
    for png in (first, second):
        width, height = size(png)
        try:
            image = Image.open(io.BytesIO(png), formats=["PNG"]).convert("RGB").resize((160, 120))
        except (OSError, SyntaxError, ValueError) as error:
            raise PortfolioError(f"the figure can't be read: {error}") from None
        shrunk.append((width / height, np.asarray(image, dtype=float) / 255))
    (ratio, one), (other_ratio, two) = shrunk
    if abs(ratio / other_ratio - 1) > 0.1:
        return 1.0
    return float(np.abs(one - two).mean())
