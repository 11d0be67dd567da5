"""Equal but for pixels."""

import base64
import json
import struct
from pathlib import Path

from course.authoring.same import same_content

NOTEBOOK, PICTURE = Path("a.ipynb"), Path("a.png")


def png(width, height, pixels):
    return b"\x89PNG\r\n\x1a\n" + b"\0\0\0\rIHDR" + struct.pack(">II", width, height) + pixels


def notebook(picture, text="12"):
    output = {"data": {"image/png": base64.b64encode(picture).decode(), "text/plain": text}}
    return json.dumps({"cells": [{"outputs": [output]}]}).encode()


def test_line_ends_of_another_system_are_the_same():
    assert same_content(Path("README.md"), b"a\r\nb\r\n", b"a\nb\n")


def test_text_that_differs_is_different():
    assert not same_content(Path("README.md"), b"a\n", b"b\n")


def test_pixels_may_differ_but_not_the_size():
    assert same_content(PICTURE, png(4, 3, b"one"), png(4, 3, b"two"))
    assert not same_content(PICTURE, png(4, 3, b"one"), png(3, 4, b"one"))
    assert not same_content(PICTURE, b"no picture", b"nor this")


def test_evidence_may_differ_in_the_digest_of_its_figure_alone():
    path = Path("evidence.json")
    text = '{{"title": "{}", "figure": {{"width": {}, "sha256": "{}"}}}}'
    made = text.format("a", 4, "00").encode()
    assert same_content(path, text.format("a", 4, "11").encode(), made)
    assert not same_content(path, text.format("b", 4, "00").encode(), made)
    assert not same_content(path, text.format("a", 5, "00").encode(), made)
    assert same_content(path, b'{"figure":null}', b'{"figure": null}')
    assert not same_content(Path("claims.json"), b'{"a":1}', b'{"a": 1}')


def test_a_notebook_may_differ_in_pixels_alone():
    made = notebook(png(4, 3, b"one"))
    assert same_content(NOTEBOOK, notebook(png(4, 3, b"two")), made)
    assert not same_content(NOTEBOOK, notebook(png(9, 9, b"one")), made)
    assert not same_content(NOTEBOOK, notebook(png(4, 3, b"one"), text="13"), made)
    assert not same_content(NOTEBOOK, b"{ broken", made)
