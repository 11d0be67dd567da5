"""Markdown is read as the page that it makes."""

import pytest

from course.portfolio_practice import counts_something, links_of, page_of


@pytest.mark.parametrize(
    ("markdown", "links"),
    [
        ("[code](https://a.example/x)", [("code", "https://a.example/x")]),
        ("[code][c]\n\n[c]: https://a.example/x", [("code", "https://a.example/x")]),
        ("[code]\n\n[code]: x.html 'mine'", [("code", "x.html")]),
        ("<mailto:a@b.example>", [("mailto:a@b.example", "mailto:a@b.example")]),
        ("<a@b.example>", [("a@b.example", "mailto:a@b.example")]),
        ("[![late](l.png)](late.html)", [(" late", "late.html")]),
        ("[mine](file:///C:/me/index.html)", [("mine", "file:///C:/me/index.html")]),
        ("[mine](C:\\me\\index.html)", [("mine", "C:\\me\\index.html")]),
        ('<a href="x.html">x</a> <a id="y">y</a>', [("x", "x.html")]),
        ("![late](l.png) `[a](b)` [no]", []),
    ],
)
def test_links_are_found_however_they_are_written(markdown, links):
    assert links_of(markdown) == links


def test_pictures_are_those_of_the_page():
    assert [tag["alt"] for tag in page_of("![a](a.png) ![b][b]\n\n[b]: b.png\n\n`![c](c.png)`")("img")] == ["a", "b"]


@pytest.mark.parametrize(
    ("markdown", "counts"),
    [
        ("2,000 flights", True),
        ("late by 2.5 minutes on 3 Nov 3", True),
        ("[13 minutes early](x.html)", True),
        ("[early](https://a.example/2026) <https://a.example/7> <mailto:a7@b.example>", False),
        ("[early][e]\n\n[e]: x-2026.html", False),
        ("I use Python 3.11 and v2 of it", False),
        ("many flights", False),
    ],
)
def test_a_number_is_one_of_the_words(markdown, counts):
    assert counts_something(markdown) is counts
