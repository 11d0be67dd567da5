"""Each output as the one piece that says most."""

import pytest

from autograder.feedback.hidden import LEFT_OUT, HiddenText
from autograder.feedback.outputs import MOST_OUTPUTS, Shown
from course.checks import MIMETYPE

PIXEL = "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="
NAMES = {
    "plain": "text/plain",
    "html": "text/html",
    "png": "image/png",
    "svg": "image/svg+xml",
    "md": "text/markdown",
    "latex": "text/latex",
    "json": "application/json",
    "report": MIMETYPE,
}
SECRET = LEFT_OUT.replace("'", "&#39;")
TABLE = "<table><tr><td>1</td></tr></table>"


@pytest.fixture
def show():
    shown = Shown(HiddenText(frozenset({"expectequallambda7"})), most_pictures=200)
    return lambda *outputs: [str(piece) for piece in shown.outputs(outputs)]


def stream(text):
    return {"output_type": "stream", "name": "stdout", "text": text}


def display(**data):
    return {"output_type": "display_data", "data": {NAMES[key]: value for key, value in data.items()}}


def box(words):
    return f'<p class="label">Result</p><pre class="out">{words}</pre>'


def group(markup):
    return f'<div class="table" tabindex="0" role="group" aria-label="Output">{markup}</div>'


@pytest.mark.parametrize(
    ("output", "words"),
    [
        (stream("a <b>\x1b[1m!\n"), '<p class="label">Printed</p><pre class="out">a &lt;b&gt;!</pre>'),
        (stream(["one\n", "two\n"]), '<p class="label">Printed</p><pre class="out">one\ntwo</pre>'),
        (
            {"output_type": "error", "ename": "E", "evalue": "<x>", "traceback": ["\x1b[31m<script>\x1b[0m", "E: <x>"]},
            '<p class="label">Error</p><pre class="out">&lt;script&gt;\nE: &lt;x&gt;</pre>',
        ),
        (
            {"output_type": "error", "ename": "E", "evalue": "<x>", "traceback": []},
            '<p class="label">Error</p><pre class="out">E: &lt;x&gt;</pre>',
        ),
        (display(plain="42", html="<b>42</b>"), box("42")),
        (display(plain="  a\n0 1", html=TABLE),
         group("<table><tbody><tr><td>1</td></tr></tbody></table>")),
        (display(plain="<IPython.core.display.HTML object>", html="<b>x</b><script>y</script>"),
         group("<b>x</b>")),
        (display(plain="<Figure size 1x1>", png=PIXEL),
         f'<p class="paper"><img src="data:image/png;base64,{PIXEL}" alt="Picture that the cell shows"></p>'),
        (display(png="AAAA"), '<p class="note">A picture that can&#39;t be shown is left out.</p>'),
        (display(svg="<svg onload=x>"), '<p class="note">A drawing (SVG), which can hold programs, is left out.</p>'),
        (display(svg="<svg onload=x>", plain="a drawing"), box("a drawing")),
        (display(md="**b** <i>"), '<div class="prose"><p><strong>b</strong> &lt;i&gt;</p></div>'),
        (display(latex="$<x>$"), box("$&lt;x&gt;$")),
        (display(json={"a": "<x>"}), box("{&#34;a&#34;: &#34;&lt;x&gt;&#34;}")),
        (stream("x = 1\nexpect.equal(lambda: 7)"),
         f'<p class="label">Printed</p><pre class="out">{LEFT_OUT.replace(chr(39), "&#39;")}</pre>'),
        (display(plain="<x object>", html="<table><td>expect.<b>equal(lambda</b>: 7)</table>"),
         box(SECRET)),
    ],
)  # fmt: skip
def test_the_piece_that_says_most(show, output, words):
    assert show(output) == [words]


@pytest.mark.parametrize(
    "output",
    [stream(" \n"), display(report={}, plain="1.0"), {"output_type": "update"}, {"output_type": "display_data"}],
)
def test_what_says_nothing_is_not_shown(show, output):
    assert show(output) == []


def test_outputs_and_pictures_have_an_end(show):
    many = show(*[stream(str(number)) for number in range(MOST_OUTPUTS + 5)])
    assert len(many) == MOST_OUTPUTS + 1
    assert many[-1] == '<p class="note">… 5 more outputs</p>'
    first, second = show(display(png=PIXEL), display(png=PIXEL))
    assert "<img" in first
    assert second == '<p class="note">A picture is left out: those above fill the page.</p>'
