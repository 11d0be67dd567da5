"""What differs between two runs is dropped."""

import nbformat
import pytest

from course.authoring.steps.scrub import scrub


def scrubbed(*outputs, **metadata):
    cell = nbformat.v4.new_code_cell("x", outputs=[nbformat.from_dict(o) for o in outputs], metadata=metadata)
    return scrub(nbformat.v4.new_notebook(cells=[cell])).cells[0]


@pytest.mark.parametrize(
    ("text", "clean"),
    [
        ("<Axes at 0x7f91db6cffd0>", "<Axes at 0x…>"),
        ("/tmp/ipykernel_471/1234.py:3: warning", "<cell>:3: warning"),
        (r"C:\Users\ada\ipykernel_471\12.py:3: warning", "<cell>:3: warning"),
        ("/var/folders/xy/T/ipykernel_471/1234.py:3", "<cell>:3"),
        ("mask 0xFF, 12:30", "mask 0xFF, 12:30"),
    ],
)
def test_addresses_and_cell_files_go(text, clean):
    stream = {"output_type": "stream", "name": "stdout", "text": text}
    result = {"output_type": "execute_result", "data": {"text/plain": text}, "metadata": {}, "execution_count": 1}
    error = {"output_type": "error", "ename": "E", "evalue": "", "traceback": [text]}
    outputs = scrubbed(stream, result, error).outputs
    assert (outputs[0].text, outputs[1].data["text/plain"], outputs[2].traceback) == (clean, clean, [clean])


def test_pictures_and_data_are_left_alone():
    data = {"image/png": "0x7f91db6cffd0", "application/json": {"at": "0x7f91db6cffd0"}}
    output = {"output_type": "display_data", "data": data, "metadata": {}}
    assert scrubbed(output).outputs[0].data == data


def test_times_and_editor_s_keys_go_and_the_course_s_stay():
    kept = {"nbgrader": {"grade_id": "a"}, "tags": ["after"], "deletable": False, "editable": False}
    assert scrubbed(execution={"iopub": "now"}, lines_to_next_cell=2, **kept).metadata == kept


def test_text_that_came_in_pieces_is_one_until_something_else_comes_between():
    def said(text, name="stdout"):
        return {"output_type": "stream", "name": name, "text": text}

    result = {"output_type": "execute_result", "data": {"text/plain": "3"}, "metadata": {}, "execution_count": 1}
    outputs = scrubbed(said("one\n"), said("two\n"), said("warning", "stderr"), said("three\n"), result).outputs
    assert [output.get("text", "a result") for output in outputs] == ["one\ntwo\n", "warning", "three\n", "a result"]
