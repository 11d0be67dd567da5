from course.home.prose import inline_code, to_html


def test_headings_go_where_there_is_room():
    assert to_html("# A\n\n## B", below=1) == "<h2>A</h2>\n<h3>B</h3>\n"
    assert to_html("## A", below=-1) == "<h1>A</h1>\n"


def test_a_table_scrolls_by_itself_and_its_headers_are_headers():
    html = to_html("| a | b |\n|---|--:|\n| 1 | 2 |")
    assert html.startswith('<div class="scroll" tabindex="0" role="region"')
    assert html.count('scope="col"') == 2
    assert 'class="right"' in html
    assert "style=" not in html


def test_html_in_the_text_is_text():
    assert "<script" not in to_html("<script>alert(1)</script>")
    assert inline_code("`a<b` & <i>") == "<code>a&lt;b</code> &amp; &lt;i&gt;"
