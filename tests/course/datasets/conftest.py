"""What the tests of the data sets share: an installed package that can be taken away or spoilt."""

from __future__ import annotations

from importlib import metadata
from pathlib import Path

import pytest


class SpoiltDistribution:
    """An installed package whose files are read from another folder."""

    version = "9.9.9"

    def __init__(self, folder: Path):
        self.folder = folder

    def locate_file(self, path: str) -> Path:
        return self.folder / path


@pytest.fixture
def no_packages(monkeypatch):
    """Let every package seem not to be installed."""

    def missing(name: str):
        raise metadata.PackageNotFoundError(name)

    monkeypatch.setattr(metadata, "distribution", missing)


@pytest.fixture
def other_files(monkeypatch, tmp_path) -> Path:
    """Let the files of every package be those of the returned folder, which is empty."""
    monkeypatch.setattr(metadata, "distribution", lambda name: SpoiltDistribution(tmp_path))
    return tmp_path
