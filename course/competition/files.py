"""A contest's tables as files for a competitor."""

from __future__ import annotations

from pathlib import Path

from course.competition.contest import Contest
from course.competition.tables import tables
from course.files import create_once


def write_tables(contest: Contest, folder: Path) -> dict[Path, bool]:
    """Write train.csv, test.csv and sample_submission.csv where they are not there yet; which of them were written.

    The answers of the test rows are in none of them: scoring makes them anew from the data, in memory.
    """
    made = tables(contest)
    frames = {"train.csv": made.train, "test.csv": made.test, "sample_submission.csv": made.example}
    return {
        folder / name: create_once(folder / name, frame.to_csv(index=False, lineterminator="\n"))
        for name, frame in frames.items()
    }
