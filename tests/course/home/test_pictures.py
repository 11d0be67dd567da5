import re

import pytest

from course.home.pictures import MARKS, level, mark
from course.home.standing import State


@pytest.mark.parametrize("state", State)
def test_every_state_has_a_mark_that_differs_in_shape(state):
    assert "<svg" in mark(state.mark)
    assert len(set(MARKS.values())) == len(MARKS)


def width(fraction):
    found = re.search(r'class="fill" width="([\d.]+)"', level(fraction))
    return float(found[1]) if found else 0.0


def test_a_bar_is_as_long_as_it_says_and_a_little_is_seen():
    assert [width(part) for part in (0, 0.5, 1, 2)] == [0, 100, 200, 200]
    assert width(0.001) == 3
