"""One warm sandbox for all tests of this folder, and notebooks from a few lines of code."""

import time
from textwrap import dedent

import nbformat.v4 as v4
import pytest

from autograder.sandbox import Limits, run_notebook
from autograder.sandbox.bubblewrap import BubblewrapSandbox

# Small enough for a bomb to be harmless to a machine that others use.
SMALL = Limits(
    wall_seconds=40,
    cell_seconds=20,
    cpu_seconds=60,
    memory_bytes=600 << 20,
    processes=40,
    file_bytes=16 << 20,
    disk_bytes=32 << 20,
    files=2000,
    output_bytes=8 << 20,
    cell_output_bytes=100_000,
)


@pytest.fixture(scope="session")
def sandbox():
    with BubblewrapSandbox(modules=("numpy", "pandas", "matplotlib.pyplot", "course.checks")) as warm:
        yield warm


@pytest.fixture
def notebook():
    """Return a function that makes a notebook of code cells."""

    def make(*cells):
        code = [v4.new_code_cell(dedent(cell).strip("\n"), id=f"cell-{n}") for n, cell in enumerate(cells)]
        return v4.new_notebook(cells=code)

    return make


@pytest.fixture
def run(program, sandbox, notebook):
    """Return a function that runs cells in a new room and gives the Execution and the text of each cell."""
    program("bwrap")

    def run(*cells, limits=SMALL, **more):
        execution = run_notebook(sandbox, notebook(*cells), limits=limits, **more)
        return execution, [text_of(cell) for cell in execution.notebook.cells]

    return run


@pytest.fixture
def attack(run):
    """Run an attack within seconds, then an honest notebook, which must not notice."""

    def attack(*cells, within=30, **more):
        began = time.monotonic()
        execution, texts = run(*cells, **more)
        assert time.monotonic() - began < within
        honest, (answer, files) = run("6 * 7", "import os; sorted(os.listdir('/tmp/work')), os.listdir('/dev/shm')")
        assert (honest.problem, answer, files) == (None, "42", "([], [])")
        return execution, texts

    return attack


@pytest.fixture
def attempt():
    """Return a function that makes a cell which prints what an expression gives, or the exception it raises."""

    def cell(expression):
        return (
            f"try:\n    print('GAINED', {expression})\nexcept BaseException as error:\n    print(type(error).__name__)"
        )

    return cell


@pytest.fixture
def texts_of():
    """Return a function that gives the text of each cell of a notebook."""
    return lambda notebook: [text_of(cell) for cell in notebook.cells]


def text_of(cell):
    parts = []
    for output in cell.outputs:
        if output.output_type == "stream":
            parts.append(output.text)
        elif output.output_type == "error":
            parts.append(f"{output.ename}: {output.evalue}")
        else:
            parts.append(output.data.get("text/plain", ""))
    return "\n".join(parts)
