"""Code and stress in an author's sentence, for a page and for a terminal."""

import pytest

from course.marks import as_html, as_text

SENTENCE = "*not* that, but `2*3*4` and 2 * 3 * 4 < 5"


def test_a_page_gets_tags_and_nothing_that_acts():
    assert as_html(SENTENCE) == "<em>not</em> that, but <code>2*3*4</code> and 2 * 3 * 4 &lt; 5"
    assert as_html("`a`", '<code class="x">') == '<code class="x">a</code>'
    assert as_html("<script>") == "&lt;script&gt;"


def test_a_terminal_gets_code_as_it_is_and_no_stress():
    assert as_text(SENTENCE) == "not that, but `2*3*4` and 2 * 3 * 4 < 5"


@pytest.mark.parametrize("text", ["a**b", "*args", "2*3", "* a list", "**kwargs and *args"])
def test_asterisks_of_code_are_no_stress(text):
    assert as_text(text) == as_html(text) == text
