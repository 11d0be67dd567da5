from course.portfolio_practice.page_text import page_lines

PAGE = """<html><head><title>T</title><style>p {}</style></head><body><nav><a>Work</a></nav>
<main><h1>Ines</h1><p>Two  words <em>here</em></p><img alt="Six bars"><img><svg><title>hidden</title></svg>
<dl><div><dt>delay</dt><dd>24.9&nbsp;min</dd></div></dl><pre>code()</pre></main><footer>foot</footer></body></html>"""


def test_the_main_part_is_read_line_by_line_with_pictures_in_words():
    assert page_lines(PAGE) == [
        "Ines", "Two words here", "[picture: Six bars]", "[picture: no description]", "delay", "24.9 min",
    ]  # fmt: skip
