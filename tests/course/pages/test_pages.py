"""Pages that escape what they are filled with, and allow themselves nothing from elsewhere."""

import base64
import hashlib
import re

import jinja2
import pytest

from course.pages import STYLE, environment, policy, stylesheet


@pytest.fixture
def folder(tmp_path):
    (tmp_path / "page.html.jinja").write_text("<p>{{ words }}</p>\n", encoding="utf-8")
    return tmp_path


def test_what_fills_a_template_is_escaped(folder):
    page = environment(folder).get_template("page.html.jinja")
    assert page.render(words="<b>&") == "<p>&lt;b&gt;&amp;</p>\n"


def test_a_word_that_is_missing_is_an_error_not_a_gap(folder):
    with pytest.raises(jinja2.UndefinedError, match="words"):
        environment(folder).get_template("page.html.jinja").render()


def test_the_first_folder_that_has_a_template_counts(folder, tmp_path):
    own = tmp_path / "own"
    own.mkdir()
    (own / "page.html.jinja").write_text("own", encoding="utf-8")
    assert environment(own, folder).get_template("page.html.jinja").render() == "own"


def test_a_style_begins_with_that_of_all_pages_and_asks_for_no_file(tmp_path):
    more = tmp_path / "more.css"
    more.write_text(".own { color: red }", encoding="utf-8")
    style = stylesheet(more)
    assert style.startswith(STYLE.read_text(encoding="utf-8"))
    assert style.endswith(".own { color: red }")
    assert not re.search(r"url\(|@import|https?:", style)


def test_the_policy_names_this_style_and_no_other():
    digest = base64.b64encode(hashlib.sha256("p { color: é }".encode()).digest()).decode()
    assert f"style-src 'sha256-{digest}'" in policy("p { color: é }")
    assert policy("p {}") != policy("p { }")
    assert policy("").startswith("default-src 'none'; img-src data:;")
