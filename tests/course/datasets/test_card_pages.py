import re
from itertools import pairwise

import pytest
from markdown_it import MarkdownIt

from course import datasets


@pytest.mark.parametrize("name", datasets.names())
def test_a_card_as_markdown_tells_everything_that_the_card_holds(name):
    card, text = datasets.card(name), datasets.card(name).markdown()
    for fact in [card.title, card.origin, card.citation, card.licence.name, card.source.sha256, card.reading]:
        assert fact in text
    for item in [*card.leaves_out, *card.known_faults, *card.harms]:
        assert f"- {item}\n" in text
    for column in card.columns:
        assert f"| `{column.name}` |" in text and column.meaning in text


def test_the_tables_of_the_page_have_a_header_and_equally_many_cells_in_each_row():
    html = MarkdownIt("commonmark").enable("table").render(datasets.cards_page())
    tables = re.findall(r"<table>.*?</table>", html, flags=re.DOTALL)
    assert len(tables) == len(datasets.names()) + 1
    for table in tables:
        width = table.count("<th")
        widths = {len(re.findall("<td", row)) for row in table.split("<tr>")[2:]}
        assert widths == {width - table.count("<thead")}


def test_the_headings_of_the_page_nest_and_are_unique():
    headings = re.findall(r"^(#+) (.+)$", datasets.cards_page(), flags=re.MULTILINE)
    levels = [len(marks) for marks, _ in headings]
    assert levels[0] == 1 and levels.count(1) == 1
    assert all(after - before <= 1 for before, after in pairwise(levels))
    assert len({title for _, title in headings}) == len(headings)


def test_the_contents_link_to_the_heading_of_each_card():
    page = datasets.cards_page()
    for name in datasets.names():
        assert f"[{name}](#{name})" in page
        assert f"\n## {name}\n" in page


def test_the_page_is_the_same_every_time_and_ends_in_one_line_end():
    assert datasets.cards_page() == datasets.cards_page()
    assert datasets.cards_page().endswith(".\n")
    assert "\r" not in datasets.cards_page()
