from datetime import datetime

import pytest

from autograder.pages import day, figure, number, points, told


@pytest.mark.parametrize(
    ("value", "shown"),
    [(3.0, "3"), (2.5, "2.5"), (2 / 3, "0.67"), (-0.125, "−0.12"), (-0.001, "0"), (0, "0"), (None, "–"), (100, "100")],
)
def test_a_number_as_people_write_it(value, shown):
    assert number(value) == shown


def test_figures_of_a_column_have_the_same_width():
    assert [figure(value) for value in (0.6, -0.125, 1, None)] == ["0.60", "−0.12", "1.00", "–"]


def test_one_point_and_more():
    assert [points(value) for value in (1, 0, 2.5)] == ["1 point", "0 points", "2.5 points"]


def test_a_message_is_escaped_and_its_code_set_as_code():
    assert told("is `a < b`? <i>") == "is <code>a &lt; b</code>? &lt;i&gt;"


def test_words_between_asterisks_are_stressed_and_products_are_not():
    assert told("*not* that, but `2*3*4` and 2 * 3 * 4") == "<em>not</em> that, but <code>2*3*4</code> and 2 * 3 * 4"


def test_a_day_is_told_with_its_zone():
    assert day(datetime(2026, 11, 3, 9, 5)) == "3 November 2026, 09:05 UTC"
