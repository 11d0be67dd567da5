"""Whatever goes in, what comes out is text, tables and pictures that are inside the page."""

import base64
from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st

from autograder.feedback.sanitise import (
    ATTRIBUTES,
    MOST_PICTURE,
    TAGS,
    clean_html,
    clean_markdown,
    picture,
    plain,
    text_of,
)
from course.portfolio.prose import TAGS as PROSE

PNG = b"\x89PNG\r\n\x1a\n"
STAYS = TAGS - {"h1", "h2", "h3", "h4", "h5", "h6", "ul", "ol", "li"}
MARKUP = """
<script> </script> <style> </style> <svg> </svg> <math> <img src=x onerror=alert(1)> <a href=javascript:1> <!-- -->
<table> <tr> <td> <th> </table> <select> <template> <noscript> <iframe> <plaintext> <textarea> </p> <li> <ul> <h1>
style=x on= = ' " > < / & &lt; &#x6a; javascript: data:text/html, <![CDATA[ ]]> <mglyph> <form> <title>
"""
PIECES = st.sampled_from([*MARKUP.split(), " ", "\x00"])
ANYTHING = st.one_of(st.text(max_size=200), st.lists(st.one_of(PIECES, st.text(max_size=5)), max_size=30).map("".join))


class Found(HTMLParser):
    def __init__(self, markup):
        super().__init__()
        self.tags = []
        self.feed(str(markup))

    def handle_starttag(self, tag, attrs):
        self.tags.append((tag, dict(attrs)))

    def handle_comment(self, data):
        self.tags.append(("comment", {}))

    handle_decl = unknown_decl = handle_pi = handle_comment


def check(markup, tags=STAYS, attributes=ATTRIBUTES):
    for tag, values in Found(markup).tags:
        assert tag in tags
        assert set(values) <= attributes.get(tag, set()) | ({"alt"} if tag == "img" else set())
        assert values.get("src", "data:image/").startswith("data:image/")
    return str(markup)


@given(ANYTHING)
def test_html_has_nothing_left_but_what_is_listed(text):
    once = check(clean_html(text))
    assert check(clean_html(once)) is not None


@given(ANYTHING)
def test_markdown_has_no_link_picture_or_raw_html(text):
    check(clean_markdown(text), PROSE - {"a"}, {})


@given(st.text(max_size=300))
def test_plain_text_keeps_letters_and_no_control_characters(text):
    shown = plain(text)
    assert not [letter for letter in shown if ord(letter) < 32 and letter not in "\n\t"]
    assert plain(shown) == shown


def test_every_payload_is_harmless(payloads):
    for payload in payloads:
        for cleaned in (clean_html(payload), clean_html(f"<table><tr><td>{payload}</td></tr></table>")):
            check(cleaned)
            assert "evil.example" not in "".join(v for _, values in Found(cleaned).tags for v in values.values())
        check(clean_markdown(payload), PROSE - {"a"}, {})


def test_a_table_stays_a_table_with_headings_of_its_own():
    frame = (
        '<style scoped>.x{}</style><table border="1" class="dataframe"><thead><tr style="x"><th></th><th>mass</th></tr>'
        '</thead><tbody><tr><th rowspan="2" valign="top">Biscoe</th><td>4,700</td></tr></tbody></table>'
    )
    assert clean_html(frame) == (
        "<table><thead><tr><td></td><th>mass</th></tr></thead>"
        '<tbody><tr><th rowspan="2">Biscoe</th><td>4,700</td></tr></tbody></table>'
    )


def test_headings_and_lists_become_blocks():
    assert clean_html("<h1>Big</h1><ul><li>one</ul>") == "<div>Big</div><div><div>one</div></div>"


def test_a_picture_is_what_it_says_it_is():
    good = base64.b64encode(PNG + b"x").decode()
    assert picture("image/png", good + "\n") == f"data:image/png;base64,{good}"
    assert picture("image/jpeg", good) is None
    assert picture("image/svg+xml", base64.b64encode(b"<svg/>").decode()) is None
    assert picture("image/png", "not base64!") is None
    assert picture("image/png", base64.b64encode(PNG + b"x" * MOST_PICTURE).decode()) is None
    assert "<img" in clean_html(f"<img src='data:image/png;base64,{good}'>")
    assert clean_html("<p>x</p><img src='data:image/png;base64,AAAA'>") == "<p>x</p>"


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("\x1b[31mred\x1b[0m", "red"),
        ("10%\r50%\r100%\ndone", "100%\ndone"),
        ("a\r\nb", "a\nb"),
        ("x\x00y\u202ez", "x?y?z"),
        ("abcdef", "abcde\n… 1 more characters"),
    ],
)
def test_text_is_shown_as_a_terminal_ends_up_showing_it(text, shown):
    assert plain(text, 5 if text == "abcdef" else 100) == shown


def test_what_is_left_out_of_a_huge_text_is_counted():
    assert plain("x" * 1000, 10) == "x" * 10 + "\n… 990 more characters"


def test_the_text_of_markup():
    assert text_of("<p>a &amp; <b>b</b></p>") == "a & b"
