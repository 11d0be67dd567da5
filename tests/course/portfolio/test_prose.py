import math
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from course.portfolio import Measure
from course.portfolio.prose import TAGS, count, listed, remark, show_measure, show_number, to_html


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        (6228, "6,228"),
        (-7.0, "−7"),
        (0.83123, "0.831"),
        (10.598587, "10.6"),
        (1234.56, "1,235"),
        (0.000123, "0.000123"),
        (0.0000456, "0.0000456"),
        (999.9, "1,000"),
        (831.4, "831"),
        (0, "0"),
    ],
)
def test_numbers_are_shown_as_people_read_them(value, shown):
    assert show_number(value) == shown


@given(st.floats(min_value=-1e12, max_value=1e12, allow_nan=False))
def test_a_shown_number_is_within_half_a_percent(value):
    shown = float(show_number(value).replace(",", "").replace("−", "-"))
    assert math.isclose(shown, value, rel_tol=0.006, abs_tol=1e-8)


def test_a_measure_keeps_its_exact_value_for_machines():
    html = show_measure(Measure("delay", 10.598587026332691, "min"))
    assert '<data value="10.598587026332691">10.6</data>' in html
    assert "min" in html


@pytest.mark.parametrize(
    ("measure", "said"),
    [
        (Measure("n", 1), ""),
        (Measure("n", 1, note="of 344 rows"), "of 344 rows"),
        (Measure("n", 1, varies=True), "differs from machine to machine"),
        (Measure("n", 1, "ms", "400 requests", varies=True), "400 requests; differs from machine to machine"),
    ],
)
def test_what_stands_beside_a_measure_says_that_it_varies(measure, said):
    assert remark(measure) == said


def test_markdown_is_rendered():
    assert to_html("One *two*.\n\n- a\n- b") == "<p>One <em>two</em>.</p>\n<ul>\n<li>a</li>\n<li>b</li>\n</ul>"


@pytest.mark.parametrize(
    "text",
    [
        "<script>alert(1)</script>",
        "[click](javascript:alert(1))",
        "![pixel](https://tracker.example/p.png)",
        '<img src=x onerror="alert(1)">',
        "<style>body{display:none}</style>",
        '[a](https://x.example "onmouseover=alert(1)")',
        "# A heading",
    ],
)
def test_nothing_but_plain_text_tags_comes_through(text):
    tags = set(re.findall(r"<([a-z0-9]+)", to_html(text)))
    assert tags <= {"p", "a"}
    assert not re.search(r"<[^>]*(script|onerror|onmouseover|src)", to_html(text))


@given(st.text())
def test_any_text_renders_to_known_tags_only(text):
    assert set(re.findall(r"<([a-zA-Z0-9]+)", to_html(text))) <= TAGS


def test_words_are_listed_and_escaped():
    assert listed([]) == ""
    assert listed(["SQL"]) == "SQL"
    assert listed(["a", "b & c", "d"]) == "a, b &amp; c and d"
    assert (count(1, "lesson"), count(2, "lesson")) == ("1 lesson", "2 lessons")
    assert count(2, "study", "studies") == "2 studies"


def test_links_can_be_left_as_they_were_typed():
    text = "See [here](https://example.org), <https://example.org> and *this*."
    assert to_html(text).count("<a ") == 2
    assert to_html(text, links=False) == (
        "<p>See [here](https://example.org), &lt;https://example.org&gt; and <em>this</em>.</p>"
    )
