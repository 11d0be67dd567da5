"""Which cells draw, and what they write on the plot."""

import pytest

from course.authoring.gates._plots import drawing_calls, is_picture_only, parsed, written
from course.authoring.text import Cell


def cell(source, kind="code"):
    return Cell(kind, source, line=1)


@pytest.mark.parametrize(
    "source",
    [
        "plt.plot(x)",
        "ax.scatter(x, y)",
        "axes[0].bar(x, y)",
        "left.hist(x)",
        "frame.plot(x='a')",
        "frame['late'].plot.barh()",
        "frame.hist()",
        "axes.imshow(picture)",
    ],
)
def test_drawing_is_seen(source):
    assert len(drawing_calls(cell(source))) == 1


@pytest.mark.parametrize(
    "source",
    ["game.step(1)", "clock.bar(1)", "plt.show()", "ax.set_title('x')", "plot(x)", "figure.plot", "%magic", ""],
)
def test_other_calls_are_not(source):
    assert drawing_calls(cell(source)) == []


def test_text_draws_nothing():
    assert drawing_calls(cell("plt.plot(x)", kind="markdown")) == []


def test_pictures_have_no_units():
    assert is_picture_only(drawing_calls(cell("ax.imshow(a)\nax.matshow(b)")))
    assert not is_picture_only(drawing_calls(cell("ax.imshow(a)\nax.plot(b)")))


@pytest.mark.parametrize(
    ("source", "what"),
    [
        ("ax.set_title('a'); ax.set_xlabel('b'); ax.set_ylabel('c')", {"title", "xlabel", "ylabel"}),
        ("plt.title('a'); plt.xlabel('b')", {"title", "xlabel"}),
        ("ax.set(title='a', ylabel='c')", {"title", "ylabel"}),
        ("frame.plot(title='a', xlabel='b', ylabel='c')", {"title", "xlabel", "ylabel"}),
        ("figure.suptitle('a')", {"title"}),
        ("print('title')", set()),
    ],
)
def test_what_is_written_is_seen(source, what):
    assert written(cell(source)) == what


def test_what_is_not_python_has_no_tree():
    assert parsed("SELECT * FROM flights") is None
    assert parsed("x = 1") is not None
