"""Sentences that point by colour alone."""

import pytest

from course.authoring.gates._colours import colour_alone
from course.authoring.text import Cell


def said(text):
    return [(finding.line, finding.what) for finding in colour_alone(Cell("markdown", text, line=1))]


@pytest.mark.parametrize(
    ("text", "what"),
    [
        ("The red line is the mean.", "red line"),
        ("Look at each dark green bar.", "dark green bar"),
        ("Gentoos are in orange.", "in orange"),
        ("They are coloured red, or so.", "coloured red"),
    ],
)
def test_a_colour_alone_is_named(text, what):
    assert said(text) == [(2, f"{what!r} points by colour alone")]


@pytest.mark.parametrize(
    "text",
    ["The dashed red line is the mean.", "The red line on the left is it.", "The green bar, labelled JFK, is it.",
     "A red wine is graded.", "`the red line` is code."],
)  # fmt: skip
def test_a_second_sign_or_no_reference_is_fine(text):
    assert said(text) == []


def test_the_second_sign_stands_in_the_same_sentence():
    assert said("It is dashed.\nThe red line is the mean.") == [(3, "'red line' points by colour alone")]
