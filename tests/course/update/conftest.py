"""A small released lesson, and ways to change it as the course or as a learner."""

from __future__ import annotations

import copy

import nbformat
import pytest
from nbformat import NotebookNode

from course.authoring.steps.name_cells import name_cells
from course.update.merge import merge


def answer(name, starter, kind="code"):
    metadata = {"nbgrader": {"grade": False, "grade_id": name, "locked": False, "schema_version": 3, "solution": True}}
    make = nbformat.v4.new_code_cell if kind == "code" else nbformat.v4.new_markdown_cell
    if kind != "code":
        metadata["nbgrader"] |= {"grade": True, "points": 2}
    return make(starter, metadata=metadata)


def check(name, source, points=2):
    grading = {"grade": True, "grade_id": f"{name}-check", "locked": True, "points": points, "solution": False}
    return nbformat.v4.new_code_cell(source, metadata={"nbgrader": grading | {"schema_version": 3}})


def task(text):
    return nbformat.v4.new_markdown_cell(text, metadata={"tags": ["task"]})


def released(cells, release="2026.11") -> NotebookNode:
    """The cells as a build would release them: ids made of grade_ids and texts."""
    notebook = nbformat.v4.new_notebook(cells=copy.deepcopy(list(cells)))
    notebook.metadata = nbformat.from_dict({"course": {"lesson": "01_foundations/01_delays", "release": release}})
    notebook.nbformat_minor = 5
    return name_cells(notebook)


TEXT = nbformat.v4.new_markdown_cell
CODE = nbformat.v4.new_code_cell
CELLS = (
    TEXT("# Delays\n\nYou will find out how late a typical flight is, and say so with a number."),
    CODE("from course.checks import checks\ndelays = [5, 20, 30]"),
    TEXT("## How late is a flight?\n\nThe mean asks for the sum and the number of the flights."),
    CODE("total = sum(delays)\ntotal"),
    task("## Exercise 1: the mean\n\nWrite `mean(numbers)`. Return the mean of the numbers."),
    answer(
        "mean", 'def mean(numbers):\n    """Return the mean."""\n    raise NotImplementedError("your code goes here")'
    ),
    check(
        "mean", "with checks('mean', points=2) as expect:\n    expect.equal(lambda: mean([1, 3]), 2, help='Divide.')"
    ),
    TEXT("**Worth knowing.** A mean can describe nobody in the data."),
    task("## Exercise 2: the late ones\n\nSet `late` to the number of delays above 15 minutes."),
    answer("late", "late = ...\n# your code goes here"),
    check("late", "with checks('late', points=2) as expect:\n    expect.equal(lambda: late, 2, help='Count.')"),
    task("## Exercise 3: explain\n\nWhich number would you tell a passenger? Two sentences."),
    answer("words", "Your words.", kind="markdown"),
    TEXT("## Recap\n\n1. You can take a mean."),
)
MEAN = 'def mean(numbers):\n    """Return the mean."""\n    return sum(numbers) / len(numbers)'
LATE = "late = len([d for d in delays if d > 15])"
WORDS = "The median. It tells what the flight in the middle did."


def sources(notebook):
    return [cell.source for cell in notebook.cells]


def cell(notebook, name):
    return notebook.cells[position(notebook, name)]


def kinds(merged):
    return [note.kind for note in merged.notes]


def insert(at, *cells):
    return lambda old: [*old[:at], *copy.deepcopy(cells), *old[at:]]


def without(*places):
    return lambda old: [each for at, each in enumerate(old) if at not in places]


@pytest.fixture
def base():
    return released(CELLS)


@pytest.fixture
def mine(base):
    """The released notebook as a learner has it after an hour: answered, run, with a cell of their own."""
    notebook = copy.deepcopy(base)
    cells = {cell.id: cell for cell in notebook.cells}
    cells["mean"].source, cells["late"].source, cells["words"].source = MEAN, LATE, WORDS
    for number, cell in enumerate(cell for cell in notebook.cells if cell.cell_type == "code"):
        cell.execution_count = number + 1
        cell.outputs = [nbformat.v4.new_output("stream", text=f"output of {cell.id}")]
    own = nbformat.v4.new_code_cell("sorted(delays)", id="my-own")
    notebook.cells.insert(position(notebook, "late"), own)
    return notebook


def position(notebook, name):
    """Where the cell with that id, or that begins with that text, stands."""
    return next(at for at, cell in enumerate(notebook.cells) if cell.id == name or cell.source.startswith(name))


@pytest.fixture
def upstream():
    """Return a function that makes a newer release: texts replaced, then any other change to the list of cells."""

    def make(*replaced, change=lambda cells: cells):
        cells = copy.deepcopy(list(CELLS))
        for old, new in replaced:
            hits = [cell for cell in cells if old in cell.source]
            assert hits, old
            for cell in hits:
                cell.source = cell.source.replace(old, new)
        return released(change(cells), release="2026.12")

    return make


@pytest.fixture
def update(base, mine):
    """Return a function that merges a release into the learner's notebook and asserts what always holds."""

    def run(new, mine=mine, base=base):
        merged = merge(base, mine, new)
        nbformat.validate(merged.notebook)
        assert len({each.id for each in merged.notebook.cells}) == len(merged.notebook.cells)
        assert merge(base, merged.notebook, new).notebook == merged.notebook  # done again after a power cut
        assert merge(new, merged.notebook, new).notebook == merged.notebook  # and when it was finished
        assert merged.notebook.metadata == new.metadata
        return merged

    return run
