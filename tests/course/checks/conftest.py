"""A notebook in miniature: cells that share a namespace, each with a file name and source of its own."""

import itertools
import linecache
import textwrap

import pytest
from hypothesis import settings

# A busy machine makes no comparison wrong: examples have no deadline of their own.
settings.register_profile("course", deadline=None)
settings.load_profile("course")

_NUMBERS = itertools.count(1)


class Notebook:
    def __init__(self):
        self.namespace = {"__name__": "__main__"}
        self.run("from course.checks import checks")

    def run(self, source: str) -> None:
        """Run a cell, as a kernel does."""
        source = textwrap.dedent(source).strip("\n") + "\n"
        filename = f"<ipython-input-{next(_NUMBERS)}>"
        linecache.cache[filename] = (len(source), None, source.splitlines(keepends=True), filename)
        exec(compile(source, filename, "exec"), self.namespace)

    def check(self, subchecks: str, points: float = 1):
        """Run a check cell that holds these sub-checks and return its Report."""
        body = textwrap.indent(textwrap.dedent(subchecks).strip("\n"), "    ")
        self.run(f"session = checks('answer', points={points})\nwith session as expect:\n{body}")
        return self.namespace["session"].report

    def one(self, subcheck: str):
        """Run a check cell that holds one sub-check and return its SubCheck."""
        (only,) = self.check(subcheck).subchecks
        return only


@pytest.fixture
def notebook():
    return Notebook()


@pytest.fixture
def outcome():
    """A function that runs an answer and one sub-check, and returns the sub-check."""

    def run(answer: str, subcheck: str):
        fresh = Notebook()
        fresh.run(answer)
        return fresh.one(subcheck)

    return run
