"""A learner's notebook of the real first lesson, answer by answer, and one warm engine for all that run it."""

import nbformat
import pytest

from course.checking.engine import Engine
from course.manifest import load_manifest


@pytest.fixture(scope="session")
def lesson():
    return load_manifest().lessons[0]


@pytest.fixture(scope="session")
def notebook_of(lesson):
    """Return a function that makes the learner's notebook, as bytes, with these answers by grade_id in it."""
    released = nbformat.read(lesson.release_path, as_version=4)

    def make(**answers):
        notebook = nbformat.from_dict(released)
        texts = {name.replace("_", "-"): text for name, text in answers.items()}
        cells = [nbformat.from_dict({**cell, "source": texts.get(cell.id, cell.source)}) for cell in notebook.cells]
        return nbformat.writes(nbformat.from_dict({**notebook, "cells": cells})).encode("utf-8")

    return make


@pytest.fixture(scope="session")
def warm():
    """An engine that runs everything whole, kept for the whole session."""
    engine = Engine(slow_seconds=float("inf"))
    yield engine
    engine.close()
