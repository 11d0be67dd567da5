"""Headings, pictures, links and tables with their lines."""

import pytest

from course.authoring.gates._markup import read_markup
from course.authoring.text import Cell


def markup(source):
    return read_markup(Cell("markdown", source, line=10))


def test_headings_have_line_level_and_text():
    found = [(heading.line, heading.level, heading.text) for heading in markup("# One\n\ntext\n\n### Two `x`").headings]
    assert found == [(11, 1, "One"), (15, 3, "Two `x`")]
    assert [heading.text for heading in markup("<h2 id='a'>Raw</h2>").headings] == ["Raw"]


@pytest.mark.parametrize(
    ("text", "emoji"), [("Planes ✈", True), ("\U0001f427", True), ("5 °C → 41 °F", False), ("Adélie", False)]
)
def test_emoji_are_told_from_signs(text, emoji):
    assert markup(f"# {text}").headings[0].has_emoji is emoji


def test_pictures_of_markdown_and_html_have_their_alt_text():
    found = markup('first\n![one](a.png) and <img src="b.png" alt="two">\n\n<img src="c.png">').pictures
    assert [alt for _, alt in found] == ["one", "two", ""]
    assert found[0][0] == 12
    assert found[2][0] == 14


def test_links_have_text_and_address():
    source = "[a *b* `c`](https://x.org) <https://y.org> https://z.org/q.\n\n<a href='w' aria-label='d'>e</a>"
    found = [(text, address) for _, text, address in markup(source).links]
    assert found[0] == ("a b c", "https://x.org")
    assert ("https://y.org", "https://y.org") in found
    assert any(address.startswith("https://z.org/q") for _, address in found)
    assert found[-1][1] == "w"
    assert "d" in found[-1][0]
    assert "e" in found[-1][0]


def test_a_link_around_a_picture_is_named_by_its_alt_text():
    assert markup("[![the map](m.png)](https://x.org)").links[0][1] == "the map"


def test_tables_have_their_headers():
    assert markup("| a | `b` |\n|---|---|\n| 1 | 2 |").tables == [(11, ["a", "`b`"])]
    assert markup("<table>\n<tr><th>a</th><th>b</th></tr>\n</table>").tables == [(11, ["a", "b"])]


def test_task_lists_are_told_from_lists():
    assert markup("- [ ] open\n- plain\n- [x] done").task_lists == [11, 13]
    assert markup("- [0, 1] is a list\n- [link](x)").task_lists == []


def test_code_has_no_markup():
    found = markup("`[here](x)` and\n\n```\n# no heading\n![no](x)\n```")
    assert (found.headings, found.pictures, found.links) == ([], [], [])
