"""A practice folder that tests may read; whoever changes one makes a fresh one."""

from __future__ import annotations

import matplotlib

matplotlib.use("agg")

import pytest

from course.portfolio_practice import PracticeFolder
from course.workspace import VARIABLE, Workspace


@pytest.fixture(scope="session")
def folder() -> PracticeFolder:
    return PracticeFolder()


@pytest.fixture
def workspace(tmp_path, monkeypatch) -> Workspace:
    """A learner's work folder, as a notebook in it finds it."""
    monkeypatch.setenv(VARIABLE, str(tmp_path))
    (tmp_path / "portfolio").mkdir()
    return Workspace(tmp_path)
