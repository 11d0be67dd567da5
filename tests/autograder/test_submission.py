import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from autograder import submission
from autograder.submission import Submission, read_submission
from course.errors import NotebookError


def notebook(*cells, **changes):
    return {"nbformat": 4, "nbformat_minor": 5, "metadata": {}, "cells": list(cells)} | changes


def code(source, **changes):
    return {"cell_type": "code", "id": "a", "metadata": {}, "outputs": [], "source": source} | changes


def read(raw):
    return read_submission(json.dumps(raw).encode())


def test_cells_keep_kind_text_and_names():
    answer = code(
        ["x = 1\n", "y = 2"], metadata={"nbgrader": {"grade_id": "sum", "points": 3}, "tags": ["skip-execution"]}
    )
    read_back = read(notebook(answer, {"cell_type": "markdown", "source": "# Words"}))
    first, second = read_back.cells
    assert (first.kind, first.text, first.grade_id, first.cell_id) == ("code", "x = 1\ny = 2", "sum", "a")
    assert first.claims["points"] == 3
    assert (first.tags, second.tags) == ({"skip-execution"}, frozenset())
    assert (second.kind, second.text, second.grade_id) == ("markdown", "# Words", None)
    assert read_back.repairs == ()


@pytest.mark.parametrize(("kernel", "named"), [("python3", False), ("ir", True), ("", False), (["bash"], False)])
def test_a_kernel_that_is_not_the_courses_is_named(kernel, named):
    metadata = {"kernelspec": {"name": kernel, "display_name": "Mine"}}
    assert any("'ir'" in repair for repair in read(notebook(code(""), metadata=metadata)).repairs) is named
    assert read(notebook(code("", metadata=[1]), metadata={"kernelspec": "bash"})).repairs == ()


def test_the_lesson_is_what_the_notebook_says():
    assert read(notebook(code(""), metadata={"course": {"lesson": "01_a/01_b"}})).lesson_id == "01_a/01_b"
    assert read(notebook(code(""), metadata={"course": ["01_a"]})).lesson_id is None


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"", "empty"),
        (b" \n", "empty"),
        (b"PK\x03\x04rest", "ZIP"),
        (b"%PDF-1.7", "PDF"),
        (b"\x89PNG\r\n", "picture"),
        (b'{"a": "\x00"}', "binary"),
        ('{"cells": []}'.encode("utf-16"), "UTF-16"),
        ('{"name": "Müller"}'.encode("latin-1"), "UTF-8"),
        (b"<!DOCTYPE html>", "web page"),
        (b"print('hello')", "not JSON"),
        (b'{"cells": [}', "line 1"),
        (b"[" * 100_000 + b"]" * 100_000, "too deep"),
        (b"[1]", "no nbformat"),
        (b'{"nbformat": "4"}', "no nbformat"),
        (b'{"nbformat": 5, "cells": []}', "format 5"),
        (b'{"nbformat": 1, "cells": []}', "too old"),
        (b'{"nbformat": 4}', "no cells"),
        (b'{"nbformat": 4, "cells": []}', "no cells"),
        (b'{"nbformat": 4, "cells": {"a": 1}}', "no cells"),
        (b'{"nbformat": 3, "worksheets": 7}', "format 3"),
    ],
)
def test_what_can_not_be_read_is_named(data, words):
    with pytest.raises(NotebookError, match=words):
        read_submission(data)


def test_a_file_that_is_too_large_is_refused(monkeypatch):
    monkeypatch.setattr(submission, "MAX_BYTES", 100)
    with pytest.raises(NotebookError, match="larger than"):
        read(notebook(code("x" * 200)))


def test_an_error_names_the_file(tmp_path):
    path = tmp_path / "01_programming.ipynb"
    path.write_bytes(b"")
    with pytest.raises(NotebookError) as caught:
        read_submission(path)
    assert caught.value.where == str(path)
    assert "JupyterLab" in caught.value.next_step


def test_a_missing_file_and_a_folder_are_errors(tmp_path):
    with pytest.raises(NotebookError, match="no such notebook"):
        read_submission(tmp_path / "missing.ipynb")
    with pytest.raises(NotebookError, match="folder"):
        read_submission(tmp_path)


def test_a_byte_order_mark_is_repaired():
    found = read_submission(b"\xef\xbb\xbf" + json.dumps(notebook(code("x = 1"))).encode())
    assert found.cells[0].text == "x = 1"
    assert "byte order mark" in found.repairs[0]


def test_windows_line_ends_are_repaired():
    found = read(notebook(code("x = 1\r\ny = 2\r")))
    assert found.cells[0].text == "x = 1\ny = 2\n"
    assert "line ends" in found.repairs[0]


def test_half_characters_are_replaced():
    found = read_submission(b'{"nbformat": 4, "cells": [{"cell_type": "code", "source": "x = \'\\ud800\'"}]}')
    assert found.cells[0].text == "x = '?'"
    assert "question marks" in found.repairs[0]


def test_a_notebook_of_format_3_is_upgraded():
    cells = [
        {
            "cell_type": "code",
            "input": "x = 1",
            "language": "python",
            "metadata": {},
            "outputs": [],
            "collapsed": False,
        },
        {"cell_type": "heading", "level": 2, "source": "Title", "metadata": {}},
    ]
    old = {
        "nbformat": 3,
        "nbformat_minor": 0,
        "metadata": {"name": ""},
        "worksheets": [{"cells": cells, "metadata": {}}],
    }
    found = read(old)
    assert [(cell.kind, cell.text) for cell in found.cells] == [("code", "x = 1"), ("markdown", "## Title")]
    assert "format 3" in found.repairs[0]


def test_malformed_cells_are_left_out():
    found = read(notebook("text", code(3), {"cell_type": "video", "source": ""}, code("x", metadata=[], id=9)))
    assert [cell.text for cell in found.cells] == ["x"]
    assert "3 malformed" in found.repairs[0]


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=8,
)
KEYS = st.sampled_from(["cell_type", "source", "metadata", "id", "nbgrader"])
CELLS = st.lists(JSON | st.dictionaries(KEYS, JSON | st.sampled_from(["code", "markdown"])), max_size=4)


@given(st.binary(max_size=200))
def test_any_bytes_give_cells_or_one_error(data):
    reads_or_refuses(data)


@given(CELLS, JSON, st.sampled_from([2, 3, 4, 5, None]))
def test_any_json_gives_cells_or_one_error(cells, metadata, major):
    reads_or_refuses(
        json.dumps({"nbformat": major, "cells": cells, "metadata": metadata, "worksheets": cells}).encode()
    )


def reads_or_refuses(data):
    try:
        found = read_submission(data)
    except NotebookError as error:
        assert error.what
    else:
        assert isinstance(found, Submission)
        assert all(cell.text.encode("utf-8") is not None for cell in found.cells)
