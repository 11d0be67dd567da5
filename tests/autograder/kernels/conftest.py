"""The warm kernel's environment for tools that look for kernels, one warm process, and notebooks of a few lines."""

import nbformat.v4 as v4
import pytest
from nbclient import NotebookClient

from autograder.kernels import Zygote, warm_environment, why_not_warm


@pytest.fixture(autouse=True)
def warm(monkeypatch):
    if why_not_warm():
        pytest.skip(why_not_warm())
    monkeypatch.setenv("JUPYTER_PATH", warm_environment()["JUPYTER_PATH"])


@pytest.fixture(scope="module")
def zygote():
    with Zygote(["numpy", "matplotlib.pyplot"], ["autograder.kernels.kernel_child"]) as started:
        yield started


@pytest.fixture
def notebook():
    """Return a function that makes a notebook of code cells."""

    def make(*cells):
        nb = v4.new_notebook(cells=[v4.new_code_cell(cell, id=f"cell-{n}") for n, cell in enumerate(cells)])
        nb.metadata.kernelspec = {"name": "python3", "display_name": "Python 3", "language": "python"}
        return nb

    return make


@pytest.fixture
def run(notebook):
    """Return a function that runs cells and gives the text of each one's last output."""

    def run(*cells, **options):
        nb = NotebookClient(notebook(*cells), **options).execute()
        last = [cell.outputs[-1] if cell.outputs else {"text": ""} for cell in nb.cells]
        return [output.get("text") or output.get("data", {}).get("text/plain", "") for output in last]

    return run
