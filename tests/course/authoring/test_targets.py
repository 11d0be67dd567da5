"""Target pictures come from the solution's own drawing."""

import base64

import nbformat
import pytest

from course.authoring.targets import target_pictures
from course.errors import BuildError

new = nbformat.v4


def drawing(name, *pictures):
    outputs = [
        new.new_output("display_data", data={"image/png": base64.b64encode(picture).decode()}) for picture in pictures
    ]
    return new.new_code_cell("draw()", id=name, outputs=outputs)


def test_the_last_picture_of_the_named_cell():
    task = new.new_markdown_cell("Draw this:\n\n![Bars of delay by month](figures/delays.png)")
    notebook = new.new_notebook(cells=[task, drawing("delays", b"first", b"last"), drawing("other", b"no")])
    assert target_pictures(notebook, where="01_a/01_b") == {"delays.png": b"last"}


def test_a_picture_that_nothing_draws_is_named():
    task = new.new_markdown_cell("![Bars](figures/delays.png)")
    with pytest.raises(BuildError, match=r"01_a/01_b: shows figures/delays.png, but no cell"):
        target_pictures(new.new_notebook(cells=[task, drawing("delays")]), where="01_a/01_b")


def test_pictures_of_the_web_or_elsewhere_are_not_targets():
    task = new.new_markdown_cell("![A map](maps/sea.png)")
    assert target_pictures(new.new_notebook(cells=[task]), where="01_a/01_b") == {}
