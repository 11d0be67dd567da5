"""The notebook's own metadata."""

import nbformat

from course.authoring.steps.describe import describe


def test_names_the_lesson_and_the_kernel_and_nothing_that_drifts():
    notebook = nbformat.v4.new_notebook(
        metadata={"jupytext": {"version": "1"}, "language_info": {"name": "python", "version": "3.11.7"}}
    )
    described = describe(notebook, "01_foundations/01_sums", "2026.11")
    assert described.metadata.course == {"lesson": "01_foundations/01_sums", "release": "2026.11"}
    assert described.metadata.kernelspec.name == "python3"
    assert set(described.metadata) == {"course", "kernelspec", "language_info"}
    assert "version" not in described.metadata.language_info
    assert (described.nbformat, described.nbformat_minor) == (4, 5)
