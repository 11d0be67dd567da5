import io

import matplotlib.pyplot as plt
import numpy as np
import pytest
from PIL import Image

from course.errors import PortfolioError
from course.portfolio.figure import Figure, Likeness, likeness, size, to_png


def png(array: np.ndarray) -> bytes:
    out = io.BytesIO()
    Image.fromarray(array.astype("uint8")).save(out, format="PNG")
    return out.getvalue()


@pytest.fixture
def bars():
    def draw(heights, font="DejaVu Sans"):
        with plt.rc_context({"font.family": font}):
            figure, axes = plt.subplots(figsize=(5, 3))
            axes.bar(range(len(heights)), heights, color="#0072b2")
            axes.set(title="Flights by month", xlabel="month", ylim=(0, 10))
            data = to_png(figure)
            plt.close(figure)
        return data

    return draw


def test_the_size_is_that_of_the_picture(bars):
    data = bars([1, 2, 3])
    assert size(data) == Image.open(io.BytesIO(data)).size
    described = Figure.of(data, "Three bars that grow.")
    assert (described.width, described.height) == size(data)


def test_drawing_twice_gives_the_same_bytes(bars):
    assert likeness(bars([1, 2, 3]), bars([1, 2, 3])) is Likeness.SAME


def test_another_font_looks_alike_and_other_data_do_not(bars):
    own = bars([4, 7, 2])
    assert likeness(own, bars([4, 7, 2], font="DejaVu Serif")) is Likeness.ALIKE
    assert likeness(own, bars([9, 1, 8])) is Likeness.DIFFERENT


def test_one_bar_made_taller_by_hand_is_never_the_same(bars):
    assert likeness(bars([4, 7, 2]), bars([4, 7.3, 2])) is not Likeness.SAME


def test_another_shape_is_another_picture():
    assert likeness(png(np.full((300, 400, 3), 255)), png(np.full((300, 900, 3), 255))) is Likeness.DIFFERENT


@pytest.mark.parametrize("data", [b"", b"GIF89a" + b"0" * 40, png(np.zeros((10, 7000, 3)))])
def test_what_is_no_sane_png_is_refused(data):
    with pytest.raises(PortfolioError):
        size(data)


def test_a_broken_png_is_one_error(bars):
    whole = bars([1, 2, 3])
    with pytest.raises(PortfolioError, match="can't be read"):
        likeness(whole, whole[:200])
